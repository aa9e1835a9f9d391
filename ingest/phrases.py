"""Where the phrase that names a speaker begins and ends, before a verb or after one.

All places are indexes into the tokens of one sentence; a phrase is (first, behind the last).
"""

from __future__ import annotations

import re

from ingest.cues import Cue
from ingest.grammar import Grammar
from ingest.tokens import Sentence

Phrase = tuple[int, int]

_LONGEST = 30
"""Tokens; nobody's description is longer."""
_BREAKS = frozenset("as after before since until como comme wie seit".split())
_ARABIC = re.compile(r"(?:al|el|ul|as|an|bin|ibn)-[A-Z]")
_LINKS = frozenset("of for de del du von and &".split())
_ARTICLES = frozenset("the a an his her its their our my".split())
_SOME = frozenset("one another others some many several both few most neither".split())
"""Words that stand for speakers without a noun: one of them, said another."""
_VAGUE = frozenset("last this next late early earlier later past".split())
"""Words of times that are none alone."""
_DASHES = frozenset("–—-")
_ROLE = re.compile(
    r".{3,}(?:m[ae]n|wom[ae]n|person|people|ologists?|[st]ors?|ists?|icians?|keepers?|holders?"
    r"|\w+ers?|ants?|sprecher(?:in)?|minister(?:in)?|meister(?:in)?"
    r"|präsident(?:in)?|ministerium|gericht|amt|verband|experten?|leiter(?:in)?|anwält(?:in)?"
    r"|anwalt|behörde|trainer(?:in)?|forscher(?:in)?)\Z"
)
_THINGS = frozenset(
    "water river matter number summer winter paper order power answer offer corner danger weather "
    "cover dinner after under over other another whether rather either neither together however "
    "further later earlier greater larger smaller lower higher better former latter inner outer "
    "upper computer disaster border quarter tender chapter theater theatre shelter september october "
    "november december never ever yesterday consider remember register easter counter matters papers "
    "numbers waters rivers orders powers answers offers corners dangers letter letters quarters "
    "longer older younger newer bigger easier harder stronger weaker cheaper faster slower wider "
    "closer nearer deeper plants important relevant significant distant restaurant restaurants plant "
    "grants grant instant constant want wants elephant covers borders chapters winters summers "
    "posters poster shower showers tower towers flower flowers finger fingers butter dangers cancer "
    "character characters barrier career trailer bumper hammer layer layers monster master silver "
    "timber lumber copper rubber super proper eager bitter sober tanker helicopter customer's "
    "manner manners gender slender wonder thunder surrender render order's murder murders fever "
    "container containers freezer thermometer meter meters litre hunger anger wander wonders".split()
)
_ORGANISATIONS = frozenset(
    "university college school bank ministry department institute institution house court council "
    "church office board bureau agency association federation union society committee commission "
    "party army force service trust foundation group centre center city county state kingdom "
    "republic organization organisation authority secretary minister chief head director duke "
    "prince princess earl bishop archbishop mayor president friends chamber academy confederation "
    "league campaign alliance hospital museum institut ministère université universidad bundesamt "
    "ministerio tribunal cour conseil chamber fund guild voice voices doctors reporters clerk lord "
    "king queen museum royal governor chairman order daughters sons".split()
)


class Phrases:
    """The phrases of one sentence."""

    def __init__(
        self, sentence: Sentence, grammar: Grammar, cues: dict[str, Cue], text: str
    ) -> None:
        self.text = text
        self.tokens = sentence
        self.grammar = grammar
        self.cues = cues

    def low(self, place: int) -> str:
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    # -- small questions ---------------------------------------------------------------------

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
        return _ROLE.match(low) is not None and low not in _THINGS and low not in self.cues

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
            if self.low(end - 1 - names) in _ORGANISATIONS:
                return False
            names += 1
        return names > 1 and not (first < end - names and self.low(end - names - 1) == "of")

    # -- before a verb -----------------------------------------------------------------------

    def before(self, verb: int) -> Phrase | None:
        """The subject that stands before the verb at ``verb`` and what is between them."""
        place = self.skip_back(verb - 1)
        if place < 0:
            return None
        token = self.tokens[place]
        if token.quotation is not None:
            return None
        if token.text in (",", "–", "—", "-"):
            return self._before_mark(place)
        if token.text == ")":
            while place > 0 and self.tokens[place].text != "(":
                place -= 1
            place -= 1
            if place < 0:
                return None
        if self.low(place) in self.grammar.relatives and place > 0:
            if self.low(place) not in self.grammar.others or self.tokens[place - 1].text == ",":
                comma = self.tokens[place - 1].text == ","
                return self._nearest(place - (2 if comma else 1))
        return self._plain(place)

    def skip_back(self, place: int) -> int:
        """The last word of the subject: before auxiliaries, adverbs and times."""
        while place >= 0:
            token = self.tokens[place]
            if (
                self.is_auxiliary(place)
                or self.is_adverb(place)
                or token.low in self.grammar.negations
                or token.low.endswith("n't")
            ) and not (token.low in self.grammar.determiners and token.low != "all"):
                place -= 1
                continue
            before = self._time_before(place)
            if before is None:
                return place
            place = before
        return place

    def _time_before(self, place: int) -> int | None:
        """Where a phrase of time or occasion that ends here begins, less one."""
        known = self.grammar
        if self.low(place) not in known.times and self.low(place) not in known.occasions:
            return None
        first = place
        limit = max(0, place - 6)
        if self.low(place) in known.times:
            while first > limit and (
                self.low(first - 1) in known.times or self.low(first - 1) in known.determiners
            ):
                first -= 1
            if first > 0 and self.low(first - 1) in known.prepositions:
                return first - 2 if first > 1 else None
            bare = first < place or self.low(place) not in ("march", "may", "april", "june", "x")
            return first - 1 if first > 0 and bare and self.low(first) != "the" else None
        while first > limit and self.low(first) not in known.prepositions:
            first -= 1
        if self.low(first) not in ("in", "at", "during", "on", "via", "through") or first == 0:
            return None
        # "a spokesman for the team in the interview" is rare; "the minister in a statement" is not.
        return first - 1 if self.low(first + 1) in ("a", "an", "his", "her", "their", "its") else None

    def _plain(self, last: int) -> Phrase | None:
        """The phrase that ends with the token ``last``."""
        known = self.grammar
        if last < 0:
            return None
        if self.low(last) in known.pronouns or self.low(last) in known.others:
            return last, last + 1
        if not (self.tokens[last].word or self.tokens[last].text == "%") or self._is_verb(last):
            return None
        end = last + 1
        first = end
        while first > 0 and end - first < _LONGEST:
            token = self.tokens[first - 1]
            if token.text == "," and self._list_goes_on(first - 1, end):
                first -= 2
                continue
            if token.quotation is not None or not (token.word or token.text in "&%$£€'’"):
                break
            if token.low in known.relatives and first > 1:
                if not self._begins_phrase(first) and self.tokens[first - 2].word:
                    end = first - 1  # "the woman who found it said": the rest describes her
                    first -= 1
                    continue
                break
            if token.low in known.auxiliaries:
                if self.low(first - 2) in known.relatives and first > 3:
                    end = first = first - 2
                    continue
                break
            if token.low in known.adverbs and token.low not in known.determiners:
                break
            if token.low in known.conjunctions:
                if not self._joins_phrases(first - 1, end):
                    break
            elif token.low == "than" and self.low(first - 2) in ("more", "less", "fewer"):
                pass
            elif token.low in known.subordinators and token.low not in known.prepositions:
                break
            elif token.low in _BREAKS and self.low(first - 2) != "such":
                break
            elif self._is_verb(first - 1) and first < end:
                break
            first -= 1
            if self._opens_phrase(first):
                break
        if first == end:
            return None
        return self._trimmed(first, end)

    def _opens_phrase(self, place: int) -> bool:
        """Whether an article follows a noun, as in "a claim the party denies"."""
        if self.low(place) not in _ARTICLES or place == 0:
            return False
        before = self.tokens[place - 1]
        known = self.grammar
        return before.word and not (
            before.low in known.prepositions or before.low in known.determiners
            or before.low in known.conjunctions or before.low in ("half", "twice", "such")
        )  # fmt: skip

    def _nearest(self, last: int) -> Phrase | None:
        """The shortest phrase that ends here and names somebody, for "…, who said"."""
        whole = self._plain(last)
        if whole is None:
            return None
        known = self.grammar
        for first in range(whole[1] - 1, whole[0] - 1, -1):
            low, before = self.low(first), self.low(first - 1) if first > whole[0] else ""
            named = low in known.determiners or (self.is_name(first) and first > 0)
            if not named or (first > whole[0] and (self.is_name(first - 1) or before in _LINKS)):
                continue
            if before in known.determiners or (first > whole[0] and self.is_role(first - 1)):
                continue
            return first, whole[1]
        return whole

    def bare(self, phrase: Phrase) -> Phrase:
        """Only the last name or role of a phrase, with no more than its article."""
        first = phrase[1] - 1
        while first > phrase[0] and self.is_name(first) and self.is_name(first - 1):
            first -= 1
        if self.low(first - 1) in self.grammar.determiners and first > phrase[0]:
            first -= 1
        determined = any(
            self.low(place) in self.grammar.determiners for place in range(phrase[0] + 1, first)
        )
        return (first, phrase[1]) if determined else phrase

    def _is_verb(self, place: int) -> bool:
        """Whether a known verb stands here as one, with its own subject before it."""
        token = self.tokens[place]
        cue = self.cues.get(token.low)
        if cue is None or token.capital or cue.form not in ("past", "present") or place == 0:
            return False
        if self.is_role(place) or self.low(place + 1) in ("by", "of"):
            return False
        before = place - 1
        return (
            self.is_name(before) or self.is_role(before) or self.is_adverb(before)
            or self.is_auxiliary(before) or self.low(before) in self.grammar.negations
            or self.low(before) in self.grammar.pronouns
            or (self.low(before) in self.grammar.conjunctions and cue.base in ("say", "tell", "add"))
            or self.low(before) in self.grammar.times or self.low(before) in ("who", ",")
        )  # fmt: skip

    def _begins_phrase(self, place: int) -> bool:
        low = self.low(place)
        known = self.grammar
        return place < len(self.tokens) and (
            low in known.determiners
            or low in known.pronouns
            or low in known.others
            or self.tokens[place].capital
        )

    def _joins_phrases(self, place: int, end: int) -> bool:
        """Whether an "and" joins two names or roles, and not two sentences."""
        if place == 0 or place + 1 >= end:
            return False
        before = self.tokens[place - 1]
        if not before.word:
            return before.text == "," and self._list_goes_on(place - 1, end)
        joined = self.is_name(place - 1) or self.is_role(place - 1)
        after = any(self.is_name(p) or self.is_role(p) for p in range(place + 1, min(end, place + 5)))
        return joined and after

    def _list_goes_on(self, comma: int, end: int) -> bool:
        """Whether a comma stands in a list of names: A, B and C."""
        rest = range(comma + 1, end)
        joined = any(self.low(place) in self.grammar.conjunctions for place in rest)
        if not joined or comma < 1 or not self.tokens[comma - 1].word:
            return False
        if comma > 1 and (self.low(comma - 1) in self.grammar.times):
            return False
        return self.is_name(comma - 1) and self.is_name(comma + 1 if comma + 1 < end else comma - 1)

    def _trimmed(self, first: int, end: int) -> Phrase | None:
        """The subject within a stretch that may begin with "But on Tuesday in Lowen"."""
        known = self.grammar
        while first < end:
            low = self.low(first)
            if low in known.conjunctions or low in known.subordinators - known.prepositions:
                first += 1
            elif (self.is_adverb(first) and low not in known.determiners) or (
                first == 0 and end > 1 and low.endswith("ly") and len(low) > 5
            ):
                first += 1
            else:
                break
        if first >= end:
            return None
        low = self.low(first)
        doing = low.endswith("ing") and (first == 0 or not self.tokens[first].capital)
        if low in known.prepositions or low in known.times or doing:
            if not low.endswith("ing") or not (self.is_role(first) or self.is_name(first + 1)):
                first = self._after_adverbial(first, end)
        if first >= end:
            return None
        return self.after(first, end)

    def _after_adverbial(self, first: int, end: int) -> int:
        """Where the subject begins behind "In a statement to the press" or "Last week"."""
        known = self.grammar
        for place in range(first + 1, end):
            low, before = self.low(place), self.low(place - 1)
            if before in known.prepositions or before in known.determiners:
                continue
            if low in known.times or (low in known.determiners and self.low(place + 1) in known.times):
                continue
            if low in known.determiners or low in known.pronouns:
                return place
            if self.is_name(place) and not self.is_name(place - 1):
                while place - 1 > first and self.is_role(place - 1):
                    place -= 1
                if self.low(place - 1) in known.determiners | known.prepositions:
                    continue
                return place
            if self.is_role(place) and before in known.times:
                return place
        return end

    def _before_mark(self, mark: int) -> Phrase | None:
        """The subject before a clause in commas or dashes: Berg, the mayor, said."""
        text = self.tokens[mark].text
        starts = [0]
        for place in range(mark):
            token = self.tokens[place]
            if token.quotation is not None or token.text in ":;":
                starts = [place + 1]
            elif token.text == text or (text == "," and token.text in _DASHES):
                starts.append(place + 1)
        if text != ",":
            return self._plain(starts[-1] - 2) if len(starts) > 1 else None
        chosen: tuple[Phrase, int] | None = None
        for start, behind in zip(starts, [*starts[1:], mark + 1], strict=True):
            opening = self.low(start)
            if opening in self.grammar.conjunctions or (
                opening in self.grammar.subordinators and opening not in self.grammar.relatives
            ):
                chosen = None  # another clause begins here
            if chosen is not None:
                continue
            if opening in self.grammar.relatives and opening not in self.grammar.determiners:
                continue
            last = behind - 2
            if last > start and self.tokens[last].text == ")":
                while last > start and self.tokens[last].text != "(":
                    last -= 1
                last -= 1
            phrase = self._plain(last)
            if phrase is None or phrase[0] < start or not self.speaks(phrase):
                continue
            if phrase[1] < last + 1 and self.low(phrase[1]) not in self.grammar.prepositions:
                continue
            chosen = phrase, behind - 1
        if chosen is None and len(starts) > 1 and self.low(starts[1]) in self.grammar.relatives:
            phrase = self._plain(starts[1] - 2)
            if phrase and phrase[1] == starts[1] - 1 and self.low(phrase[0]) in _ARTICLES:
                return phrase
        return self._with_name(*chosen, mark) if chosen else None

    def _with_name(self, phrase: Phrase, comma: int, mark: int) -> Phrase:
        """"the mayor, Anna Berg" is one phrase; "Anna Berg, the mayor" is named by its first."""
        described = self.low(phrase[0]) in self.grammar.determiners and any(
            self.is_role(place) and not self.tokens[place].capital
            for place in range(phrase[0] + 1, min(phrase[0] + 4, phrase[1]))
        )
        if comma >= mark or phrase[1] != comma or (self.is_name(phrase[1] - 1) and not described):
            return phrase
        if described and self.person(phrase):
            return phrase
        place = comma + 1
        if self.low(place) == "the" and self.low(place + 1) in ("rev", "rev.", "reverend", "hon"):
            place += 1
        while place < len(self.tokens) and place - comma < 7 and self._in_name(place):
            place += 1
        end_of_name = place == mark or (
            place < len(self.tokens) and not self.tokens[place].word
        )
        return (phrase[0], place) if place > comma + 1 and end_of_name else phrase

    def _in_name(self, place: int) -> bool:
        return self.is_name(place) or (
            self.low(place) in ("de", "van", "von", "der", "den", "la", "le", "al", "bin", "da", "du")
            and place + 1 < len(self.tokens)
            and self._in_name(place + 1)
        )

    # -- after a verb ------------------------------------------------------------------------

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
            if low in known.auxiliaries or (low in known.relatives and low not in known.determiners):
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
            return place + 1 < len(self.tokens) and (self._in_name(place + 1) or limit is not None)
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
        if not (self.is_name(place - 1) or self.is_role(place - 1)) or before.endswith(("'s", "s'")):
            return False
        if self.tokens[place].capital or self.tokens[place].text[0].isdigit():
            return False
        if self.is_role(place) or before in self.grammar.prepositions:
            return False
        if self._in_name(place) or self.low(place) in self.grammar.conjunctions:
            return False
        if self.low(place) in self.grammar.prepositions:
            return False
        low = self.low(place)
        ahead = place + 1 < len(self.tokens) and (self.is_role(place + 1))
        return low.endswith(("ed", "ing", "said", "says")) or not ahead

    def _describes(self, place: int) -> bool:
        """Whether a participle at ``place`` opens what is told of the speaker."""
        low = self.low(place)
        if not low.endswith(("ing", "ed")) or self.tokens[place].capital or place + 1 >= len(
            self.tokens
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


    # -- others ------------------------------------------------------------------------------

    def zufolge(self, last: int) -> Phrase | None:
        """The German phrase that ends here, before "zufolge"."""
        first = last
        while first > 0 and last - first < 8 and self.tokens[first - 1].word:
            if self.low(first) in ("dem", "der", "den", "einem", "einer"):
                break
            first -= 1
        if self.tokens[first].low not in ("dem", "der", "den", "einem", "einer"):
            first = last
            while first > 0 and self._in_name(first - 1):
                first -= 1
        return (first, last + 1) if self.tokens[first].word else None

    def named_after(self, phrase: Phrase) -> Phrase:
        """With the name that follows a description: the mayor, Anna Berg."""
        end = phrase[1]
        if self.low(end) != ",":
            return phrase
        return self._with_name(phrase, end, len(self.tokens))

    def addressee(self, place: int) -> Phrase | None:
        """Whom somebody told: reporters, the court, her."""
        if place >= len(self.tokens):
            return None
        low = self.low(place)
        if low in ("me", "us", "him", "her", "them", "you", "it", "reporters", "journalists"):
            if not (low == "her" and self.tokens[place + 1 :] and self.is_role(place + 1)):
                return place, place + 1
        if low in self.grammar.that or not self.tokens[place].word:
            return None
        if low in self.grammar.prepositions or low in self.grammar.subordinators:
            return None
        return self.after(place)

    def initial(self) -> Phrase | None:
        """The phrase that opens the sentence, if it can be a speaker."""
        first = 0
        known = self.grammar
        while first < len(self.tokens) and (
            self.low(first) in known.conjunctions or self.is_adverb(first)
        ):
            first += 1
        if (
            self.low(first) in known.prepositions
            or self.low(first) in known.times
            or self.low(first).endswith(("ed", "ing"))
        ):
            commas = (p for p, token in enumerate(self.tokens[:20]) if token.text == ",")
            first = next(commas, len(self.tokens)) + 1
        if first >= len(self.tokens) or not self.tokens[first].word:
            return None
        phrase = self.after(first)
        if phrase is None or not self.speaks(phrase):
            return None
        while self.low(phrase[1]) == "," and self._name_list(phrase[1]):
            more = self.after(phrase[1] + 1)
            if more is None:
                break
            phrase = phrase[0], more[1]
        return self.named_after(phrase)

    def someone(self) -> Phrase | None:
        """The first person named in the sentence, unless in passing: after a preposition."""
        place = 0
        while place < min(len(self.tokens), 12):
            if self.is_name(place):
                end = place + 1
                while end < len(self.tokens) and self._in_name(end):
                    end += 1
                before = self.low(place - 1) if place else ""
                if self.person((place, end)) and before not in self.grammar.prepositions:
                    return place, end
                place = end
            place += 1
        return None

    def _name_list(self, comma: int) -> bool:
        """Whether a comma at the beginning of a sentence stands between names: A, B and C are."""
        place = comma + 1
        while place < len(self.tokens) and place - comma < 12:
            if self.low(place) in self.grammar.conjunctions:
                return place + 1 < len(self.tokens) and self.is_name(place + 1)
            if not (self.is_name(place) or self.tokens[place].text == ","):
                return False
            place += 1
        return False

    def quoted(self, place: int, within: int = 8) -> bool:
        """Whether speech follows before the next stop."""
        for there in range(place, min(place + within, len(self.tokens))):
            if self.tokens[there].quotation is not None:
                return True
            if self.tokens[there].text in ".;":
                return False
        return False

    def aside(self, place: int) -> int | None:
        """Behind a phrase of time or occasion, or "to reporters", that begins here."""
        known = self.grammar
        for there in range(place + 1, min(place + 8, len(self.tokens))):
            low = self.low(there)
            if not self.tokens[there].word:
                return None
            ahead = self.low(there + 1)
            if low in _VAGUE:
                continue
            if low in known.times or low in known.occasions or low in ("reporters", "journalists"):
                if low in known.times and there + 1 < len(self.tokens) and self.low(there - 1) in (
                    "a", "an"
                ):
                    continue
                if ahead not in known.times and ahead not in known.occasions and ahead != "of":
                    return there + 1
            elif low not in known.determiners and not self.is_adverb(there) and there > place + 3:
                return None
        return None
