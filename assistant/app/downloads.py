"""A button that makes a file and gives it to the visitor with one click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.app.desk import QUIET


def download(label: str, make: Callable[..., str], inputs: Any, name: str) -> gr.Button:
    """A button `label` that calls `make` with the values of `inputs` and downloads its file.

    Args:
        label: What the button says.
        make: Writes the file in the system's temporary folder and returns its path; may raise
            gr.Error with a sentence for the visitor.
        inputs: The components whose values `make` is given.
        name: Of the hidden link that the browser follows, unlike any other of the page.
    """
    button = gr.Button(label, size="sm", elem_id=f"{name}-button")
    hidden = gr.DownloadButton(label, visible="hidden", elem_id=name)
    # Gradio's own download button needs two clicks when its file is made on the first.
    follow = (
        f"() => {{const shown = document.querySelector('#{name}');"
        "(shown.querySelector('a, button') || shown).click()}"
    )
    button.click(make, inputs, hidden, **QUIET).success(None, None, None, js=follow, **QUIET)
    return button
