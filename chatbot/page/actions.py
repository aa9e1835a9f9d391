"""The buttons under an answer, and what they are for; ``answers.js`` passes their clicks on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from chatbot.conversations import Exchange
from chatbot.page import wording


def actions(exchange: Exchange, last: bool) -> str:
    """What can be done with an exchange that has ended: more, if it is the last."""
    buttons = []
    if exchange.answer is not None:
        for verdict, words in wording.VERDICTS.items():
            chosen = exchange.verdict == verdict
            label = wording.chosen(words) if chosen else words
            buttons.append(_button("verdict", f"{verdict}:{exchange.id}", label, chosen))
        buttons.append(_button("link", exchange.id, wording.LINK))
    if last:
        buttons.append(_button("retry", exchange.id, wording.AGAIN))
        buttons.append(_button("edit", exchange.id, wording.EDIT))
    return f'<p class="byline-actions">{" ".join(buttons)}</p>'


def suggested(questions: Sequence[str]) -> str:
    """Questions that could come next, each a button with its text as value."""
    if not questions:
        return ""
    buttons = "".join(_button("next", text, text) for text in questions)
    return f'<div class="byline-suggested"><span>{escape(wording.NEXT)}</span>{buttons}</div>'


def earlier(hidden: int) -> str:
    """A button for what is not shown of a long conversation."""
    return f'<p class="byline-actions">{_button("earlier", "", wording.earlier(hidden))}</p>'


def _button(action: str, value: str, label: str, chosen: bool = False) -> str:
    mark = " byline-chosen" if chosen else ""
    return (
        f'<button type="button" class="byline-do byline-{action}{mark}" value="{escape(value)}">'
        f"{escape(label)}</button>"
    )
