"""What kind of thing a question asks for, and whether a sentence holds one."""

from __future__ import annotations

import re
from typing import Literal

from chatbot.terms import UNSPACED, words

Kind = Literal["who", "when", "where", "amount", "why", "other"]

_KINDS: dict[Kind, str] = {
    "when": (
        r"\b(when|(what|which) (year|date|day|month|decade|century|time)"
        r"|wann|in welchem jahr|cu[aá]ndo|en qué año|quand|en quelle année)\b"
        r"|何时|什么时候|什么时间|哪一?[年天]|几[年月日号]"
    ),
    "amount": (
        r"\bhow (many|much|long|old|far|often|big|large|tall|high|fast|deep|wide|heavy)\b"
        r"|\b(what|which) (number|percent(age)?|proportion|share|amount|age|population|price)\b"
        r"|\bwie (viele?|lange?|hoch|alt|weit|gro(ß|ss)|oft)\b|\bcu[aá]nt[oa]s?\b|\bcombien\b"
        r"|多少|几[个位名次人]|多[大长高远]"
    ),
    "why": (
        r"\b(why|how come|reasons? (for|why|that)|what (caused?|led)|warum|weshalb|wieso)\b"
        r"|\bpor qué\b|\bpourquoi\b|为什么|为何|原因"
    ),
    "where": (
        r"\b(where|(what|which) (country|city|town|state|place|location|region|village)"
        r"|wo|woher|wohin|d[oó]nde|où)\b|哪里|哪儿|何处|在哪|哪个?(国家|城市|地方)"
    ),
    "who": (r"\b(who|whom|whose|(what|which) (person|man|woman)|wer|wem|wen|qui[eé]n(es)?)\b|谁"),
}
_ASKS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS.items()]

_WHAT = re.compile(
    r"\b(what|which|how|was|welche[rsmn]?|wie|qué|cu[aá]l(es)?|cómo|quoi|quel(le)?s?|comment)\b"
    r"|什么|哪|怎么|如何",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(1[0-9]|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    r"|\b(jan(uary|uar)?|feb(ruary|ruar)?|mar(ch)|april?|may|june?|july?|aug(ust)?|sept?(ember)?"
    r"|oct(ober)?|nov(ember)?|dec(ember)?|märz|mai|juni|juli|oktober|dezember|enero|febrero|marzo"
    r"|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars"
    r"|avril|juin|juillet|août|septembre|octobre|décembre)\b"
    r"|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(yesterday|today|tomorrow|tonight|ago)\b"
    r"|\b(last|next|this|previous|following) (week|month|year|summer|winter|spring|night|weekend)\b"
    r"|\bcentur(y|ies)\b|\b\d{1,2}:\d\d\b|\bafter\b|\bbefore\b|\bwhen\b|\bduring\b|[年月日]",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?"
    r"|millions?|billions?|half|twice|once|third|quarter|several|few|none|zwei|drei|vier|fünf|sechs"
    r"|sieben|acht|neun|zehn|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|deux|trois|quatre|cinq"
    r"|sept|huit|neuf|dix)\b|[一二三四五六七八九十百千万亿]",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d.,]*")
_CAUSE = re.compile(
    r"\b(because|since|due to|owing to|thanks to|so that|in order to|as a result|result(ed|s)? in"
    r"|caused?|causing|reason|therefore|led to|after|to (be|\w{3,})|for|over|weil|da|wegen|damit"
    r"|porque|debido|car|parce que|afin)\b|因为|由于|因此",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<![.!?…“\"‘(]\s)(?<!^)(?<![“\"‘(])\b[A-ZÀ-Þ][\w’'-]+|\b[A-ZÀ-Þ][\w’'-]+ (?=[A-ZÀ-Þ])"
)
_PLACE = re.compile(
    r"\b(in|at|near|from|to|into|of|outside|across|toward|towards|on|en|à|de|aus|nach|bei)"
    r" (the |der |la |el |le )?(?P<place>[A-ZÀ-Þ][\w’'-]+)|\b(north|south|east|west)(ern)?\b"
)


def asked_for(question: str) -> Kind:
    """What kind of thing would answer the question: what its first interrogative asks for."""
    found = [(match.start(), kind) for kind, asks in _ASKS if (match := asks.search(question))]
    return min(found)[1] if found else "other"


def asks_for_more(question: str) -> bool:
    """Whether more is asked for than yes or no, as far as an interrogative shows it."""
    return asked_for(question) != "other" or _WHAT.search(question) is not None


def holds(kind: Kind, sentence: str, question_words: frozenset[str]) -> float:
    """1.0 if the sentence has what an answer of that kind must have, and the question had not.

    0.0 if it has not, 0.5 where that cannot be told.
    """

    def new(pattern: re.Pattern[str], group: str | int = 0) -> float:
        found = (match.group(group) or "" for match in pattern.finditer(sentence))
        return float(any(not question_words.issuperset(words(text)) for text in found))

    if kind == "when":
        return new(_DATE)
    if kind == "amount":
        return max(new(_NUMBER), new(_NUMBER_WORD))
    if kind == "why":
        return float(_CAUSE.search(sentence) is not None)
    if kind == "other" or UNSPACED.search(sentence):
        return 0.5
    return new(_NAME) if kind == "who" else new(_PLACE, "place")
