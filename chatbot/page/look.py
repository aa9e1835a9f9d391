"""How the page looks: Gradio's theme in Byline's colours, set in the reader's own fonts."""

from __future__ import annotations

import gradio as gr

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "monospace")


def theme() -> gr.themes.Base:
    """Paper and ink; no font is fetched from anywhere."""
    paper, ink = "#fbfaf6", "#1f1d1a"
    night, chalk = "#171614", "#ebe7df"
    sheet, evening = "#ffffff", "#1f1e1b"
    soft, dim = "#665f55", "#a9a296"
    line, seam = "#ddd7cb", "#3a3732"
    red, rose = "#8c1d18", "#eda79c"
    return gr.themes.Base(
        primary_hue="red",
        neutral_hue="stone",
        radius_size="none",
        text_size="lg",
        font=_SANS,
        font_mono=_MONO,
    ).set(
        body_background_fill=paper,
        body_background_fill_dark=night,
        body_text_color=ink,
        body_text_color_dark=chalk,
        body_text_color_subdued=soft,
        body_text_color_subdued_dark=dim,
        background_fill_primary=paper,
        background_fill_primary_dark=night,
        color_accent=red,
        border_color_primary=line,
        border_color_primary_dark=seam,
        block_label_text_color=soft,
        block_label_text_color_dark=dim,
        block_title_text_color=ink,
        block_title_text_color_dark=chalk,
        block_title_text_size="*text_sm",
        input_background_fill=sheet,
        input_background_fill_dark=evening,
        input_border_color=soft,
        input_border_color_dark=dim,
        input_border_width="1px",
        input_border_color_focus=red,
        input_border_color_focus_dark=rose,
        input_placeholder_color=soft,
        input_placeholder_color_dark=dim,
        button_large_text_weight="600",
        button_large_text_size="*text_md",
        button_primary_background_fill=ink,
        button_primary_background_fill_dark=chalk,
        button_primary_background_fill_hover=red,
        button_primary_background_fill_hover_dark=rose,
        button_primary_border_color=ink,
        button_primary_border_color_dark=chalk,
        button_primary_border_color_hover=red,
        button_primary_border_color_hover_dark=rose,
        button_primary_text_color=paper,
        button_primary_text_color_dark=night,
        button_secondary_background_fill=paper,
        button_secondary_background_fill_dark=night,
        button_secondary_background_fill_hover=sheet,
        button_secondary_background_fill_hover_dark=evening,
        button_secondary_border_color=soft,
        button_secondary_border_color_dark=dim,
        button_secondary_text_color=ink,
        button_secondary_text_color_dark=chalk,
        button_border_width="1px",
        button_cancel_background_fill=red,
        button_cancel_background_fill_dark=rose,
        button_cancel_background_fill_hover=ink,
        button_cancel_background_fill_hover_dark=chalk,
        button_cancel_text_color=paper,
        button_cancel_text_color_dark=night,
    )
