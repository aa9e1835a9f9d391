"""A follow-up made to stand alone: completed from the questions before it and what was quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chatbot.answers import Turn
from chatbot.days import ANY_MONTH
from chatbot.markdown import MARKER, unescape
from chatbot.questions import LONGEST
from chatbot.terms import content_terms, content_words
from vectorstore import Span

TURNS = 10
"""Earlier questions that a follow-up may refer to."""
ENOUGH = 2
"""Words of its own from which a follow-up only lacks the names of what it is about."""
ALONE = 3
"""Words of its own from which a question that begins or ends like a follow-up may be none."""
QUOTED = 4
"""Names taken from an answer where the questions before have none."""
ANSWER = 10_000
"""Characters of an answer in which quotes are looked for."""
READ = 400
"""Characters of what was quoted in which names are looked for."""

# Chosen on mtragun, mtrag_human and canard: python -m benchmarks.followups
_BEGINS = re.compile(
    r"(?:and|but|so|or|then|also|any|anything|another|others?|what about|how about"
    r"|und|aber|oder|dann|y|o|pero|entonces|et|ou|mais|alors)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:(?:and|but|so),? )?(?:what|how) about\b", re.IGNORECASE)
_REFERS = re.compile(
    r"\b(?:he|him|his|she|hers?|they|them|theirs?|it|its|this|these|those|then|ones?|both|others?"
    r"|else|same|(?<!is )(?<!are )(?<!was )(?<!were )there(?! (?:is|are|was|were|be)\b)"
    r"|that(?=\W*$| (?:was|is|were|had|has|did|does|happen\w*|mean\w*)\b)"
    r"|ihm|ihn|ihnen|ihre?[nmrs]?|dort|dabei|damals|davon|dazu|(?<!^)(?:er|sie)"
    r"|él|ella|ellos|ellas|allí|eso|esto|elle|ils|elles|lui|eux|celui|cela|ça)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:he|him|his|she|hers?|they|them|theirs?|er|ihn|ihm|sie|ihnen|ihre?[nmrs]?"
    r"|él|ella|ellos|ellas|elle|ils|elles|lui|eux)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:wh(?:o|om|ose|at|en|ere|ich|y)|how|is|are|was|were|am|do|does|did|has|have|had|can"
    r"|could|will|would|should|may|tell|explain|describe|wer|wen|wem|wann|wo|wie|warum|ist|sind"
    r"|hat|qui|que|quoi|quand|où|comment|pourquoi|quién|cuándo|dónde|cómo|cuál|qué)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|der|die|das|den|dem|el|la|los|las|le|les)"
    r" ([^\W\d_]+(?: [^\W\d_]+)?)",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"(?:what|who) (?:is|are|was|were|does|do)\b", re.IGNORECASE)
_INSTEAD = re.compile(
    r"(?P<and>(?:and|but|so|or|und|aber|oder|y|pero|o|et|mais|ou),?\s+)?"
    r"(?P<about>(?:what|how) about\s+|was ist mit\s+|wie (?:ist|war|steht) es (?:mit|um)\s+"
    r"|qué (?:hay|pasa) (?:de|con)\s+|qu['’]en est-il d[eu]\s+)?"
    r"(?P<link>(?:in|on|for|from|by|at|with|im|am|für|von|mit|en|para|dans|pour)\s+)?"
    r"(?:the |der |die |das |dem |el |la |le |l['’])?(?P<what>[^?!.,;:]{2,60}?)[\s?!.]*",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th|er|\.)? (?:of |de )?)?"
    rf"(?:(?:{ANY_MONTH})\.? (?:\d{{1,2}},? )?(?:del? )?)?(?:1[0-9]|20)\d\d\b|\b(?:{ANY_MONTH})\b"
)
_NAMED = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?: (?:of |de |von |van |the )?[A-ZÀ-Þ0-9][\w'’-]*)*")
_SUBJECT = re.compile(
    r"\b(?i:do|does|did|is|are|was|were|has|have|had|will|hat|haben|ist|wird|sagt|dit|dice) "
    r"(?:the |der |die |das |el |la |le )?(?=[A-ZÀ-Þ])"
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
_QUOTE = re.compile(r"^> “(.*?)” \[\d+\] — ", re.MULTILINE | re.DOTALL)


def standing_alone(question: str, history: Sequence[Turn]) -> str:
    """The question, and if it is a follow-up also the words that it needs of what came before.

    A question that stands alone is left exactly as it is.
    """
    complete = quoted = ""
    known: list[str] = []
    for turn in history[-TURNS:]:
        asked = " ".join(turn.question[:LONGEST].split())
        complete = completed(asked, complete, quoted, known)
        quoted = unescape(" ".join(_QUOTE.findall(turn.answer[:ANSWER])))
        known = names(complete) or _said_names(quoted or turn.answer) or known
    return completed(question, complete, quoted, known)[:LONGEST]


def completed(question: str, earlier: str, quoted: str, known: Sequence[str]) -> str:
    """The question with what it needs of the one before it, itself complete.

    ``quoted`` is what was quoted in answer to that; ``known`` are the names that can be meant
    where the earlier question has none.
    """
    if not earlier.strip():
        return question
    if instead := _substituted(question, earlier):
        return instead
    if not follows(question, f"{earlier} {quoted}"):
        return question
    own = set(content_words(question))
    missing = _lacking(own, content_terms(earlier))
    named = [term for term in missing if term[0].isupper() or term[0].isdigit()]
    says_what = len(content_terms(question)) >= ENOUGH
    added = named if named and says_what else missing
    if not named and (says_what or _PERSON.search(question)):
        added += [name for name in _lacking(own, known) if name not in added]
    return " ".join([question, *added])


def follows(question: str, before: str) -> bool:
    """Whether a question refers to something in the text before it."""
    own, named = content_terms(question), names(question)
    about = _ABOUT.match(question)
    if about and len(own) >= ENOUGH and not _REFERS.search(question, about.end()):
        return False  # what it is about is said
    if not own or (_BEGINS.match(question) and (len(own) < ALONE or not named)):
        return True
    refers = _REFERS.search(question)
    if refers and all(name[0].isdigit() for name in names(question[: refers.start()])):
        return True
    if len(own) < ALONE and _THAT.search(question):
        return True
    if named:
        return False
    meant = {word for noun in _DEFINITE.findall(question) for word in content_words(noun)}
    if not meant.isdisjoint(content_words(before)):
        return True
    if len(own) >= ALONE:
        return False
    return not _ASKS.search(question) or (len(own) < ENOUGH and not _DEFINES.match(question))


def names(text: str) -> list[str]:
    """What a text calls by name, and its numbers: the words that carry them, each once."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        each = _WORD.findall(sentence)
        for place, word in enumerate(each):
            # The first word has its capital anyway, unless another follows it.
            certain = place > 0 or each[1:2] and each[1][0].isupper()
            if word[0].isdigit() or (word[0].isupper() and certain):
                found += content_terms(word)
    return list(dict.fromkeys(found))


def _substituted(question: str, earlier: str) -> str | None:
    """The earlier question about something else of its kind: "What about 1994?", "And Reuters?"."""
    found = _INSTEAD.fullmatch(question)
    if not found or not (found["and"] or found["about"] or found["link"]):
        return None
    what = found["what"]
    if _DAYS.fullmatch(what):
        spans = [match.span() for match in _DAYS.finditer(earlier)]
    elif _NAMED.fullmatch(what):
        spans = [span for span in _named(earlier) if not _DAYS.fullmatch(earlier[slice(*span)])]
        if len(spans) > 1 and (subject := _SUBJECT.search(earlier)):
            spans = [span for span in spans if span[0] == subject.end()]
    else:
        return None
    if len(spans) != 1:
        return None
    start, end = spans[0]
    return f"{earlier[:start]}{what}{earlier[end:]}"


def _named(text: str) -> list[Span]:
    """Where a text names something, without the word that only begins it: "Did Armenia"."""
    spans = []
    for match in _NAMED.finditer(text):
        first, _, rest = match.group().partition(" ")
        start = match.start()
        if start == 0 and not content_terms(first):
            start = match.end() - len(rest)
        if start < match.end() and (start or rest):
            spans.append((start, match.end()))
    return spans


def _lacking(own: set[str], terms: Iterable[str]) -> list[str]:
    """Those of the terms that are not among ``own`` words, each once."""
    return [term for term in dict.fromkeys(terms) if own.isdisjoint(content_words(term))]


def _said_names(text: str) -> list[str]:
    """The first names in an answer."""
    found = names(MARKER.sub("", text[:READ]))
    return [name for name in found if not name[0].isdigit()][:QUOTED]
