"""The content words of a written sentence and of a quote, so that they meet when they mean one."""

from __future__ import annotations

import re

from chatbot.clocks import timed
from chatbot.figures import in_digits
from chatbot.moments import moments
from chatbot.terms import content_terms, words

_GROUPS = """
ship ships vessel vessels boat boats
die died dies dead death deaths killed fatalities fatality
company firm business
rise rose risen rises rising increase increased climbed grew grown grow growing
fall fell fallen falls falling dropped drop decreased declined sank
begin began begun begins start started starts
end ended ends finish finished
buy bought buys purchase purchased
sell sold sells
leave left leaves depart departed
pay paid pays
tell told informed
find found finds discover discovered
win won wins
lose lost loses
meet met
send sent
keep kept
hold held
build built construct constructed
break broke broken
speak spoke spoken
come came
go went gone
make made
take took taken
bring brought
show showed shown
give gave given
see saw seen
run ran running
flee fled
land landed landing touchdown touchdowns
reach reached arrive arrived
wait waited waiting queue queued queuing queueing
stuck wedged jammed
aground grounding grounded
free freed refloat refloated refloating afloat
cause caused causes reason reasons
quit resign resigned
ask asked asks request requested
need needed require required needs requires
doctor doctors physician
money cash
damage damages damaged
crew sailors
sum amount
spokesman spokeswoman spokesperson
home house houses
blaze fire
probe inquiry investigation inquiries investigations investigating investigated
huge big large enormous giant
big large biggest largest
quick fast quickly
fault failure malfunction
sand-storm sandstorm duststorm
rescue rescued saved
examine examined inspect inspected inspection
near nearby close nearer closer
length long
width wide
height high tall
depth deep
weight weigh weighs weighed
injured injuries injury hurt
pollution polluted
deny denied denies denial
reject rejected dismissed dismiss turned-down
accuse accused accuses accusation
estimate estimated estimates
lawyer lawyers attorney attorneys solicitor
settlement deal agreement agreed
revenue income earnings
French France Frenchman Frenchmen
Dutch Netherlands Holland Dutchman Dutchmen
British Britain UK
Spanish Spain
Swiss Switzerland
Danish Denmark
Greek Greece
Turkish Turkey
Chinese China
Polish Poland
Swedish Sweden
Norwegian Norway
Thai Thailand
Irish Ireland
Welsh Wales
Finnish Finland
"""

_SAME: dict[str, str] = {}
for _line in _GROUPS.strip().splitlines():
    _stems = [stem for word in _line.split() for stem in words(word)]
    _first = next((_SAME[stem] for stem in _stems if stem in _SAME), _stems[0])
    for _stem in _stems:
        _SAME.setdefault(_stem, _first)


_COUNTED = frozenset(
    words(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
        " hundred thousand million billion trillion dozen percent kg km metres meters kilometres"
        " kilograms tonnes tons litres liters miles feet dollars euros people person number"
        " total got way"
        " another almost nearly roughly approximately extra additional according"
    )
)


_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}")


def stem(word: str) -> str:
    """A stem as ``terms.words`` gives it, or the one that stands for its group."""
    return _SAME.get(word, word)


def _joined(text: str) -> str:
    """A text with its acronyms as words: "U.N." as "UN"."""
    return _ACRONYM.sub(lambda match: match.group().replace(".", ""), text)


def stems(text: str) -> list[str]:
    """The content words of a text in order, each as often as it occurs."""
    return [stem(word) for term in content_terms(in_digits(_joined(text))) for word in words(term)]


def every(text: str) -> set[str]:
    """All words of a text, also those that carry no subject."""
    return {stem(word) for word in words(in_digits(_joined(text)))}


def telling(text: str) -> list[str]:
    """Its content words that are no part of a figure, day or time: these are compared exactly."""
    bare = list(text)
    for start, end in [
        *((one.start, one.end) for one in moments(text)),
        *((start, end) for _, start, end in timed(text)),
    ]:
        bare[start:end] = " " * (end - start)
    found = stems("".join(bare))
    return [word for word in found if not word.isdecimal() and word not in _COUNTED]
