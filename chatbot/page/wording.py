"""Every text of the page that is not an article's or an answer's own."""

from __future__ import annotations

from datetime import date

from chatbot.answers import WEAKLY
from vectorstore import UNCLEAR

NAME = "Byline"
TAGLINE = "Answers in the sources’ own words"

QUESTION = "Your question"
QUESTION_HINT = "Ask about the articles"
ASK = "Ask"
STOP = "Stop"
CONVERSATION = "Conversation"
WELCOME = "What do you want to know?"
WELCOME_MORE = (
    "Each answer is made of sentences from the articles. "
    "Its numbers open the article at the sentence."
)

SOURCES = "Sources"
NO_SOURCES = "The sentences an answer rests on appear here."
UNKNOWN = "Not in the articles"
DISPUTED = "Accounts differ"
LOOKING = "Looking through the articles…"
WRITING = "The language model is writing; each sentence is checked before it is shown…"
STOPPED = "Stopped."
ONLY = "Only:"
UNDATED = "undated"
UNTITLED = "Untitled article"
NO_SPEAKER = "somebody the article does not name"
NO_PUBLISHER = "Publisher not named"

CLOSE = "Close the article"
ORIGINAL = "Read it where it was published"
NO_SUCH_PLACE = "That sentence is not in the collection any more. Ask again."
REMOVED = "This article has been removed from the collection since."
NO_REPLY = "Byline does not reply. Is it still running? Start it with: python app.py"

NOTHING_TO_ASK = "Nothing to ask about yet"
OPENING = "Opening the articles…"
NO_ARTICLES = "No articles yet. To add some, run: python -m ingest articles/"
EMPTY_QUESTION = "Type a question first."
BUSY = "Many questions are waiting for an answer just now. Ask again in a moment."
FAULT = "Something went wrong inside Byline. What happened is written in the terminal it runs in."


def too_long(limit: int) -> str:
    return f"That question is too long. Ask in at most {limit:,} characters."


def mode(name: str, model: str | None) -> str:
    """How answers are made, and by which language model if by one."""
    if name == "quotes":
        return "Quotes mode — no language model"
    return f"Written mode — {model}, each sentence checked"


def written_by(model: str | None) -> str:
    return (
        f"Written by {model}. Each sentence was compared with the quotes that its numbers stand "
        f"for; “{WEAKLY.strip('()')}” means that they say it only in part."
    )


def left_out(count: int) -> str:
    which = "1 sentence" if count == 1 else f"{count} sentences"
    return f"{which} by the language model left out: not supported by the articles"


def day(published: str | None) -> str:
    """An ISO date as people write it: ``2020-10-04`` is 4 October 2020."""
    if published is None:
        return UNDATED
    try:
        at = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{at.day} {at:%B} {at.year}"


def speaker(name: str) -> str:
    return NO_SPEAKER if name == UNCLEAR else name


def says(speakers: str) -> str:
    return f"Says: {speakers}"


def articles(count: int) -> str:
    return f"{count:,} article" + ("" if count == 1 else "s")


def newest(published: str) -> str:
    return f"newest {day(published)}"


def without(limit: str) -> str:
    return f"Ask again without “{limit}”"


def open_at(title: str | None) -> str:
    return f"Open “{title or UNTITLED}” at this sentence"


def history(latest: bool, day_of_change: str | None, gone: bool) -> str:
    """The line over the difference between the version shown and the one before or after it."""
    when = f"on {day(day_of_change)}" if day_of_change else "at a time it does not state"
    if latest:
        line = f"Updated {when}. What has changed since the version before:"
    else:
        line = f"This is an earlier version. The article was updated {when}; what has changed:"
    return f"{REMOVED} {line}" if gone else line


def copies(origins: list[str]) -> str:
    return f"The same report also in: {'; '.join(origins)}"
