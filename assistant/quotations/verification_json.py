"""What became of checking a draft, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.answer_json import quote_json
from assistant.quotations.verification import STATUS_NAMES, Verification, summary, verdict


def verification_json(verification: Verification) -> dict[str, Any]:
    """`{"draft", "sound", "verdict", "summary", "documents", "quotations", "short", "manifest"}`.

    Each quotation is `{"number", "place", "text", "status", "said", "citation", "problems",
    "notes", "differences": [{"kind", "text"}], "sources": [as in an answer's quotes]}`; `manifest`
    is null for a draft that has none, else its entries, each `{"number", "citation", "state",
    "shown"}`.
    """
    return {
        "draft": verification.name,
        "sound": verification.sound,
        "verdict": verdict(verification),
        "summary": list(summary(verification)),
        "documents": verification.documents,
        "quotations": [
            {
                "number": checked.number,
                "place": checked.place,
                "text": checked.text,
                "status": checked.status,
                "said": STATUS_NAMES[checked.status],
                "citation": checked.citation,
                "problems": list(checked.problems),
                "notes": list(checked.notes),
                "differences": [asdict(change) for change in checked.differences],
                "sources": [quote_json(source) for source in checked.sources],
            }
            for checked in verification.quotations
        ],
        "short": list(verification.short),
        "manifest": [
            {
                "number": checked.entry.number,
                "citation": checked.entry.citation,
                "state": checked.state,
                "shown": checked.shown,
            }
            for checked in verification.entries
        ]
        or None,
    }
