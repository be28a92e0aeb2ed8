"""What the tabs of one page share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.ask import Assistant

#: Of every event: no public address, and no veil over what it changes.
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(frozen=True)
class Desk:
    """The page being built, and what its tabs have in common."""

    assistant: Assistant
    page: gr.Blocks
    source: gr.HTML
    """The source panel, beside every tab: a link "#cite-ID" anywhere on the page opens in it."""
    kept: gr.BrowserState
    """The quotations kept, in the visitor's own browser: a list of `Kept` as JSON objects."""
    changed: gr.State
    """The version of the library: changes when documents are taken in or removed on the page."""
    uploads: bool = True
    """Whether documents can be taken in and removed, and drafts checked, on the page."""
