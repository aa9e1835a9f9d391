"""How the page looks: Gradio's theme in Byline's colours, set in the reader's own fonts."""

from __future__ import annotations

import gradio as gr

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "monospace")


def theme() -> gr.themes.Base:
    """Paper and ink; no font is fetched from anywhere."""
    paper, ink = "#fbfaf6", "#1f1d1a"
    night, chalk = "#171614", "#ebe7df"
    return gr.themes.Base(
        primary_hue="red",
        neutral_hue="stone",
        radius_size="sm",
        text_size="lg",
        font=_SANS,
        font_mono=_MONO,
    ).set(
        body_background_fill=paper,
        body_background_fill_dark=night,
        body_text_color=ink,
        body_text_color_dark=chalk,
        background_fill_primary=paper,
        background_fill_primary_dark=night,
    )
