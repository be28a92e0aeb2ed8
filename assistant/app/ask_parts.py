"""What the Ask tab consists of, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.feedback import LONGEST_WORD, VERDICTS, WHAT_IS_KEPT

#: Runs once for each part of the page whose buttons and lists send words.
_SAY = (Path(__file__).parent / "say.js").read_text(encoding="utf-8")

#: What a handler changes: components, each with its new value or state.
Changes = dict[Any, Any]


@dataclass(frozen=True, eq=False)
class AskParts:
    """The components of the tab."""

    examples: gr.HTML
    chatbot: gr.Chatbot
    onward: gr.HTML
    feedback: gr.Column
    verdict: gr.Radio
    word: gr.Textbox
    send: gr.Button
    noted: gr.HTML
    chips: gr.HTML
    fresh: gr.Button
    box: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    authorities: gr.Dropdown
    kinds: gr.Dropdown
    first: gr.Dropdown
    last: gr.Dropdown
    left: gr.HTML
    newest: gr.State
    """The newest answer; None where there is none."""
    remembered: gr.BrowserState
    """The conversation, kept by the visitor's own browser: see remembered.py."""

    @property
    def filters(self) -> list[gr.Dropdown]:
        """The controls that narrow the search, in the order of `filters_chosen`."""
        return [self.authorities, self.kinds, self.first, self.last]

    @property
    def talk(self) -> list[Any]:
        """Everything that asking may change."""
        asking = [self.box, self.ask, self.stop, self.fresh, self.chips]
        judging = [self.feedback, self.verdict, self.word, self.send, self.noted]
        return [self.examples, self.chatbot, self.onward, *judging, *asking, self.newest]

    def idle(self, started: bool = True) -> Changes:
        """A question can be asked."""
        return {
            self.ask: gr.Button(visible=True),
            self.stop: gr.Button(visible=False),
            self.fresh: gr.Button(visible=started),
            self.examples: gr.HTML(visible=not started),
        }

    def busy(self) -> Changes:
        """One is being answered."""
        return {
            self.examples: gr.HTML(visible=False),
            self.ask: gr.Button(visible=False),
            self.stop: gr.Button(visible=True),
            self.fresh: gr.Button(visible=False),
            self.onward: "",
            self.newest: None,
            self.feedback: gr.Column(visible=False),
        }

    def judged(self, answered: bool) -> Changes:
        """An answer, if there is one, can be judged."""
        return {
            self.feedback: gr.Column(visible=answered),
            self.verdict: gr.Radio(value=None, visible=True),
            self.word: gr.Textbox(value="", visible=True),
            self.send: gr.Button(visible=True),
            self.noted: f"<p class='hint'>{WHAT_IS_KEPT}</p>",
        }


def ask_parts() -> AskParts:
    """The components, drawn where they are made."""
    examples = gr.HTML(elem_id="examples", js_on_load=_SAY)
    chatbot = _chatbot()
    onward = gr.HTML(elem_id="onward", js_on_load=_SAY)
    with gr.Column(elem_id="feedback", visible=False) as feedback:
        verdict = gr.Radio(
            [(name.capitalize(), name) for name in VERDICTS], label="Is this answer right?"
        )
        with gr.Row(elem_id="judging"):
            word = gr.Textbox(
                label="A word on it, if you like", max_length=LONGEST_WORD, lines=1, scale=8
            )
            send = gr.Button("Send", size="sm", scale=1, min_width=80)
        noted = gr.HTML(elem_id="noted")
    with gr.Column(elem_id="composer"):
        with gr.Row(elem_id="state"):
            chips = gr.HTML(elem_id="chips", js_on_load=_SAY)
            fresh = gr.Button("Start again", size="sm", visible=False, elem_id="fresh")
        with gr.Row(elem_id="asking"):
            box = gr.Textbox(
                label="Your question",
                placeholder="Ask about an authority, a visit or a practice area",
                lines=1,
                max_lines=6,
                autofocus=True,
                scale=8,
                elem_id="question",
            )
            ask = gr.Button("Ask", variant="primary", scale=1, min_width=80)
            stop = gr.Button("Stop", scale=1, min_width=80, visible=False, elem_id="stop")
    with gr.Accordion("Narrow the search", open=False, elem_id="filters"):
        with gr.Row():
            authorities = gr.Dropdown(label="Authorities", multiselect=True, num_choices_shown=200)
            kinds = gr.Dropdown(label="Kinds of document", multiselect=True)
        with gr.Row():
            first = gr.Dropdown(label="From year", min_width=120)
            last = gr.Dropdown(label="To year", min_width=120)
    left = gr.HTML(elem_id="left")
    # The secret is sent to every visitor; fixed, it lets what was kept outlive a restart.
    remembered = gr.BrowserState(
        None,
        storage_key="findings-conversation",
        secret="open",  # noqa: S106
    )
    return AskParts(
        examples=examples,
        chatbot=chatbot,
        onward=onward,
        feedback=feedback,
        verdict=verdict,
        word=word,
        send=send,
        noted=noted,
        chips=chips,
        fresh=fresh,
        box=box,
        ask=ask,
        stop=stop,
        authorities=authorities,
        kinds=kinds,
        first=first,
        last=last,
        left=left,
        newest=gr.State(None),
        remembered=remembered,
    )


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        visible=False,
        height=None,
        layout="panel",
        editable="user",
        buttons=[],
        feedback_options=(),
        latex_delimiters=[],
        allow_tags=False,
        allow_file_downloads=False,
        autoscroll=False,
        elem_id="conversation",
    )
