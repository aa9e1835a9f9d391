"""The claims: what each speaker says about a subject, by date, each in the words of the article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, cast, get_args

import gradio as gr

from chatbot import Chatbot, Filters
from chatbot.page import messages, wording
from chatbot.page.claim_list import claim_list, speaker_list
from chatbot.page.paging import ROWS, TO_TOP, first_row, paged, pager
from chatbot.page.period import period
from chatbot.page.timeline import timeline
from vectorstore import Article, ArticleStore, BylineError, Claim, ClaimCounts, Stance

LONGEST = 200
"""Characters of what is looked for."""
SHOWN_SPEAKERS = 40

_PICK = """element.addEventListener("click", (event) => {
  const speaker = event.target.closest?.("button.byline-speaker");
  if (speaker) trigger("click", { speaker: speaker.value });
});"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A part of the claims that were asked for, as HTML, and what to say about all of them."""

    found: str
    beside: str = ""
    first: int = 0
    total: int = 0
    speakers: tuple[str, ...] = ()


def claims_panel(chatbot: Callable[[], Chatbot], tab: gr.Tab) -> None:
    """Lay out the claims; they are looked for when their tab is first opened."""
    with gr.Row(elem_classes="byline-desk"):
        with gr.Column(scale=3, min_width=0, elem_classes="byline-main"):
            with gr.Row(elem_classes="byline-fields"):
                about = gr.Textbox(
                    label=wording.ABOUT,
                    placeholder=wording.ABOUT_HINT,
                    max_lines=1,
                    max_length=LONGEST,
                    elem_classes="byline-wide",
                )
                speaker = gr.Dropdown(
                    [],
                    value=None,
                    label=wording.SPEAKER,
                    allow_custom_value=True,
                    elem_classes="byline-wide",
                )
                stances = [(wording.ANY_STANCE, "")]
                stances += [(wording.STANCES[one], one) for one in get_args(Stance)]
                stance = gr.Dropdown(stances, value="", label=wording.STANCE, filterable=False)
                hint = wording.DAY_HINT
                begin = gr.Textbox(
                    label=wording.FROM_DAY, placeholder=hint, max_lines=1, max_length=10
                )
                end = gr.Textbox(label=wording.TO_DAY, placeholder=hint, max_lines=1, max_length=10)
                show = gr.Button(wording.SHOW, variant="primary")
            found = gr.HTML("", apply_default_css=False, elem_classes="byline-found")
            pages = pager()
        with gr.Column(scale=2, min_width=0, elem_classes="byline-beside"):
            beside = gr.HTML("", apply_default_css=False, js_on_load=_PICK)

    def look(place: int, *asked: str | None) -> tuple[Any, ...]:
        listed = list_claims(chatbot, place, *asked)
        choices = gr.Dropdown(choices=[*listed.speakers])
        return listed.found, listed.beside, choices, *paged(listed.first, listed.total)

    def anew(*asked: str | None) -> tuple[Any, ...]:
        return look(0, *asked)

    def on(place: int, *asked: str | None) -> tuple[Any, ...]:
        return look(place + ROWS, *asked)

    def back(place: int, *asked: str | None) -> tuple[Any, ...]:
        return look(place - ROWS, *asked)

    def pick(event: gr.EventData) -> str:
        return str(event.speaker)[:LONGEST]

    fields = [about, speaker, stance, begin, end]
    outputs = [found, beside, speaker, *pages.outputs]
    quietly: dict[str, Any] = {"queue": False, "show_progress": "hidden"}
    quietly["api_visibility"] = "private"
    for happens in (tab.select, show.click, about.submit, begin.submit, end.submit):
        happens(anew, fields, outputs, **quietly)
    for changes in (speaker.select, stance.input):
        changes(anew, fields, outputs, **quietly)
    for button, step in ((pages.on, on), (pages.back, back)):
        turned = button.click(step, [pages.place, *fields], outputs, **quietly)
        turned.then(None, None, None, js=TO_TOP)
    picked = beside.click(pick, None, speaker, **quietly).then(anew, fields, outputs, **quietly)
    picked.then(None, None, None, js=TO_TOP)


def list_claims(
    chatbot: Callable[[], Chatbot],
    place: int,
    about: str | None,
    speaker: str | None,
    stance: str | None,
    begin: str | None,
    end: str | None,
) -> Listed:
    """The claims from row ``place`` on that fit; whatever goes wrong is said in their place."""
    try:
        first_day, last_day = period(begin, end)
        wanted: dict[str, Any] = {
            "about": (about or "").strip()[:LONGEST] or None,
            "stance": cast(Stance, stance) or None,
            "filters": Filters(published_from=first_day, published_to=last_day),
        }
        name = (speaker or "").strip()[:LONGEST] or None
        store = chatbot().store
        counts = store.count_claims(name, **wanted)
        others = store.count_claims(**wanted) if name else counts
        first = first_row(place, counts.total)
        rows = store.claims(speaker=name, limit=ROWS, offset=first, by_speaker=True, **wanted)
        found = claim_list(rows, _articles(store, rows))
    except (BylineError, ValueError) as error:
        return Listed(messages.problem(str(error)))
    heading = f'<div role="status"><h2>{escape(wording.claims(counts.total))}</h2></div>'
    names = tuple(name for name, _ in others.speakers)
    return Listed(heading + found, _beside(counts, others), first, counts.total, names)


def _beside(counts: ClaimCounts, others: ClaimCounts) -> str:
    inside = timeline(counts.days) + speaker_list(others.speakers[:SHOWN_SPEAKERS])
    return f'<div class="byline-sources">{inside}</div>'


def _articles(store: ArticleStore, rows: list[Claim]) -> Callable[[Claim], Article]:
    """The article version of each claim."""
    live = store.live({claim.article_id for claim in rows})

    def article(claim: Claim) -> Article:
        found = live.get(claim.article_id)
        if found is None or found.version != claim.version:  # it has changed in between
            return store.article(claim.article_id, claim.version)
        return found

    return article
