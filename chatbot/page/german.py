"""Die Texte der Seite auf Deutsch: the same names as in wording.py, in German."""

from __future__ import annotations

from datetime import date

from chatbot.answers import WEAKLY
from vectorstore import UNCLEAR

LANGUAGE = "de"
NAME = "Byline"
TAGLINE = "Antworten in den Worten der Quellen"

ASK_TAB = "Fragen"
CLAIMS_TAB = "Aussagen"
ARTICLES_TAB = "Artikel"

QUESTION = "Ihre Frage"
QUESTION_HINT = "Fragen Sie die Artikel"
ASK = "Fragen"
STOP = "Anhalten"
CONVERSATION = "Gespräch"
WELCOME = "Was möchten Sie wissen?"
WELCOME_MORE = (
    "Jede Antwort besteht aus Sätzen der Artikel. "
    "Ihre Nummern öffnen den Artikel an der Stelle des Satzes."
)

VERDICTS = {"up": "Hilfreich", "down": "Nicht hilfreich"}
REASON = "Was war daran gut oder falsch? (freiwillig)"
REASON_HINT = "Es wird mit Frage und Antwort aufbewahrt, für wen immer Byline hier betreibt."
REASON_SEND = "Senden"
LINK = "Link"
LINK_LABEL = "Wer diesen Link hier öffnet, sieht diese eine Antwort"
COPY = "Kopieren"
AGAIN = "Noch einmal fragen"
EDIT = "Die Frage ändern"
NEXT = "Als Nächstes:"
SHARED = (
    "Jemand hat diese Antwort mit Ihnen geteilt. Stellen Sie eine Frage für ein eigenes Gespräch."
)
NEEDS_COOKIE = (
    "Ihr Browser behält für diese Seite kein Cookie. "
    "Ohne eines kann Byline nicht wissen, wer fragt."
)

LOGIN = "Anmelden"
LOGIN_NAME = "Name"
PASSWORD = "Passwort"
LOGOUT = "Abmelden"
LOG_IN_FIRST = "Melden Sie sich zuerst an."
WRONG_PASSWORD = "Es gibt niemanden dieses Namens mit diesem Passwort."
TOO_MANY_TRIES = "Zu viele falsche Passwörter. Versuchen Sie es in zehn Minuten noch einmal."

CONVERSATIONS = "Gespräche"
NEW = "Neues Gespräch"
SEARCH = "Gespräche durchsuchen"
NO_CONVERSATIONS = "Was Sie fragen, bleibt hier."
NOTHING_FOUND = "In keinem Gespräch stehen alle diese Wörter."
THIS_ONE = "Dieses Gespräch"
NAME_LABEL = "Name"
EXPORT = "Speichern als"
FORMATS = {"md": "Markdown", "html": "Webseite", "json": "JSON"}
PRINT = "Drucken"
DELETE = "Löschen"
DELETE_SURE = "Endgültig löschen"
DELETE_NOT = "Behalten"

LIMIT = "Eingrenzen"
FROM = "Erschienen ab"
TO = "Erschienen bis"
PUBLISHERS = "Medien"
LANGUAGES = "Sprachen"
NO_DAY = "ist kein Tag. Schreiben Sie ihn wie 2024-05-31."

SETTINGS = "Einstellungen"
THEME = "Farben"
THEME_INFO = "Hell, dunkel oder wie dieses Gerät eingestellt ist."
THEMES = {"system": "Wie das Gerät", "light": "Hell", "dark": "Dunkel"}
WAY = "Antworten"
WAY_INFO = "Vom Sprachmodell geschrieben und geprüft, oder nur Zitate."
WAYS = {"written": "Geschrieben", "quotes": "Zitate"}
MORE = "Mehr Quellen"
MORE_INFO = "Als Nächstes gefundene Stellen, unter denen, die eine Antwort zitiert."
ALSO_FOUND = "Auch gefunden"

SOURCES = "Quellen"
NO_SOURCES = "Hier erscheinen die Sätze, auf denen eine Antwort beruht."
UNKNOWN = "Nicht in den Artikeln"
DISPUTED = "Die Darstellungen gehen auseinander"
LOOKING = "Die Artikel werden durchgesehen…"
WRITING = "Das Sprachmodell schreibt; jeder Satz wird geprüft, bevor er erscheint …"
STOPPED = "Angehalten."
ONLY = "Nur:"
UNDATED = "ohne Datum"
UNTITLED = "Artikel ohne Titel"
NO_SPEAKER = "jemand, den der Artikel nicht nennt"
NO_PUBLISHER = "Medium nicht genannt"

ABOUT = "Über"
ABOUT_HINT = "Wörter eines Themas"
SPEAKER = "Wer"
STANCE = "Haltung"
ANY_STANCE = "alle"
STANCES: dict[str, str] = {
    "asserts": "sagt",
    "confirms": "bestätigt",
    "denies": "bestreitet",
    "accuses": "beschuldigt",
    "promises": "verspricht",
    "doubts": "lässt offen",
    "demands": "fordert",
}
FROM_DAY = "Von"
TO_DAY = "Bis"
DAY_HINT = "2021-03-25"
SHOW = "Zeigen"
EARLIER_ROWS = "Zurück"
LATER_ROWS = "Weiter"
NO_CLAIMS = (
    "Niemand sagt in den Artikeln etwas dergleichen. "
    "Versuchen Sie es mit weniger Wörtern oder einer längeren Zeit."
)
UNCLEAR_SPEAKER = "Unklar, wer spricht"
RESOLVED = "in einem anderen Satz genannt"
SPEAKERS = "Wer spricht"
TIMELINE = "Wann es gesagt wurde"
TIMELINE_HEADS = ("Wann", "Aussagen", "Bestritten oder offen")
KEY_OTHER = "gesagt"
KEY_AGAINST = "bestritten oder offen gelassen"
AS_TABLE = "Dasselbe als Tabelle"

WORDS = "Suchen"
WORDS_HINT = "Wörter aus Titel oder Text"
ANY = "alle"
PUBLISHER = "Medium"
ARTICLE_LANGUAGE = "Sprache"
LANGUAGE_NAMES = {
    "ar": "Arabisch",
    "de": "Deutsch",
    "en": "Englisch",
    "es": "Spanisch",
    "fr": "Französisch",
    "it": "Italienisch",
    "nl": "Niederländisch",
    "pl": "Polnisch",
    "pt": "Portugiesisch",
    "ru": "Russisch",
}
ORDER = "Reihenfolge"
ORDERS: dict[str, str] = {
    "newest": "neueste",
    "oldest": "älteste",
    "title": "nach Titel",
    "publisher": "nach Medium",
}
NO_SUCH_ARTICLES = (
    "Kein Artikel passt. Versuchen Sie es mit weniger Wörtern oder einer längeren Zeit."
)
NONE_YET = "Noch keine Artikel."
REMOVE_CHOSEN = "Angekreuzte entfernen…"
REMOVE = "Entfernen"
KEEP = "Behalten"
NONE_CHOSEN = "Kreuzen Sie zuerst die Artikel an, die wegsollen."
NOT_ALLOWED = "Sie dürfen hier lesen und fragen, aber keine Artikel hinzufügen oder entfernen."

ADD = "Artikel hinzufügen"
KINDS = "HTML, PDF, Word, Markdown, Text oder JSON Lines"
FILES = "Dateien"
ADDRESSES = "Adressen von Seiten, Feeds oder Sitemaps"
ADDRESSES_HINT = "https://…"
ADD_THESE = "Hinzufügen"
REFRESH = "Webquellen auffrischen"
WAITING = "Wartet, bis es an der Reihe ist…"
STARTING = "Es beginnt…"
NOTHING_TO_ADD = "Wählen Sie zuerst Dateien, oder geben Sie eine Adresse ein."
NO_ADDRESS = "ist keine Webadresse: eine solche beginnt mit http:// oder https://"
SAME_NAME = "heißt wie eine andere Datei: benennen Sie eine davon um"
ADDING_STOPPED = "Hält nach dem an, was in Arbeit ist. Was gespeichert wurde, bleibt."
INTERRUPTED = "Vor dem Ende angehalten."
STAGES = {
    "read": "Artikel werden gelesen",
    "embed": "Abschnitte werden eingebettet",
    "prune": "Artikel werden entfernt",
    "index": "Die Suche wird aufgefrischt",
}
COUNTS = {
    "added": "hinzugefügt",
    "updated": "aufgefrischt",
    "unchanged": "unverändert",
    "copies": "Kopien von anderen",
    "removed": "entfernt",
    "failed": "nicht hinzugefügt",
}
NOTHING_DONE = "Es gab nichts zu tun."
FAILURE_HEADS = ("Nicht hinzugefügt", "Warum, und was zu tun ist")

CLOSE = "Den Artikel schließen"
ORIGINAL = "Dort lesen, wo er erschienen ist"
NO_SUCH_PLACE = "Diesen Satz gibt es in der Sammlung nicht mehr. Fragen Sie noch einmal."
REMOVED = "Dieser Artikel ist inzwischen aus der Sammlung entfernt worden."
NO_REPLY = "Byline antwortet nicht. Läuft es noch? Zum Starten: python app.py"

NOTHING_TO_ASK = "Noch gibt es nichts zu fragen"
OPENING = "Die Artikel werden geöffnet…"
NO_ARTICLES = "Noch keine Artikel. So kommen welche hinein: python -m ingest articles/"
EMPTY_QUESTION = "Geben Sie zuerst eine Frage ein."
BUSY = "Gerade warten viele Fragen auf eine Antwort. Fragen Sie gleich noch einmal."
FAULT = "In Byline ist etwas schiefgegangen. Was geschah, steht in dem Terminal, in dem es läuft."

_MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
).split()


def too_long(limit: int) -> str:
    return f"Diese Frage ist zu lang. Fragen Sie mit höchstens {_number(limit)} Zeichen."


def mode(name: str, model: str | None) -> str:
    if name == "quotes":
        return "Zitate — kein Sprachmodell"
    return f"Geschrieben — von {model}, jeder Satz geprüft"


def written_by(model: str | None) -> str:
    return (
        f"Geschrieben von {model}. Jeder Satz wurde mit den Zitaten verglichen, für die seine "
        f"Nummern stehen; „{WEAKLY.strip('()')}“ heißt, dass sie es nur zum Teil sagen."
    )


def left_out(count: int) -> str:
    which = "1 Satz" if count == 1 else f"{count} Sätze"
    return f"{which} des Sprachmodells weggelassen: von den Artikeln nicht gestützt"


def day(published: str | None) -> str:
    """An ISO date as people write it: ``2020-10-04`` is 4. Oktober 2020."""
    if published is None:
        return UNDATED
    try:
        at = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{at.day}. {_MONTHS[at.month - 1]} {at.year}"


def speaker(name: str) -> str:
    return NO_SPEAKER if name == UNCLEAR else name


def says(speakers: str) -> str:
    return f"Es spricht: {speakers}"


def who_says_what(count: int) -> str:
    return f"Wer hier was sagt: {claims(count)}"


def asked_about(count: int) -> str:
    return f"Ihre Fragen dazu: {count}"


def cue(word: str) -> str:
    return f"„{word}“"


def named_as(phrase: str) -> str:
    return f"als „{phrase}“"


def via(name: str) -> str:
    return f"weitergegeben von {name}"


def claims(count: int) -> str:
    return f"{_number(count)} {'Aussage' if count == 1 else 'Aussagen'}"


def rows(first: int, last: int, total: int) -> str:
    return f"{_number(first)}–{_number(last)} von {_number(total)}"


def not_a_day(typed: str) -> str:
    return (
        f"„{typed}“ ist kein Tag. "
        "Schreiben Sie ihn wie 2021-03-25, einen Monat wie 2021-03, oder ein Jahr."
    )


def undated(count: int) -> str:
    return f"{claims(count)} in Artikeln ohne Datum"


def period(iso: str) -> str:
    """A day, month or year as people write it: ``2020-10`` is Oktober 2020."""
    if len(iso) == 7:
        return f"{_MONTHS[int(iso[5:]) - 1]} {int(iso[:4])}"
    return day(iso) if len(iso) == 10 else iso


def bar(when: str, count: int) -> str:
    return f"{period(when)}: {claims(count)}"


def picture(count: int, first: str, last: str) -> str:
    """What there is to see in the timeline, for who does not see it."""
    return f"{claims(count)}, von {period(first)} bis {period(last)}"


def language(code: str) -> str:
    return LANGUAGE_NAMES.get(code, code)


def version(number: int) -> str:
    return f"Fassung {number}"


def choose(title: str | None) -> str:
    return f"„{title or UNTITLED}“ ankreuzen"


def really_remove(count: int) -> str:
    return (
        f"{articles(count)} aus Suche und Listen entfernen? "
        "Frühere Antworten können sie noch öffnen."
    )


def more_titles(count: int) -> str:
    return f"und {_number(count)} mehr"


def removed(count: int) -> str:
    return f"{articles(count)} entfernt."


def too_many_files(most: int) -> str:
    return f"ist eine zu viel: höchstens {_number(most)} Dateien auf einmal"


def progress(done: int, total: int | None) -> str:
    return f"{_number(done)} von {_number(total)}" if total else _number(done)


def more_failures(count: int) -> str:
    return f"und {_number(count)} mehr, die nicht hinzugefügt werden konnten."


def articles(count: int) -> str:
    return f"{_number(count)} Artikel"


def newest(published: str) -> str:
    return f"neuester vom {day(published)}"


def without(limit: str) -> str:
    return f"Noch einmal fragen ohne „{limit}“"


def open_at(title: str | None) -> str:
    return f"„{title or UNTITLED}“ an diesem Satz öffnen"


def history(latest: bool, day_of_change: str | None, gone: bool) -> str:
    """The line over the difference between the version shown and the one before or after it."""
    when = f"am {day(day_of_change)}" if day_of_change else "zu einer Zeit, die er nicht nennt,"
    if latest:
        line = f"Geändert {when.rstrip(',')}. Was seit der Fassung davor anders ist:"
    else:
        line = f"Dies ist eine frühere Fassung. Der Artikel wurde {when} geändert; was anders ist:"
    return f"{REMOVED} {line}" if gone else line


def copies(origins: list[str]) -> str:
    return f"Derselbe Bericht auch in: {'; '.join(origins)}"


def article(article_id: str) -> str:
    return f"Artikel {article_id}"


def place(version: int, start: int, end: int) -> str:
    return f"Fassung {version}, Zeichen {start}–{end}"


def chosen(verdict: str) -> str:
    return f"{verdict} ✓"


def earlier(count: int) -> str:
    return f"Frühere Fragen zeigen ({count})"


def not_kept(reason: str) -> str:
    return f"Dieses Gespräch wird nicht aufbewahrt. {reason}"


def hint(quote: str, publisher: str | None, published: str | None) -> str:
    """What an [n] stands for."""
    return f"„{quote}“ — {publisher or NO_PUBLISHER}, {day(published)}"


def more(count: int) -> str:
    return str(count) if count else "Keine"


def logged_in(name: str) -> str:
    return f"Angemeldet als {name}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
