"""A question and its answer as the HTML of two chat messages.

The answer's Markdown is rendered here rather than by the chat component: only what answers use is
understood (paragraphs, lists, quotations, emphasis, escapes), everything else is shown as text, and
an [n] becomes a button only where n is the number of one of the answer's citations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from re import compile as pattern

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from chatbot import Answer, Citation
from chatbot.limits import limits
from chatbot.page import wording
from chatbot.page.sources import marker as button

_MARKER = pattern(r"\[(\d{1,4})\]")
_BADGES = {"unknown": wording.UNKNOWN, "disputed": wording.DISPUTED}


def _find_marker(state: StateInline, silent: bool) -> bool:
    found = _MARKER.match(state.src, state.pos)
    if found is None or int(found[1]) not in state.env["markers"]:
        return False
    if not silent:
        state.push("marker", "button", 0).meta = {"number": int(found[1])}
    state.pos = found.end()
    return True


def _show_marker(
    _: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return str(env["markers"][tokens[index].meta["number"]])


_MARKDOWN = MarkdownIt("zero", {"breaks": True}).enable(
    ["list", "blockquote", "emphasis", "escape", "entity", "newline"]
)
_MARKDOWN.inline.ruler.after("escape", "marker", _find_marker)
_MARKDOWN.add_render_rule("marker", _show_marker)


def asked(question: str, exchange_id: str = "") -> str:
    """The user's own words; ``page.js`` knows a new question by the id."""
    return f'<p class="byline-asked {escape(exchange_id)}" dir="auto">{escape(question)}</p>'


def answered(
    answer: Answer, removable: bool = False, marker: Callable[[Citation], str] = button
) -> str:
    """What has been said so far; ``removable``: its limits can be taken away.

    ``marker`` makes the HTML of an [n].
    """
    badge = _BADGES.get(answer.status)
    markers = {citation.number: marker(citation) for citation in answer.citations}
    return "".join(
        [
            f'<div class="byline-answer byline-{answer.status}">',
            f'<p class="byline-badge">{escape(badge)}</p>' if badge else "",
            _MARKDOWN.render(answer.text, {"markers": markers}),
            _left_out(answer),
            _only(answer, removable),
            note(wording.written_by(answer.model)) if answer.mode == "written" else "",
            note(answer.notice) if answer.notice else "",
            "</div>",
        ]
    )


def _left_out(answer: Answer) -> str:
    """What the model wrote that its sources do not support, folded up and marked as that."""
    left_out = [one for one in answer.sentences if one.level == "unsupported"]
    if not left_out:
        return ""
    items = "".join(
        f'<li dir="auto"><s>{escape(one.text)}</s> {escape(" ".join(one.reasons))}</li>'
        for one in left_out
    )
    summary = escape(wording.left_out(len(left_out)))
    return (
        f'<details class="byline-left-out"><summary>{summary}</summary><ul>{items}</ul></details>'
    )


def _only(answer: Answer, removable: bool) -> str:
    """What the search was limited to, each with a button that its number is the value of."""
    if not answer.filters:
        return ""
    chips = []
    for number, limit in enumerate(limits(answer.filters)):
        label = escape(wording.without(limit.words))
        button = (
            f'<button type="button" class="byline-without" value="{number}" title="{label}">'
            # The chat component takes aria-label away.
            f'<span class="byline-unseen">{label}</span>×</button>'
        )
        words = escape(limit.words) + (button if removable else "")
        chips.append(f'<span class="byline-limit" dir="auto">{words}</span>')
    return f'<p class="byline-only">{escape(wording.ONLY)} {" ".join(chips)}</p>'


def note(sentence: str) -> str:
    """What is going on."""
    return f'<p class="byline-note">{escape(sentence)}</p>'


def problem(sentence: str) -> str:
    """Why there is no answer, and what to do."""
    return f'<p class="byline-problem">{escape(sentence)}</p>'
