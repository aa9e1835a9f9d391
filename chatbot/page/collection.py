"""What there is to ask about: how many articles, how new, and how answers are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from chatbot import Chatbot
from chatbot.markdown import escape as escape_markdown
from chatbot.page import wording
from vectorstore import BylineError

EXAMPLES = (
    ("How many ships were waiting at the Suez Canal?", "Harbour Courier"),
    ("Who denied responsibility for the grounding of the Ever Given?", "The Northern Ledger"),
    ("Could a cigarette have started the Notre-Dame fire?", "Alpine Observer"),
    ("Why did Philae run out of power?", "Orbit Almanac"),
)
"""Questions to begin with, each with the (invented) publisher of a sample article it is about."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The collection as it was looked at; where ``articles`` is 0, ``problem`` says what to do."""

    articles: int = 0
    newest: str | None = None
    mode: str | None = None
    model: str | None = None
    problem: str | None = None
    examples: tuple[str, ...] = ()


def look(chatbot: Callable[[], Chatbot]) -> Collection:
    """Never raises on a collection that is missing, locked or broken."""
    try:
        opened = chatbot()
        summary = opened.store.summary()
    except BylineError as error:
        return Collection(problem=str(error))
    if not summary.articles:
        return Collection(mode=opened.mode, model=opened.model, problem=wording.NO_ARTICLES)
    examples = tuple(text for text, publisher in EXAMPLES if publisher in summary.publishers)
    return Collection(
        summary.articles, summary.newest, opened.mode, opened.model, examples=examples
    )


def headline(chatbot: Callable[[], Chatbot]) -> str:
    """For the terminal: ``quotes mode, 17 articles``, or what to do."""
    seen = look(chatbot)
    if seen.problem is not None:
        return seen.problem
    by = f" ({seen.model})" if seen.model else ""
    return f"{seen.mode} mode{by}, {wording.articles(seen.articles)}"


def masthead(seen: Collection | None) -> str:
    """The line at the head of the page; None stands for not looked yet."""
    if seen is None:
        parts = [wording.OPENING]
    elif seen.problem is not None:
        parts = [wording.NOTHING_TO_ASK]
    else:
        parts = [wording.articles(seen.articles)]
        if seen.newest is not None:
            parts.append(wording.newest(seen.newest))
    if seen is not None and seen.mode is not None:
        parts.append(wording.mode(seen.mode, seen.model))
    spans = "".join(f"<span>{escape(part)}</span>" for part in parts)
    return f'<p class="byline-collection" role="status">{spans}</p>'


def welcome(seen: Collection) -> str:
    """The Markdown in the empty chat."""
    if seen.problem is not None:
        return f"## {wording.NOTHING_TO_ASK}\n\n{escape_markdown(seen.problem)}"
    return f"## {wording.WELCOME}\n\n{wording.WELCOME_MORE}"
