"""What a word is in its sentence, and how far the phrase that begins with it goes.

All places are indexes into the tokens of one sentence; a phrase is (first, behind the last).
"""

from __future__ import annotations

import re

from ingest.cues import cues
from ingest.grammar import grammar
from ingest.roles import ORGANISATIONS, sounds_like_a_role
from ingest.tokens import Sentence

Phrase = tuple[int, int]
_LONGEST = 30
"""Tokens; nobody's description is longer."""
_ARABIC = re.compile(r"(?:al|el|ul|as|an|bin|ibn)-[A-Z]")
_SOME = frozenset("one another others some many several both few most neither".split())
"""Words that stand for speakers without a noun: one of them, said another."""


class Phrases:
    """The phrases of one sentence."""

    def __init__(self, sentence: Sentence, text: str, language: str) -> None:
        self.tokens = sentence
        self.text = text
        self.language = language
        self.grammar = grammar(language)
        self.cues = cues(language)

    def low(self, place: int) -> str:
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def is_adverb(self, place: int) -> bool:
        token = self.tokens[place]
        return token.low in self.grammar.adverbs or (
            len(token.low) > 4 and token.low.endswith("ly") and not token.capital
        )

    def is_auxiliary(self, place: int) -> bool:
        return self.low(place) in self.grammar.auxiliaries

    def is_name(self, place: int) -> bool:
        """Whether it is a capitalised word, other than by being the first one."""
        token = self.tokens[place]
        known = self.grammar
        return (token.capital or _ARABIC.match(token.text) is not None) and not (
            token.low in known.determiners
            or token.low in known.prepositions
            or token.low in known.subordinators
            or token.low in known.pronouns
            or token.low in known.others
            or token.low in known.times
            or (place == 0 and token.low in known.adverbs)
        )

    def is_role(self, place: int) -> bool:
        low = self.low(place)
        if low in self.grammar.roles:
            return True
        return low not in self.cues and sounds_like_a_role(low)

    def in_name(self, place: int) -> bool:
        return self.is_name(place) or (
            self.low(place)
            in ("de", "van", "von", "der", "den", "la", "le", "al", "bin", "da", "du")
            and place + 1 < len(self.tokens)
            and self.in_name(place + 1)
        )

    def speaks(self, phrase: Phrase) -> bool:
        """Whether the phrase can be a speaker by its own words: a name, a role, a pronoun."""
        first, end = phrase
        if end - first == 1 and self.low(first) in self.grammar.pronouns:
            return True
        if self.low(first) in _SOME and (end - first == 1 or self.low(first + 1) == "of"):
            return True
        for place in range(first, end):
            if place > first and self.low(place) in self.grammar.prepositions:
                return False
            if self.is_name(place) or self.is_role(place):
                return True
        return False

    def person(self, phrase: Phrase) -> bool:
        """Whether it ends with a name of two words or more, and none of an organisation."""
        first, end = phrase
        names = 0
        while end - 1 - names >= first and self.is_name(end - 1 - names):
            if self.low(end - 1 - names) in ORGANISATIONS:
                return False
            names += 1
        return names > 1 and not (first < end - names and self.low(end - names - 1) == "of")

    def quoted(self, place: int, within: int = 8) -> bool:
        """Whether speech follows before the next stop."""
        for there in range(place, min(place + within, len(self.tokens))):
            if self.tokens[there].quotation is not None:
                return True
            if self.tokens[there].text in ".;":
                return False
        return False

    def after(self, first: int, limit: int | None = None) -> Phrase | None:
        """The phrase that begins at ``first``; within ``limit``, one that is known to be whole."""
        known = self.grammar
        stop = min(len(self.tokens) if limit is None else limit, first + _LONGEST)
        if first >= stop or (limit is None and self.low(first) in known.prepositions):
            return None
        if self.low(first) in known.pronouns or self.low(first) in known.others - known.determiners:
            return first, first + 1
        if self.low(first) in _SOME and not (
            first + 1 < (limit or len(self.tokens)) and self.tokens[first + 1].word
        ):
            return first, first + 1
        place, noun = first, False
        while place < stop:
            token = self.tokens[place]
            low = token.low
            if token.quotation is not None or not (token.word or token.text in "&%$£€'’"):
                if token.text == "," and limit is not None:
                    place += 1
                    continue
                break
            if low in known.auxiliaries or (
                low in known.relatives and low not in known.determiners
            ):
                break
            if noun and low in known.prepositions:
                if not self._goes_on(first, place, limit):
                    break
            elif low in known.conjunctions:
                if limit is None and not self._another(place):
                    break
            elif low in known.subordinators and low not in known.prepositions:
                break
            elif noun and limit is None and (low in known.times or self.is_adverb(place)):
                break
            elif noun and self._describes(place):
                break
            elif noun and limit is None and self._foreign(place):
                break
            noun = noun or self.is_name(place) or low not in known.determiners
            place += 1
        while place > first and (
            self.low(place - 1) in known.prepositions
            or self.low(place - 1) in known.determiners
            or not self.tokens[place - 1].word
        ):
            place -= 1
        if place > first and self.low(place - 1).endswith("'s"):
            return None
        return (first, place) if place > first else None

    def _goes_on(self, first: int, place: int, limit: int | None) -> bool:
        """Whether the preposition at ``place`` still belongs to the speaker's description."""
        known = self.grammar
        low = self.low(place)
        if low in ("de", "del", "du", "des", "d'", "von", "van") and self.is_name(place - 1):
            return place + 1 < len(self.tokens) and (self.in_name(place + 1) or limit is not None)
        if self.person((first, place)):
            return False
        if low in ("of", "de", "del", "du", "des", "d'", "von", "by"):
            return True
        ahead = range(place + 1, min(place + 6, len(self.tokens)))
        for there in ahead:
            if not self.tokens[there].word or self.low(there) in known.prepositions:
                break
            if self.low(there) in known.times and limit is None:
                return False
            if self.low(there) in known.occasions and self.low(there - 1) in (
                "a", "an", "his", "her", "their", low
            ):  # fmt: skip
                return False
        if limit is not None:
            return True
        if low in ("for", "at", "from", "with", "in", "behind", "für", "para", "pour"):
            following = self.low(place + 1)
            proper = place + 1 < len(self.tokens) and self.is_name(place + 1)
            return not self.is_name(place - 1) and (proper or following in known.determiners)
        return False

    def _another(self, place: int) -> bool:
        """Whether a second speaker follows the "and" at ``place``."""
        if place + 1 >= len(self.tokens):
            return False
        if self.is_name(place + 1):
            return True
        return self.low(place + 1) in ("the", "his", "her", "der", "die", "el", "la", "le") and any(
            self.is_role(there) for there in range(place + 2, min(place + 4, len(self.tokens)))
        )

    def _foreign(self, place: int) -> bool:
        """Whether a lower-case word no longer belongs to the name or role before it."""
        before = self.low(place - 1)
        if not (self.is_name(place - 1) or self.is_role(place - 1)) or before.endswith(
            ("'s", "s'")
        ):
            return False
        if self.tokens[place].capital or self.tokens[place].text[0].isdigit():
            return False
        if self.is_role(place) or before in self.grammar.prepositions:
            return False
        if self.in_name(place) or self.low(place) in self.grammar.conjunctions:
            return False
        if self.low(place) in self.grammar.prepositions:
            return False
        low = self.low(place)
        ahead = place + 1 < len(self.tokens) and (self.is_role(place + 1))
        return low.endswith(("ed", "ing", "said", "says")) or not ahead

    def _describes(self, place: int) -> bool:
        """Whether a participle at ``place`` opens what is told of the speaker."""
        low = self.low(place)
        if (
            not low.endswith(("ing", "ed"))
            or self.tokens[place].capital
            or place + 1 >= len(self.tokens)
        ):
            return False
        before = place - 1
        if self.is_role(place) or not (self.is_role(before) or self.is_name(before)):
            return False
        following = self.low(place + 1)
        known = self.grammar
        return (
            following in known.prepositions
            or following in known.determiners
            or following in known.times
            or self.is_adverb(place + 1)
            or not self.tokens[place + 1].word
        )
