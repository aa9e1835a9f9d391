"""A long list shown a part at a time: where one is in it, and the buttons to go on and back."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from chatbot.page import wording

ROWS = 50
"""Of a list, shown at once."""

TO_TOP = """() => {
  const list = [...document.querySelectorAll(".byline-found")].find((one) => one.offsetParent);
  if (list?.getBoundingClientRect().top < 0) list.scrollIntoView();
}"""
"""Brings the beginning of the list in view, after its rows have changed."""


@dataclass(frozen=True, slots=True)
class Pager:
    """The components under a list."""

    place: gr.State
    """How many rows come before the first that is shown."""
    back: gr.Button
    where: gr.HTML
    on: gr.Button

    @property
    def outputs(self) -> list[Any]:
        return [self.place, self.back, self.where, self.on]


def pager() -> Pager:
    """Lay it out."""
    place = gr.State(0)
    with gr.Row(elem_classes="byline-pager"):
        back = gr.Button(wording.EARLIER_ROWS, visible=False, size="sm", min_width=0)
        where = gr.HTML("", apply_default_css=False)
        on = gr.Button(wording.LATER_ROWS, visible=False, size="sm", min_width=0)
    return Pager(place, back, where, on)


def first_row(place: int, total: int) -> int:
    """The row to begin with: ``place``, or the last full step before the end."""
    return max(0, min(place, (total - 1) // ROWS * ROWS))


def paged(first: int, total: int) -> tuple[Any, ...]:
    """New values for the pager's outputs."""
    last = min(first + ROWS, total)
    where = escape(wording.rows(first + 1, last, total)) if total > ROWS else ""
    return (
        first,
        gr.Button(visible=first > 0),
        f'<p class="byline-where">{where}</p>' if where else "",
        gr.Button(visible=last < total),
    )
