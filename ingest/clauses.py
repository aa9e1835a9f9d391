"""The clauses of a sentence that say somebody says something: who, by which word, about what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.cues import PARTICLES, Cue
from ingest.phrases import Phrase, Phrases
from ingest.tokens import Sentence
from vectorstore import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """All places are indexes into the sentence's tokens."""

    first: int
    """Where it begins: its subject, its verb or its preposition."""
    end: int
    """Behind its last word; what is said may follow."""
    cue: Phrase
    stance: Stance
    way: str
    speaker: Phrase | None
    """None where the sentence leaves it unclear."""
    inverted: bool = False
    """The speaker stands behind the cue: it can only belong to what was said before."""
    whole: bool = False
    """What is said is the rest of the sentence: "according to …", "as … put it"."""
    topic: Phrase | None = None
    """The subject, where it is what is spoken of: "the king is said to be ill"."""
    shared: bool = False
    """The speaker is taken from further ahead in the sentence: "… and said"."""
    via: Phrase | None = None


_BE = frozenset(
    "is are was were be been being isn't wasn't weren't aren't 's wird werden wurde wurden".split()
)
_HEARSAY = frozenset(
    "say report believe think allege fear claim regard consider see understand know suspect "
    "rumour estimate expect predict accuse".split()
)
_NOUNS = frozenset(
    "claim report call demand promise note comment remark request order question doubt plan appeal "
    "fear hope worry post tweet estimate forecast show find state term brand label fault blame joke "
    "hint object offer venture counter retort protest voice back rule cry shout laugh smile read "
    "answer reply query contrast notice start praise use charge sign signal boast brief address "
    "permit point feel whisper sigh shrug yell scream chant muse fume rage thunder recount pledge "
    "vow guarantee threat talk suspect dispute rebut caution counter object echo roar bark hail urge "
    "wonder crow snap grin".split()
)
_SHOWS = frozenset(
    "suggest show indicate find reveal signal imply feel worry point know underline recall remind "
    "predict understand justify relate counter object use back voice express welcome".split()
)
"""What things do too, without saying anything."""
_STANDING = frozenset("all both others that this one another some many several few two three most".split())
"""Articles of a kind that can be a subject by themselves."""
_TO_SAY = frozenset("on except only continued continues continue quick keen".split())
_INTENT = frozenset("hopes hoped hope hoping expects expected expect proposes proposed".split())
_MODAL = frozenset("should must may might can could".split())
_ADDRESSED = frozenset(
    "tell inform assure reassure remind advise brief notify ask urge warn implore beg".split()
)
_SILENT = frozenset(
    "comment say speak answer discuss give name identify elaborate disclose reveal respond be "
    "provide take go talk specify".split()
)
_VIA = ("quoted", "cited", "reported", "carried", "zitiert", "citado", "citée", "cité")
_COURTS = frozenset("court jury inquest tribunal inquiry hearing jurors magistrates".split())
_UNCLEAR_ADVERBS = frozenset("reportedly allegedly supposedly purportedly".split())
_WISHES = frozenset("to for".split())


def clauses(phrases: Phrases, cues: dict[str, Cue], language: str) -> list[Clause]:
    """The clauses of a sentence, in order."""
    found: list[Clause] = []
    for place, token in enumerate(phrases.tokens):
        if token.quotation is not None:
            continue
        clause = _according(phrases, place)
        if clause is None and token.low in _UNCLEAR_ADVERBS and language == "en":
            clause = Clause(
                first=place, end=place + 1, cue=(place, place + 1), stance="asserts", way="say",
                speaker=None, whole=True,
            )  # fmt: skip
        if clause is None and (cue := cues.get(token.low)) is not None:
            clause = _English(phrases, found).clause(place, cue) if language not in (
                "de", "es", "fr"
            ) else _romance(phrases, place, cue, found)  # fmt: skip
        if clause is not None:
            found.append(clause)
    return found


def _according(phrases: Phrases, place: int) -> Clause | None:
    """According to X; laut X, X zufolge; según X; selon X."""
    tokens = phrases.tokens
    if phrases.low(place) == "zufolge" and place > 0:
        speaker = phrases.zufolge(place - 1)
        if speaker is None:
            return None
        return Clause(
            first=speaker[0], end=place + 1, cue=(place, place + 1), stance="asserts", way="say",
            speaker=speaker, whole=True,
        )  # fmt: skip
    for words in phrases.grammar.according:
        end = place + len(words)
        if phrases.low(place) == words[0] and all(
            phrases.low(place + n) == word for n, word in enumerate(words)
        ):
            speaker = phrases.after(end)
            if speaker is None or not (speaker[1] - speaker[0] == 1 or phrases.speaks(speaker)):
                if speaker is None or phrases.low(place) != "according":
                    continue
            speaker = phrases.named_after(speaker)
            behind, via = _passed_on(phrases, speaker[1])
            first = place
            if place and phrases.low(place - 1) == "as":
                first = place - 1
            return Clause(
                first=first, end=max(behind, speaker[1]), cue=(place, end), stance="asserts",
                way="say", speaker=speaker, whole=True, via=via,
            )  # fmt: skip
    del tokens
    return None


def _passed_on(phrases: Phrases, place: int) -> tuple[int, Phrase | None]:
    """", quoted by the BBC": behind it, and who that is."""
    if phrases.low(place) == ",":
        place += 1
    if phrases.low(place) == "as":
        place += 1
    if phrases.low(place) in _VIA and phrases.low(place + 1) in ("by", "von", "por", "par"):
        who = phrases.after(place + 2)
        if who is not None:
            return who[1], who
    return place, None


class _English:
    """One cue verb in an English sentence."""

    def __init__(self, phrases: Phrases, before: list[Clause]) -> None:
        self.phrases = phrases
        self.tokens: Sentence = phrases.tokens
        self.known = phrases.grammar
        self.earlier = before

    def clause(self, verb: int, cue: Cue) -> Clause | None:
        low = self.phrases.low
        if self.tokens[verb].capital and verb > 0 and cue.base != "tweet" and self.tokens[verb - 1].quotation is None:
            return None
        built = self._built(verb, cue)
        if built is None:
            return None
        cue, end = built
        previous = self.tokens[verb - 1] if verb else None
        if previous is not None and previous.text[0].isdigit() and cue.base in _NOUNS:
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
        between = range(self.phrases.skip_back(verb - 1) + 1, verb)
        if any(low(place) in _BE for place in between):
            relative = low(between.start - 1) in ("which", "that", "who")
            if not shared and cue.form == "past" and not relative:
                return self._passive(speaker, verb, end, cue)
            return None
        if not self._fits(speaker, verb, end, cue, between, shared):
            return None
        if low(end) in _BE and cue.way == "say" and not shared:
            speaker = self.phrases.bare(speaker)  # an election protesters said was fraudulent
        if low(speaker[0]) in ("neither", "nobody", "none", "no") and not shared:
            return None
        if cue.base == "hear":
            if low(speaker[1] - 1) not in _COURTS:
                return None
            return Clause(first=first, end=end, cue=(verb, end), stance="asserts", way="say", speaker=None)
        negated = [
            p for p in between if low(p) in self.known.negations or low(p).endswith(("n't", "cannot"))
        ]
        start = verb
        stance: Stance | None = cue.stance
        if low(verb - 1) == "nor" and not negated:
            negated = [verb - 1]
        if negated:
            stance = _negated(cue)
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
        return self._handed_on(clause)

    def _built(self, verb: int, cue: Cue) -> tuple[Cue, int] | None:
        """The cue with the small words after it that settle what it means; and its end."""
        low = self.phrases.low
        after, base = low(verb + 1), cue.base
        if base == "point":
            return (cue, verb + 2) if after == "out" else None
        if base == "rule":
            if after == "out":
                return cue._replace(stance="denies", way="act"), verb + 2
            ahead = [low(place) for place in range(verb + 1, verb + 6)]
            return (cue._replace(way="say"), verb + 1) if "that" in ahead else None
        if base == "state" and cue.form in ("present", "base"):
            return (cue, verb + 1) if after in ("that", ":") or self.phrases.quoted(verb + 1, 2) else None
        if base == "tell" and "story" in (low(verb + 2), after):
            return None
        if base in ("advise", "inform", "notify", "brief", "remind"):
            whom = self.phrases.addressee(verb + 1)
            if whom is not None and low(whom[1]) in ("on", "of", "about"):
                return None
        if base == "add" and after in self.known.determiners - {"that", "this", "those", "some", "all"}:
            ahead = range(verb, min(verb + 8, len(self.tokens)))
            if not any(self.phrases.is_auxiliary(p) for p in ahead) and not self.phrases.quoted(verb):
                return None
        if base in ("write", "testify", "speak", "talk") and cue.form == "ing" and after != "that":
            if not self.phrases.quoted(verb + 1, 3):
                return None
        beside = self._right_after_speech(verb)
        if base in ("find", "show", "recall", "remember") and not beside and "that" not in (after, low(verb + 2), low(verb + 3)):
            if not (after in (",", "no", ".", "") or self.phrases.quoted(verb + 1, 3)):
                return None
        if base == "deny" and low(verb - 1) == "or" and low(verb - 2) == "confirm":
            return None
        if base == "call" and after in ("out", "over", "from", "back", "to", ",", "."):
            return cue._replace(stance="asserts", way="speech"), verb + 1
        if base == "call":
            if after in ("for", "on", "upon"):
                return cue._replace(stance="demands", way="act"), verb + 2
            return cue._replace(stance="asserts", way="name"), verb + 1
        if base in ("appeal", "plead"):
            return (cue, verb + 2) if after in ("for", "to") else None
        if base == "ask":
            if after == "for":
                return cue._replace(stance="demands", way="act"), verb + 2
            if after in ("whether", "if", "how", "why", "what", "who", "when", "where", "about"):
                return None
            if self._wish(verb + 1):
                return cue._replace(stance="demands", way="act"), verb + 1
            return cue, verb + 1
        if base in ("tell", "warn") and self._wish(verb + 1):
            return cue._replace(stance="demands", way="act"), verb + 1
        if base in ("offer", "agree", "volunteer", "undertake") and after == "to":
            return cue._replace(stance="promises", way="act"), verb + 2
        if base == "insist" and after == "on":
            return cue._replace(stance="demands", way="act"), verb + 2
        if base == "go":
            return (cue, verb + 2) if after == "on" and low(verb + 2) != "to" else None
        if base == "put":
            return (cue._replace(way="say"), verb + 2) if after == "it" else None
        if base in ("refuse", "decline") and after == "to":
            refused = low(verb + 2)
            if refused in _SILENT:
                return None
            if low(verb + 3) == "or" and low(verb + 4) in ("confirm", "deny"):
                return cue._replace(stance="doubts", way="act"), verb + 5
            if refused in ("confirm", "deny", "rule", "say"):
                return cue._replace(stance="doubts", way="act"), verb + 3 + (refused == "rule")
            return cue._replace(stance="denies", way="act"), verb + 1
        if cue.way == "speech" and after == "that":
            return cue._replace(way="say"), verb + 1
        if base == "add" and after[:1].isdigit():
            return None
        if base in PARTICLES and after in PARTICLES[base]:
            return cue, verb + 2
        return cue, verb + 1

    def _wish(self, place: int) -> bool:
        """Whether somebody "to do" something follows: told the court to wait."""
        low = self.phrases.low
        someone = self.phrases.addressee(place)
        if someone is None:
            return False
        place = someone[1]
        if low(place) == "not":
            place += 1
        return low(place) == "to" and self.phrases.low(place + 1) not in self.known.determiners

    def _inverted(self, verb: int, end: int, cue: Cue) -> Clause | None:
        """“…”, said the mayor."""
        low = self.phrases.low
        if cue.form not in ("past", "present") or cue.way == "name":
            return None
        before = self.tokens[verb - 1] if verb else None
        quoted = self._right_after_speech(verb)
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
        if not quoted and not as_is and self.phrases.before(verb) is not None:
            return None
        if low(speaker[0]) in self.known.pronouns and not quoted:
            return None
        speaker = self.phrases.named_after(speaker)
        if not quoted and not self.phrases.speaks(speaker):
            return None
        if not self._closes(speaker[1], quoted):
            return None
        if not quoted and not as_is and cue.way != "say":
            return None
        return Clause(
            first=verb - 1 if as_is else verb, end=speaker[1], cue=(verb, end), stance=cue.stance,
            way=cue.way, speaker=speaker, inverted=True, whole=as_is,
        )  # fmt: skip

    def _right_after_speech(self, place: int) -> bool:
        if place and self.tokens[place - 1].text in (",", "–", "—", "-"):
            place -= 1
        return place > 0 and self.tokens[place - 1].quotation is not None

    def _closes(self, place: int, quoted: bool) -> bool:
        """Whether a sentence could end here or go on with an aside only."""
        if place >= len(self.tokens):
            return True
        token = self.tokens[place]
        if token.quotation is not None:
            return quoted
        if not token.word:
            return token.text in ".,;:–—-()!?…"
        low = token.low
        return (
            low in self.known.prepositions or low in self.known.relatives
            or low in self.known.times or self.phrases.is_adverb(place)
            or low in self.known.conjunctions or low in self.known.subordinators
            or (quoted and low.endswith("ing"))
        )  # fmt: skip

    def _participle(self, verb: int, end: int, cue: Cue) -> Clause | None:
        """…, adding that; by saying; and denying."""
        low = self.phrases.low
        before = self.tokens[verb - 1] if verb else None
        place = self.phrases.skip_back(verb - 1)
        if place < verb - 1 and any(low(p) in _BE for p in range(place + 1, verb)):
            subject = self._subject(verb, cue)
            if subject is None or not self.phrases.speaks(subject[0]):
                return None
            return Clause(
                first=subject[0][0], end=end, cue=(verb, end), stance=cue.stance, way=cue.way,
                speaker=subject[0],
            )  # fmt: skip
        joins = before is not None and (
            before.text == "," or cue.way != "act" and before.low in ("by", "in", "while", "and", "but", "also")
            or before.quotation is not None
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
        place = self.phrases.skip_back(verb - 1)
        if place < 0:
            return None
        token = self.tokens[place]
        if token.low == "to" and cue.form == "base":
            speaker = self._shared()
            return None if speaker is None else (speaker, True)
        if token.low in self.known.conjunctions or (
            token.text == "," and self.phrases.before(verb) is None
        ):
            speaker = self._shared()
            return None if speaker is None else (speaker, True)
        subject = self.phrases.before(verb)
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
        return self.phrases.initial()

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
        if cue.base in _SHOWS or low(between.start - 1) in ("which", "that"):
            if not (shared or self.phrases.speaks(speaker)):
                return False
        if cue.form == "base":
            head = next(
                (p for p in range(speaker[0] + 1, speaker[1]) if low(p) in self.known.prepositions),
                speaker[1],
            )
            plural = (
                (low(head - 1).endswith("s") and self.phrases.is_role(head - 1))
                or low(last) in ("they", "we", "i", "you", "police", "people", "some", "many", "others", "who")
                or (low(last).endswith("s") and self.phrases.speaks(speaker))
                or any(low(p) == "and" for p in range(*speaker))
                or (
                    cue.base not in _NOUNS and not shared
                    and (self.phrases.speaks(speaker) or low(head - 1).endswith("s"))
                )
            )
            return helped or plural and not (shared and cue.base in _NOUNS) or low(verb - 1) == "to"
        if cue.form == "present" and cue.base in _NOUNS:
            beside = low(verb + 1) == ":" or self.phrases.quoted(verb + 1, 2)
            return shared or beside or self.phrases.speaks(speaker)
        following = low(end)
        if cue.form == "past" and not helped and not shared and following in self.known.prepositions:
            if following == "by" or (cue.way in ("act", "name") and following in ("of", "as", "to")):
                return following in ("to", "as") and self.phrases.speaks(speaker)
            return self.phrases.speaks(speaker) or cue.base in ("say", "tell")
        return True

    def _passive(self, subject: Phrase, verb: int, end: int, cue: Cue) -> Clause | None:
        """X was quoted as saying; was accused by Y; is said to; it is feared that."""
        low = self.phrases.low
        if cue.base == "quote":
            place, via = end, None
            if low(place) == "by":
                via = self.phrases.after(place + 1)
                place = via[1] if via else place
            if low(place) == "as" and low(place + 1) in ("saying", "telling"):
                return Clause(
                    first=subject[0], end=place + 2, cue=(verb, end), stance="asserts", way="say",
                    speaker=subject, via=via,
                )  # fmt: skip
            return None
        for place in range(end, min(end + 25, len(self.tokens))):
            if self.tokens[place].text in ".;:" or self.tokens[place].quotation is not None:
                break
            if low(place) == "by" and cue.way != "speech":
                agent = self.phrases.after(place + 1)
                agent = agent and self.phrases.named_after(agent)
                if agent is None or not self.phrases.speaks(agent) or low(place + 1) in ("saying",):
                    break
                return Clause(
                    first=subject[0], end=agent[1] if place == end else end, cue=(verb, end),
                    stance=cue.stance, way=cue.way, speaker=agent, topic=subject,
                )  # fmt: skip
        following = low(end)
        if low(subject[0]) == "it" and following in ("that", "is", "are", "has", "the") or (
            cue.base in _HEARSAY and following in ("to", "that", "as", "of")
        ) or (cue.base == "tell" and following not in ("to", "by", "of", "about", ".")):
            if cue.base in ("know", "expect", "see", "regard", "consider") and following != "as":
                if cue.base != "expect" or low(subject[0]) != "it":
                    return None
            first = next(p for p in range(verb - 1, 0, -1) if low(p) in _BE)
            return Clause(
                first=subject[0], end=end, cue=(first, end), stance=cue.stance, way="say",
                speaker=None, topic=None if low(subject[0]) == "it" or cue.base == "tell" else subject,
            )  # fmt: skip
        if cue.way == "name" and (
            self.phrases.quoted(end) or (following == "as" and self.phrases.quoted(end + 1, 3))
        ):
            return Clause(
                first=subject[0], end=end, cue=(verb, end), stance="asserts", way="name",
                speaker=None,
            )  # fmt: skip
        return None

    def _handed_on(self, clause: Clause) -> Clause:
        """Reuters reported, citing the ministry: the ministry says so, by way of Reuters."""
        low = self.phrases.low
        for place in range(clause.end, min(clause.end + 40, len(self.tokens))):
            if low(place) in ("citing", "quoting") and low(place - 1) in (",", "reported", "said"):
                source = self.phrases.after(place + 1)
                if (
                    source is not None and self.phrases.speaks(source) and clause.speaker
                    and low(clause.cue[0]) in ("reported", "reports", "said", "says", "wrote")
                    and low(clause.speaker[0]) not in self.known.pronouns
                    and not self.phrases.person(clause.speaker)
                ):  # fmt: skip
                    return replace(clause, speaker=source, via=clause.speaker)
        if self.tokens[clause.cue[0]].low in ("quoted", "quotes", "cited") and clause.speaker:
            source = self.phrases.after(clause.end)
            if source and low(source[1]) == "as" and low(source[1] + 1) in ("saying", "telling"):
                return replace(
                    clause, speaker=source, via=clause.speaker, end=source[1] + 2, way="say"
                )
        return clause


def _negated(cue: Cue) -> Stance | None:
    """What "not" makes of it; None where nothing is said then."""
    if cue.base in ("confirm", "verify", "corroborate", "believe", "think", "expect"):
        return "doubts"
    if cue.stance == "denies":
        return "doubts"
    if cue.stance == "doubts":
        return "asserts"
    if cue.base in ("agree", "accept"):
        return "denies"
    return None


def _romance(phrases: Phrases, verb: int, cue: Cue, before: list[Clause]) -> Clause | None:
    """One cue verb in German, Spanish or French: its subject may stand on either side."""
    tokens, known, low = phrases.tokens, phrases.grammar, phrases.low
    start = verb
    while start > 0 and (phrases.is_auxiliary(start - 1) or low(start - 1) in known.negations):
        start -= 1
    negated = any(low(p) in known.negations and low(p) not in ("n'", "n’", "ne") for p in range(start, verb))
    if verb + 1 < len(tokens) and low(verb + 1) in ("pas", "nicht"):
        negated = True
    previous = tokens[start - 1] if start else None
    if previous is not None and previous.low in known.determiners and start == verb:
        return None
    quoted = previous is not None and (
        previous.quotation is not None
        or (previous.text in ",–—-" and start > 1 and tokens[start - 2].quotation is not None)
    )
    end = verb + 1
    behind = end
    while behind < len(tokens) and (phrases.is_adverb(behind) or low(behind) in known.negations):
        behind += 1
    speaker: Phrase | None = None
    inverted = False
    subject = None
    if not quoted and previous is not None and previous.quotation is None:
        if previous.low in known.conjunctions and before and before[-1].speaker:
            subject = before[-1].speaker
        else:
            subject = phrases.before(verb)
        if subject is not None and not phrases.speaks(subject):
            subject = None
    if subject is None:
        speaker = phrases.after(behind)
        if speaker is not None:
            speaker = phrases.named_after(speaker)
            inverted = quoted or (previous is not None and previous.text == ",")
            if not phrases.speaks(speaker) and not (quoted and low(speaker[0]) in known.determiners):
                speaker = None
        if speaker is not None:
            end = speaker[1]
    else:
        speaker = subject
    if speaker is None or (cue.way == "speech" and not (quoted or phrases.quoted(end, 3))):
        return None
    stance: Stance | None = _negated(cue) if negated else cue.stance
    if negated and cue.base.startswith(("confirm", "bestätig")):
        stance = "doubts"
    if stance is None:
        return None
    shared = subject is not None and previous is not None and previous.low in known.conjunctions
    if subject is not None and low(subject[0]).startswith("-"):
        subject = subject[0] - 1, subject[1]  # a-t-il dit
    return Clause(
        first=start if subject is None or shared else subject[0], end=end, cue=(verb, verb + 1),
        stance=stance, way=cue.way, speaker=speaker, inverted=inverted, shared=shared,
    )  # fmt: skip


def content(phrases: Phrases, clause: Clause) -> int:
    """Where what is said begins behind the clause, past the listener and asides."""
    low, tokens = phrases.low, phrases.tokens
    place = clause.end
    if clause.inverted:
        return place
    if clause.way == "act":
        mark = place
        while low(mark) in phrases.grammar.times or low(mark) in ("on", "again", "yesterday"):
            mark += 1
        if low(mark) in phrases.grammar.that:
            return mark + 2 if low(mark + 1) == "," else mark + 1
        if clause.cue[1] > clause.cue[0] + 1 or low(clause.cue[0]) not in _TOLD:
            return place
    if clause.first and low(place) == "," and tokens[clause.first - 1].text == ",":
        return place
    listener = phrases.addressee(place) if phrases.tokens[clause.cue[1] - 1].low in _TOLD else None
    if listener is not None:
        place = listener[1]
    mark = _mark(phrases, place, listener is not None)
    if mark is not None:
        return mark
    while place < len(tokens) and (
        _later(phrases, place) or low(place) in ("to", "in", "on", "at", "during", "after")
    ):
        if _later(phrases, place):
            place += 1
            continue
        aside = phrases.aside(place)
        if aside is None:
            break
        place = aside
    return place


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _later(phrases: Phrases, place: int) -> bool:
    low, before = phrases.low(place), phrases.low(place - 1)
    return (
        low in ("again", "later", "yesterday", "today", "tonight", "afterwards", "also")
        or low in _DAYS
        or (low in ("night", "morning", "afternoon", "evening") and before in (*_DAYS, "yesterday"))
        or (low in ("last", "this", "earlier") and phrases.low(place + 1) in phrases.grammar.times)
        or (before in ("last", "this") and low in ("week", "month", "year", "night", "weekend", *_DAYS))
    )


_TOLD = frozenset(
    "told tells tell informed informs assured assures reassured reminded advised briefed notified "
    "warned urged asked telling warning assuring reminding asking urging".split()
)


def _mark(phrases: Phrases, place: int, told: bool) -> int | None:
    """Behind "that" or a colon, or at speech, if only an aside is between."""
    low, tokens = phrases.low, phrases.tokens
    for there in range(place, min(place + 14, len(tokens))):
        token = tokens[there]
        aside = there == place or told or (
            low(place) in phrases.grammar.prepositions or low(place) == "," or phrases.is_adverb(place)
            or low(place) in phrases.grammar.times
        )  # fmt: skip
        if not aside:
            return None
        if low(there) in phrases.grammar.that and (there == place or not _is_object(phrases, there)):
            return there + 2 if low(there + 1) == "," else there + 1
        if token.quotation is not None and (there == place or tokens[there - 1].text in ",:"):
            return there
        if token.text == ":":
            return there + 1
        if token.text in ".;":
            return None
        if there > place and (cue := phrases.cues.get(token.low)) and cue.form == "ing":
            return None
        if phrases.is_auxiliary(there):
            return None
    return None


def _is_object(phrases: Phrases, there: int) -> bool:
    """Whether "that" belongs to a noun ("the claim that") rather than to the verb."""
    return phrases.low(there - 1) in phrases.grammar.prepositions


def trailing(phrases: Phrases, start: int) -> bool:
    """Whether nothing but an aside follows: "… , he said on Tuesday in a statement." """
    tokens = phrases.tokens
    place = start
    while place < len(tokens):
        token = tokens[place]
        if not token.word and token.quotation is None:
            return True
        if token.quotation is not None:
            return False
        low = token.low
        known = phrases.grammar
        if low == "there" and phrases.is_auxiliary(place + 1):
            return False
        if low == "to" and place and phrases.low(place - 1) in _INTENT:
            return False
        if low.endswith("ed") and phrases.low(place + 1) in known.prepositions | known.times:
            return True
        if low in known.prepositions or low in known.times or phrases.is_adverb(place):
            return True
        return low in known.subordinators or low.endswith("ing") or low in known.conjunctions
    return True


def asides(phrases: Phrases) -> Iterator[int]:
    yield from ()
