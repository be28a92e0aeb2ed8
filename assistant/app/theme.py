"""Gradio's theme: system fonts, and the colours of style.css wherever Gradio colours something."""

from __future__ import annotations

import gradio as gr

THEME = gr.themes.Base(
    primary_hue=gr.themes.colors.teal,
    neutral_hue=gr.themes.colors.stone,
    font=["system-ui", "sans-serif"],
    font_mono=["ui-monospace", "monospace"],
).set(
    # The colours stand in style.css, once for light and once for dark.
    **{
        name + ending: f"var(--{colour})"
        for ending in ("", "_dark")
        for name, colour in {
            "body_background_fill": "ground",
            "background_fill_primary": "sheet",
            "background_fill_secondary": "ground",
            "body_text_color": "ink",
            "body_text_color_subdued": "muted",
            "block_background_fill": "sheet",
            "block_border_color": "rule",
            "block_label_text_color": "ink",
            "block_title_text_color": "ink",
            "block_info_text_color": "muted",
            "border_color_primary": "rule",
            "input_background_fill": "sheet",
            "input_background_fill_focus": "sheet",
            "input_border_color": "edge",
            "input_border_color_focus": "accent",
            "input_placeholder_color": "muted",
            "button_primary_background_fill": "accent",
            "button_primary_background_fill_hover": "accent",
            "button_primary_text_color": "accent-ink",
            "button_primary_text_color_hover": "accent-ink",
            "button_secondary_background_fill": "sheet",
            "button_secondary_background_fill_hover": "quoted",
            "button_secondary_text_color": "ink",
            "button_secondary_text_color_hover": "ink",
            "button_secondary_border_color": "edge",
            "link_text_color": "accent",
            "link_text_color_hover": "accent",
            "link_text_color_active": "accent",
            "link_text_color_visited": "accent",
            "color_accent_soft": "quoted",
        }.items()
    }
)
