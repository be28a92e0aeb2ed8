"""The command that lists what users said of answers."""

from __future__ import annotations

import json
from dataclasses import asdict

from assistant.data_folder import settings_in_force
from assistant.library_commands import AsJson


def feedback(as_json: AsJson = False) -> None:
    """List what users said of answers, oldest first."""
    from assistant.feedback import feedback_file, read_feedback

    home = settings_in_force().home
    said, unread = read_feedback(home)
    for one in said:
        if as_json:
            print(json.dumps(asdict(one), ensure_ascii=False))
            continue
        quotations = "one quotation" if len(one.quotes) == 1 else f"{len(one.quotes)} quotations"
        print(f"{one.time[:16].replace('T', ' ')}  {one.verdict}: {one.question}")
        print(f"    {one.status}, {quotations}{f'; said: {one.word}' if one.word else ''}")
    if not as_json and not said:
        print("Nobody has said yet whether an answer is right.")
    if not as_json and unread:
        lines = "One line" if unread == 1 else f"{unread} lines"
        print(f"{lines} of {feedback_file(home)} cannot be read.")
