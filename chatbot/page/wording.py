"""Every text of the page that is not an article's or an answer's own."""

from __future__ import annotations

from datetime import date

from vectorstore import UNCLEAR

LANGUAGE = "en"
NAME = "Byline"
TAGLINE = "Answers in the sources’ own words"
MODES = {
    "quotes": "Quotes mode — no language model",
    "written": "Written mode — a language model, checked",
}

ASK_TAB = "Ask"

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

VERDICTS = {"up": "Helpful", "down": "Not helpful"}
REASON = "What was good or wrong about it? (optional)"
REASON_HINT = "It is kept with the question and the answer, for whoever runs Byline here."
REASON_SEND = "Send"
THANKS = "Thank you. It is kept with the answer."
LINK = "Link"
LINK_LABEL = "Whoever opens this link here sees this one answer"
COPY = "Copy"
AGAIN = "Ask again"
EDIT = "Edit the question"
NEXT = "Ask next:"
SHARED = "Somebody shared this answer with you. Ask a question to begin a conversation of your own."
NEEDS_COOKIE = (
    "Your browser keeps no cookie for this page. Without one, Byline cannot tell who asks."
)

LOGIN = "Log in"
LOGIN_NAME = "Name"
PASSWORD = "Password"
LOGOUT = "Log out"
LOG_IN_FIRST = "Log in first."
WRONG_PASSWORD = "There is nobody of that name with that password."
TOO_MANY_TRIES = "Too many wrong passwords. Try again in ten minutes."

CONVERSATIONS = "Conversations"
NEW = "New conversation"
SEARCH = "Search conversations"
NO_CONVERSATIONS = "What you ask is kept here."
NOTHING_FOUND = "No conversation has all of these words."
THIS_ONE = "This conversation"
NAME_LABEL = "Name"
EXPORT = "Save as"
FORMATS = {"md": "Markdown", "html": "Web page", "json": "JSON"}
PRINT = "Print"
DELETE = "Delete"
DELETE_SURE = "Delete for good"
DELETE_NOT = "Keep it"

LIMIT = "Limit to"
FROM = "Published from"
TO = "Published to"
PUBLISHERS = "Publishers"
LANGUAGES = "Languages"
NO_DAY = "is no day. Write it as 2024-05-31."

SOURCES = "Sources"
NO_SOURCES = "The sentences an answer rests on appear here."
UNKNOWN = "Not in the articles"
DISPUTED = "Accounts differ"
LOOKING = "Looking through the articles…"
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


def place(article_id: str, version: int, start: int, end: int) -> str:
    """Where a quote is, so that anybody can look it up."""
    return f"article {article_id}, version {version}, characters {start}–{end}"


def chosen(verdict: str) -> str:
    return f"{verdict} ✓"


def earlier(count: int) -> str:
    return f"Show earlier questions ({count})"


def not_kept(reason: str) -> str:
    return f"This conversation is not kept. {reason}"


def hint(quote: str, publisher: str | None, published: str | None) -> str:
    """What an [n] stands for."""
    return f"“{quote}” — {publisher or NO_PUBLISHER}, {day(published)}"
