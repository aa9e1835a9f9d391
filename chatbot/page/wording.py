"""Every text of the page that is not an article's or an answer's own, in the language set.

In English here; the texts of another language stand in a file of their own, under the same names.
"""

from __future__ import annotations

from datetime import date

from chatbot.answers import WEAKLY
from vectorstore import UNCLEAR, SettingError, load_settings

LANGUAGE = "en"
NAME = "Byline"
TAGLINE = "Answers in the sources’ own words"

ASK_TAB = "Ask"
CLAIMS_TAB = "Claims"
ARTICLES_TAB = "Articles"

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

SETTINGS = "Settings"
THEME = "Colours"
THEME_INFO = "Light, dark, or as this device is set."
THEMES = {"system": "As the device", "light": "Light", "dark": "Dark"}
WAY = "Answers"
WAY_INFO = "Written by the language model and checked, or quotes alone."
WAYS = {"written": "Written", "quotes": "Quotes"}
MORE = "More sources"
MORE_INFO = "Passages found next, shown below those that an answer quotes."
ALSO_FOUND = "Also found"

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
WRITING = "The language model is writing; each sentence is checked before it is shown…"
STOPPED = "Stopped."
ONLY = "Only:"
UNDATED = "undated"
UNTITLED = "Untitled article"
NO_SPEAKER = "somebody the article does not name"
NO_PUBLISHER = "Publisher not named"

ABOUT = "About"
ABOUT_HINT = "Words of a subject"
SPEAKER = "Speaker"
STANCE = "Stance"
ANY_STANCE = "any"
STANCES: dict[str, str] = {
    "asserts": "asserts",
    "confirms": "confirms",
    "denies": "denies",
    "accuses": "accuses",
    "promises": "promises",
    "doubts": "doubts",
    "demands": "demands",
}
FROM_DAY = "From"
TO_DAY = "To"
DAY_HINT = "2021-03-25"
SHOW = "Show"
EARLIER_ROWS = "Previous"
LATER_ROWS = "Next"
NO_CLAIMS = "Nobody says anything like that in the articles. Try fewer words or a longer period."
UNCLEAR_SPEAKER = "Speaker unclear"
RESOLVED = "speaker named in another sentence"
SPEAKERS = "Speakers"
TIMELINE = "When it was said"
TIMELINE_HEADS = ("When", "Claims", "Denied or doubted")
KEY_OTHER = "said"
KEY_AGAINST = "denied or doubted"
AS_TABLE = "The same as a table"

WORDS = "Search"
WORDS_HINT = "Words of title or text"
ANY = "any"
PUBLISHER = "Publisher"
ARTICLE_LANGUAGE = "Language"
LANGUAGE_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
}
ORDER = "Order"
ORDERS: dict[str, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "title": "by title",
    "publisher": "by publisher",
}
NO_SUCH_ARTICLES = "No article fits. Try fewer words or a longer period."
NONE_YET = "No articles yet."
REMOVE_CHOSEN = "Remove the ticked…"
REMOVE = "Remove"
KEEP = "Keep them"
NONE_CHOSEN = "Tick the articles that are to go first."
NOT_ALLOWED = "You may read and ask here, but not add or remove articles."

ADD = "Add articles"
KINDS = "HTML, PDF, Word, Markdown, text or JSON Lines"
FILES = "Files"
ADDRESSES = "Addresses of pages, feeds or sitemaps"
ADDRESSES_HINT = "https://…"
ADD_THESE = "Add"
REFRESH = "Refresh web sources"
WAITING = "Waiting for its turn…"
STARTING = "Starting…"
NOTHING_TO_ADD = "Choose files or type an address first."
NO_ADDRESS = "is no web address: one begins with http:// or https://"
SAME_NAME = "has the same name as another file: rename one of them"
ADDING_STOPPED = "Stopping after what is in hand. What was stored stays."
INTERRUPTED = "Stopped before the end."
STAGES = {
    "read": "Reading articles",
    "embed": "Embedding passages",
    "prune": "Removing articles",
    "index": "Updating the search",
}
COUNTS = {
    "added": "added",
    "updated": "updated",
    "unchanged": "unchanged",
    "copies": "copies of others",
    "removed": "removed",
    "failed": "not added",
}
NOTHING_DONE = "There was nothing to do."
FAILURE_HEADS = ("Not added", "Why, and what to do")

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


def who_says_what(count: int) -> str:
    return f"Who says what here: {claims(count)}"


def asked_about(count: int) -> str:
    return f"Your questions about it: {count}"


def cue(word: str) -> str:
    return f"“{word}”"


def named_as(phrase: str) -> str:
    return f"as “{phrase}”"


def via(name: str) -> str:
    return f"passed on by {name}"


def claims(count: int) -> str:
    return f"{count:,} claim" + ("" if count == 1 else "s")


def rows(first: int, last: int, total: int) -> str:
    return f"{first:,}–{last:,} of {total:,}"


def not_a_day(typed: str) -> str:
    return f"“{typed}” is no day. Type one as 2021-03-25, a month as 2021-03, or a year."


def undated(count: int) -> str:
    return f"{claims(count)} in undated articles"


def period(iso: str) -> str:
    """A day, month or year as people write it: ``2020-10`` is October 2020."""
    if len(iso) == 7:
        return f"{date.fromisoformat(f'{iso}-01'):%B} {int(iso[:4])}"
    return day(iso) if len(iso) == 10 else iso


def bar(when: str, count: int) -> str:
    return f"{period(when)}: {claims(count)}"


def picture(count: int, first: str, last: str) -> str:
    """What there is to see in the timeline, for who does not see it."""
    return f"{claims(count)}, from {period(first)} to {period(last)}"


def language(code: str) -> str:
    return LANGUAGE_NAMES.get(code, code)


def version(number: int) -> str:
    return f"version {number}"


def choose(title: str | None) -> str:
    return f"Tick “{title or UNTITLED}”"


def really_remove(count: int) -> str:
    return (
        f"Remove {articles(count)} from search and lists? Answers given before can still open them."
    )


def more_titles(count: int) -> str:
    return f"and {count:,} more"


def removed(count: int) -> str:
    return f"{articles(count)} removed."


def too_many_files(most: int) -> str:
    return f"is one too many: add at most {most:,} files at once"


def progress(done: int, total: int | None) -> str:
    return f"{done:,} of {total:,}" if total else f"{done:,}"


def more_failures(count: int) -> str:
    return f"and {count:,} more that could not be added."


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


def article(article_id: str) -> str:
    return f"article {article_id}"


def place(version: int, start: int, end: int) -> str:
    """Where in an article a quote is, so that anybody can look it up."""
    return f"version {version}, characters {start}–{end}"


def chosen(verdict: str) -> str:
    return f"{verdict} ✓"


def earlier(count: int) -> str:
    return f"Show earlier questions ({count})"


def not_kept(reason: str) -> str:
    return f"This conversation is not kept. {reason}"


def hint(quote: str, publisher: str | None, published: str | None) -> str:
    """What an [n] stands for."""
    return f"“{quote}” — {publisher or NO_PUBLISHER}, {day(published)}"


def more(count: int) -> str:
    return str(count) if count else "None"


def logged_in(name: str) -> str:
    return f"Logged in as {name}"


def _chosen() -> str:
    try:
        return load_settings().language
    except SettingError:  # whoever starts the page is told
        return LANGUAGE


if _chosen() == "de":
    from chatbot.page import german

    globals().update((name, one) for name, one in vars(german).items() if name[0] != "_")
