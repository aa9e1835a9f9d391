"""One cue verb in an English sentence: is it one, who does it, and what does that mean?"""

from __future__ import annotations

from ingest.asides import may_close
from ingest.clauses import Clause
from ingest.clauses import negated as negation
from ingest.cues import Cue
from ingest.named import initial, named_after
from ingest.passives import BE, handed_on, passive
from ingest.phrases import Phrase, Phrases
from ingest.senses import NOUNS, SHOWS, after_speech, sense
from ingest.subjects import bare, skip_back, subject_before
from ingest.tokens import Sentence
from vectorstore import Stance

_STANDING = frozenset(
    "all both others that this one another some many several few two three most".split()
)
"""Articles of a kind that can be a subject by themselves."""
_TO_SAY = frozenset("on except only continued continues continue quick keen".split())
_MODAL = frozenset("should must may might can could".split())
_COURTS = frozenset("court jury inquest tribunal inquiry hearing jurors magistrates".split())


class English:
    """The cue verbs of one English sentence."""

    def __init__(self, phrases: Phrases, before: list[Clause]) -> None:
        self.phrases = phrases
        self.tokens: Sentence = phrases.tokens
        self.known = phrases.grammar
        self.earlier = before

    def clause(self, verb: int, cue: Cue) -> Clause | None:
        low = self.phrases.low
        if (
            self.tokens[verb].capital
            and verb > 0
            and cue.base != "tweet"
            and self.tokens[verb - 1].quotation is None
        ):
            return None
        built = sense(self.phrases, verb, cue)
        if built is None:
            return None
        cue, end = built
        previous = self.tokens[verb - 1] if verb else None
        if previous is not None and previous.text[0].isdigit() and cue.base in NOUNS:
            return None
        if previous is not None and (
            previous.low in self.known.determiners - _STANDING
            or previous.low.endswith("'s")
            or previous.low.endswith("s'")
        ):
            return None
        if inverted := self._inverted(verb, end, cue):
            return inverted
        if cue.form == "ing":
            return self._participle(verb, end, cue)
        if previous is None:
            return None
        if previous.low in self.known.prepositions and cue.form != "past":
            if not (low(verb - 1) == "to" and low(verb - 2) in _TO_SAY and cue.form == "base"):
                return None
        subject = self._subject(verb, cue)
        if subject is None:
            return None
        speaker, shared = subject
        first = speaker[0]
        between = range(skip_back(self.phrases, verb - 1) + 1, verb)
        if any(low(place) in BE for place in between):
            relative = low(between.start - 1) in ("which", "that", "who")
            if not shared and cue.form == "past" and not relative:
                return passive(self.phrases, speaker, verb, end, cue)
            return None
        if not self._fits(speaker, verb, end, cue, between, shared):
            return None
        if low(end) in BE and cue.way == "say" and not shared:
            speaker = bare(self.phrases, speaker)  # an election protesters said was fraudulent
        if low(speaker[0]) in ("neither", "nobody", "none", "no") and not shared:
            return None
        if cue.base == "hear":
            if low(speaker[1] - 1) not in _COURTS:
                return None
            return Clause(
                first=first, end=end, cue=(verb, end), stance="asserts", way="say", speaker=None
            )
        negated = [
            p
            for p in between
            if low(p) in self.known.negations or low(p).endswith(("n't", "cannot"))
        ]
        start = verb
        stance: Stance | None = cue.stance
        if low(verb - 1) == "nor" and not negated:
            negated = [verb - 1]
        if negated:
            stance = negation(cue)
            start = min(negated)
            if start > speaker[1] and self.phrases.is_auxiliary(start - 1):
                start -= 1
        if stance is None:
            return None
        as_is = first > 0 and low(first - 1) == "as" and not shared
        clause = Clause(
            first=first - 1 if as_is else (between.start if shared else first),
            end=end, cue=(start, end), stance=stance, way=cue.way, speaker=speaker, shared=shared,
            whole=as_is,
        )  # fmt: skip
        return handed_on(self.phrases, clause)

    def _inverted(self, verb: int, end: int, cue: Cue) -> Clause | None:
        """“…”, said the mayor."""
        low = self.phrases.low
        if cue.form not in ("past", "present") or cue.way == "name":
            return None
        before = self.tokens[verb - 1] if verb else None
        quoted = after_speech(self.phrases, verb)
        as_is = before is not None and before.low == "as"
        if not quoted and not as_is and not (before is not None and before.text in ",–—"):
            return None
        place = end
        while place < len(self.tokens) and self.phrases.is_adverb(place):
            place += 1
        if as_is and low(place) == "by":
            place += 1
        speaker = self.phrases.after(place)
        if speaker is None or low(speaker[0]) in ("that", "it", "this", "there"):
            return None
        if not quoted and not as_is and subject_before(self.phrases, verb) is not None:
            return None
        if low(speaker[0]) in self.known.pronouns and not quoted:
            return None
        speaker = named_after(self.phrases, speaker)
        if not quoted and not self.phrases.speaks(speaker):
            return None
        if not may_close(self.phrases, speaker[1], quoted):
            return None
        if not quoted and not as_is and cue.way != "say":
            return None
        return Clause(
            first=verb - 1 if as_is else verb, end=speaker[1], cue=(verb, end), stance=cue.stance,
            way=cue.way, speaker=speaker, inverted=True, whole=as_is,
        )  # fmt: skip

    def _participle(self, verb: int, end: int, cue: Cue) -> Clause | None:
        """…, adding that; by saying; and denying."""
        low = self.phrases.low
        before = self.tokens[verb - 1] if verb else None
        place = skip_back(self.phrases, verb - 1)
        if place < verb - 1 and any(low(p) in BE for p in range(place + 1, verb)):
            subject = self._subject(verb, cue)
            if subject is None or not self.phrases.speaks(subject[0]):
                return None
            return Clause(
                first=subject[0][0], end=end, cue=(verb, end), stance=cue.stance, way=cue.way,
                speaker=subject[0],
            )  # fmt: skip
        joins = before is not None and (
            before.text == "," or before.quotation is not None
            or (cue.way != "act" and before.low in ("by", "in", "while", "and", "but", "also"))
        )  # fmt: skip
        if verb == 0 or not joins or cue.way == "speech":
            return None
        speaker = self._shared()
        if speaker is None:
            return None
        return Clause(
            first=verb, end=end, cue=(verb, end), stance=cue.stance, way=cue.way, speaker=speaker,
            shared=True,
        )  # fmt: skip

    def _subject(self, verb: int, cue: Cue) -> tuple[Phrase, bool] | None:
        """Who does it, and whether that was named with an earlier verb."""
        place = skip_back(self.phrases, verb - 1)
        if place < 0:
            return None
        token = self.tokens[place]
        if token.low == "to" and cue.form == "base":
            speaker = self._shared()
            return None if speaker is None else (speaker, True)
        if token.low in self.known.conjunctions or (
            token.text == "," and subject_before(self.phrases, verb) is None
        ):
            speaker = self._shared()
            return None if speaker is None else (speaker, True)
        subject = subject_before(self.phrases, verb)
        return None if subject is None else (subject, False)

    def _shared(self) -> Phrase | None:
        own = [
            one for one in self.earlier
            if one.speaker is not None and not (one.whole and one.way == "say")
        ]  # fmt: skip
        for clause in reversed(own):
            before = self.phrases.low(clause.first - 1) if clause.first else ","
            if clause is own[0] or clause.shared or before in (",", ";", "–", "—", "but", "while"):
                return clause.speaker
        return initial(self.phrases)

    def _fits(
        self, speaker: Phrase, verb: int, end: int, cue: Cue, between: range, shared: bool
    ) -> bool:
        """Whether subject and verb go together, where the verb may as well be a noun."""
        low = self.phrases.low
        last = speaker[1] - 1
        helped = any(self.phrases.is_auxiliary(place) for place in between)
        if any(low(place) in _MODAL for place in between) and not any(
            low(place) in self.known.negations for place in between
        ):
            return False  # what somebody should say is not said
        if cue.base in SHOWS or low(between.start - 1) in ("which", "that"):
            if not (shared or self.phrases.speaks(speaker)):
                return False
        if cue.form == "base":
            head = next(
                (p for p in range(speaker[0] + 1, speaker[1]) if low(p) in self.known.prepositions),
                speaker[1],
            )
            plural = (
                (low(head - 1).endswith("s") and self.phrases.is_role(head - 1))
                or low(last)
                in ("they", "we", "i", "you", "police", "people", "some", "many", "others", "who")
                or (low(last).endswith("s") and self.phrases.speaks(speaker))
                or any(low(p) == "and" for p in range(*speaker))
                or (
                    cue.base not in NOUNS
                    and not shared
                    and (self.phrases.speaks(speaker) or low(head - 1).endswith("s"))
                )
            )
            return helped or plural and not (shared and cue.base in NOUNS) or low(verb - 1) == "to"
        if cue.form == "present" and cue.base in NOUNS:
            beside = low(verb + 1) == ":" or self.phrases.quoted(verb + 1, 2)
            return shared or beside or self.phrases.speaks(speaker)
        following = low(end)
        if (
            cue.form == "past"
            and not helped
            and not shared
            and following in self.known.prepositions
        ):
            if following == "by" or (
                cue.way in ("act", "name") and following in ("of", "as", "to")
            ):
                return following in ("to", "as") and self.phrases.speaks(speaker)
            return self.phrases.speaks(speaker) or cue.base in ("say", "tell")
        return True
