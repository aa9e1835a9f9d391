"""Article → Claims: what is said in it, and by whom, in quotation marks or without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.clauses import Clause, clauses, content, trailing
from ingest.cues import cues
from ingest.grammar import grammar
from ingest.phrases import Phrase, Phrases
from ingest.quotations import quotations, with_single_marks
from ingest.speakers import Mention, Speakers
from ingest.tokens import Sentence, Token, ends, folded
from vectorstore import UNCLEAR, Article, Claim, Span, Stance
from vectorstore.lines import unwrap

RULES = 1
"""Counted up when the rules change; a store made with older ones is renewed by --claims."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Who said something, by which word, as it will be written down."""

    speaker: Mention | None
    cue: Span
    stance: Stance
    resolved: bool
    via: str | None


def claims(article: Article) -> list[Claim]:
    """Every claim of an article, in the order of what is said."""
    return _Finder(article).found()


class _Finder:
    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = with_single_marks(unwrap(article.text))
        self.language = article.language if article.language in ("de", "es", "fr") else "en"
        self.grammar = grammar(self.language)
        self.cues = cues(self.language)
        self.speakers = Speakers()
        self.claims: list[Claim] = []
        self.paragraph = 0

    def found(self) -> list[Claim]:
        quotes = quotations(self.text)
        at = 0
        pending: list[Token] = []  # parts of a speech whose speaker comes in a later paragraph
        last: tuple[int, _Said] | None = None
        start = 0
        while start < len(self.text):
            end = self.text.find("\n", start)
            end = len(self.text) if end < 0 else end
            if self.text[start:end].strip():
                self.paragraph += 1
                mine = []
                while at < len(quotes) and quotes[at].outer[0] < end:
                    mine.append(quotes[at])
                    at += 1
                tokens = folded(self.text, start, end, mine, self.language)
                last = self._read(tokens, pending, last)
            start = end + 1
        return sorted(self.claims, key=lambda one: (one.start, one.end, one.cue_start))

    def _read(
        self, tokens: Sentence, pending: list[Token], last: tuple[int, _Said] | None
    ) -> tuple[int, _Said] | None:
        """One paragraph; returns who spoke last in it."""
        said: _Said | None = None
        open_alone: list[Token] = []
        tokens = _without_dateline(tokens)
        before = last[1] if last and last[0] >= self.paragraph - 1 else None
        for number, sentence in enumerate(_sentences(tokens, self.text, self)):
            alone, now = self._sentence(sentence)
            for quote in alone:
                first = sentence[0] is quote
                assert quote.quotation is not None
                whole = first and all(
                    token is quote or not token.word for token in sentence
                )
                if quote.quotation.continues and before is not None and not pending:
                    self._direct(quote, _continued(before))
                    said = said or before
                elif quote.quotation.continues and pending:
                    open_alone.append(quote)
                elif whole and said is not None and self._sentence_long(quote, sentence):
                    self._direct(quote, _continued(said))
                elif whole and (self._sentence_long(quote, sentence) or not quote.quotation.closed):
                    open_alone.append(quote)
            if now is not None:
                for quote in [*pending, *open_alone]:
                    if not quote.quotation.closed or quote.quotation.continues or quote in pending:
                        self._direct(quote, _continued(now))
                pending.clear()
                open_alone = []
                said = now
        for quote in open_alone:
            assert quote.quotation is not None
            if before is not None and not pending:
                self._direct(quote, _continued(before))
                said = said or before
            elif not quote.quotation.closed:
                pending.append(quote)
        if not open_alone:
            pending.clear()
        if said is not None:
            return self.paragraph, said
        return None

    def _sentence_long(self, quote: Token, sentence: Sentence) -> bool:
        """Whether a quotation is a sentence by itself, not a title or a word."""
        assert quote.quotation is not None
        last = self.text[quote.quotation.inner[1] - 1]
        if last in ".!?…,":
            return self._words(quote) > 1
        return sentence[-1].text in ".!?" and self._words(quote) > 3

    # -- one sentence ------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence) -> tuple[list[Token], _Said | None]:
        """Its claims; returns the quotations left without a speaker, and who spoke last."""
        phrases = Phrases(sentence, self.grammar, self.cues, self.text)
        quotes = [place for place, token in enumerate(sentence) if token.quotation is not None]
        found = clauses(phrases, self.cues, self.language)
        subject = phrases.initial() or phrases.someone()
        aside = subject is not None and phrases.low(subject[1]) == ","
        if subject is not None and not aside:
            self._learn(phrases, found, subject)
        if found and sentence[0].low in _WHEN:
            early = phrases.after(1)
            if early is not None and phrases.person(early):
                self._note(phrases, early)
        said: dict[int, _Said] = {}
        last: _Said | None = None
        used: set[int] = set()
        for number, clause in enumerate(found):
            if clause.way in ("speech", "name") and not quotes:
                if not (clause.way == "name" and self._named(phrases, clause)):
                    continue
            said[number] = self._who(phrases, clause)
        for place in quotes:
            number = self._owner(phrases, found, said, place)
            if number is not None:
                who = said[number]
                self._direct(sentence[place], who, clause=found[number])
                used.add(place)
                last = who
                continue
            who = (
                self._without_cue(phrases, place)
                or self._beside(phrases, place)
                or self._inside(sentence[place])
            )
            if who is not None:
                self._direct(sentence[place], who)
                used.add(place)
                last = who
        for number, who in said.items():
            if self._indirect(phrases, found, number, who) and who.speaker is not None:
                last = who
        if subject is not None and aside:
            self._learn(phrases, found, subject)
        return [sentence[place] for place in quotes if place not in used], last

    def _named(self, phrases: Phrases, clause: Clause) -> bool:
        """Whether "called the plan a mistake", "described it as late" follows."""
        if phrases.low(clause.cue[0]) in _SPOKE:
            return False
        for place in range(clause.end, min(clause.end + 12, len(phrases.tokens))):
            low = phrases.low(place)
            if low == "as" or (low in ("a", "an") and place > clause.end):
                return True
            if low in self.grammar.prepositions and low != "of":
                return False
            if not phrases.tokens[place].word:
                return False
        return False

    def _learn(self, phrases: Phrases, found: list[Clause], subject: Phrase) -> None:
        """Remember whom the sentence is about, for a later "she said"."""
        if any(
            clause.speaker and clause.speaker[0] < subject[1] and subject[0] < clause.speaker[1]
            for clause in found
        ):
            return
        span = self._span(phrases, subject)
        text = self.article.text[slice(*span)]
        alone = subject[1] - subject[0] == 1
        if phrases.low(subject[0]) in self.grammar.pronouns:
            return
        if alone and subject[0] == 0 and not self.speakers.known(text) and not phrases.is_role(subject[0]):
            return
        if alone or phrases.person(subject) or any(
            phrases.low(place) in self.grammar.roles for place in range(*subject)
        ):
            self.speakers.note(text, span, self.paragraph, spoke=False)

    def _owner(
        self, phrases: Phrases, found: list[Clause], said: dict[int, _Said], place: int
    ) -> int | None:
        """The clause that a quotation belongs to."""
        tokens = phrases.tokens
        behind = place + 1
        while behind < len(tokens) and tokens[behind].text in (",", "–", "—", "-"):
            behind += 1
        while phrases.low(behind) in _HOWEVER:
            behind += 1
        for number, clause in enumerate(found):
            starts = (behind, place + 1, place + 2)
            if number in said and clause.first in starts and not clause.shared:
                if clause.inverted or clause.whole or self._parenthetical(phrases, clause):
                    return number
        if _title(tokens, place, phrases):
            return None
        held = not self._long(tokens[place]) and self._words(tokens[place]) == 1 and (
            place + 1 < len(tokens) and tokens[place + 1].word
        )
        best = None
        for number, clause in enumerate(found):
            if number not in said or clause.end > place:
                continue
            if clause.way == "speech" and not self._adjacent(phrases, clause, place):
                continue
            if clause.inverted and not self._resumes(phrases, clause, place):
                continue
            if held and clause.way == "say" and clause.end != place:
                continue  # a single word held at arm's length, not said
            best = number
        if best is not None:
            return best
        for number, clause in enumerate(found):
            if number in said and place < clause.first and not held:
                if clause.whole or (
                    self._parenthetical(phrases, clause) and tokens[clause.first - 1].text in ",–—"
                ):
                    return number
            if number in said and clause.topic and clause.topic[0] <= place < clause.cue[0]:
                return number
        quotation = tokens[place].quotation
        assert quotation is not None
        if place == 0 and self.text[quotation.inner[1] - 1] == "," and len(said) == 1:
            return next(iter(said))  # “No comment,” was all that she would say
        return None

    def _adjacent(self, phrases: Phrases, clause: Clause, place: int) -> bool:
        return content(phrases, clause) == place or phrases.tokens[place - 1].text in (",", ":")

    def _resumes(self, phrases: Phrases, clause: Clause, place: int) -> bool:
        """Whether speech goes on behind “…,” said X; not where X is described with a quote."""
        return phrases.tokens[place - 1].text in (",", ":", ";", "–", "—", "-", ".") or (
            phrases.low(place - 1) in self.grammar.conjunctions
            or phrases.low(place - 1) in self.grammar.that
            or place >= clause.end
        )

    def _parenthetical(self, phrases: Phrases, clause: Clause) -> bool:
        """Whether what is said stands before the clause."""
        if clause.inverted:
            return True
        if clause.first == 0 or clause.shared or clause.way == "name":
            return False
        before = phrases.tokens[clause.first - 1]
        if before.quotation is None and before.text not in (",", "–", "—", "-"):
            return before.low in _HOWEVER and any(
                phrases.tokens[p].quotation is not None
                for p in range(max(0, clause.first - 4), clause.first)
            )
        start = content(phrases, clause)
        if start >= len(phrases.tokens):
            return True
        if before.quotation is not None and phrases.tokens[start - 1].text in ",:":
            return True
        return trailing(phrases, start) and not self._that(phrases, start)

    def _without_cue(self, phrases: Phrases, place: int) -> _Said | None:
        """Anna Berg: “…”, “…” – Anna Berg, and “Her answer is blunt: …”."""
        tokens = phrases.tokens
        if place > 0 and tokens[place - 1].text == ":":
            colon = tokens[place - 1]
            subject = phrases.initial()
            who: Mention | None = None
            resolved = False
            if subject == (0, 1) and place > 2 and phrases.low(0) not in self.grammar.pronouns:
                if not self.speakers.known(tokens[0].text):
                    subject = None  # a capital at the beginning makes no name
            if subject is not None:
                who, resolved = self._mention(phrases, subject)
                if who is not None and who.kind == "n" and subject[1] < place - 1:
                    who = None
            if who is None and len(tokens[place].quotation.inner) and not self._long(tokens[place]):
                return None
            return _Said(who, (colon.start, colon.end), "asserts", resolved, None)
        if place + 2 < len(tokens) + 1 and place + 1 < len(tokens) and tokens[place + 1].text in "–—-":
            subject = phrases.after(place + 2)
            if subject is not None and phrases.is_name(subject[0]) and (
                subject[1] >= len(tokens) or tokens[subject[1]].text in ".,("
            ):
                who, resolved = self._mention(phrases, subject)
                dash = tokens[place + 1]
                return _Said(who, (dash.start, dash.end), "asserts", resolved, None)
        return None

    def _beside(self, phrases: Phrases, place: int) -> _Said | None:
        """“…,” giggled Anna Berg; “…,” she shot back: by whatever verb, right beside the speech."""
        tokens, known = phrases.tokens, self.grammar
        quotation = tokens[place].quotation
        assert quotation is not None
        first = place + 1
        if self.text[quotation.inner[1] - 1] not in ",!?…":
            if first >= len(tokens) or tokens[first].text != ",":
                return None
            first += 1
        if first + 1 >= len(tokens) or not tokens[first].word:
            return None
        verb = first
        if tokens[first].low in ("was", "is", "came"):  # was the verdict of Anna Berg
            of = next((p for p in range(first, min(first + 7, len(tokens))) if phrases.low(p) in ("of", "from")), 0)
            subject = phrases.after(of + 1) if of else None
            if subject is None or not phrases.speaks(subject):
                return None
            who, resolved = self._mention(phrases, phrases.named_after(subject))
            return _Said(who, (tokens[first].start, tokens[of].end), "asserts", resolved, None)
        if tokens[first].capital or tokens[first].low in known.determiners | set(known.pronouns):
            subject = phrases.after(first)
            verb = subject[1] if subject else len(tokens)
        else:
            subject = phrases.after(first + 1)
        if subject is None or verb >= len(tokens) or not phrases.speaks(subject):
            return None
        token = tokens[verb]
        small = (
            known.determiners | known.prepositions | known.conjunctions | known.auxiliaries
            | known.subordinators | known.adverbs | known.relatives | known.times
        )  # fmt: skip
        if not token.word or token.capital or token.low in small or token.low in known.others:
            return None
        behind = max(verb + 1, subject[1])
        if verb > first and behind < len(tokens) and not trailing(phrases, behind):
            if phrases.low(behind) not in ("back", "out", "in", "on", "up", "off"):
                return None
        who, resolved = self._mention(phrases, phrases.named_after(subject))
        return _Said(who, (token.start, token.end), "asserts", resolved, None)

    def _inside(self, token: Token) -> _Said | None:
        """« Le train, explique Anna Berg, est parti »: named within the marks, as French does."""
        if self.language not in ("fr", "es"):
            return None
        assert token.quotation is not None
        sentence = folded(self.text, *token.quotation.inner, (), self.language)
        phrases = Phrases(sentence, self.grammar, self.cues, self.text)
        for clause in clauses(phrases, self.cues, self.language):
            if clause.inverted and sentence[clause.first - 1].text == "," and clause.first > 1:
                if clause.end >= len(sentence) or sentence[clause.end].text in ",.":
                    return self._who(phrases, clause)
        return None

    def _long(self, token: Token) -> bool:
        assert token.quotation is not None
        return self.text[slice(*token.quotation.inner)].count(" ") >= 2

    # -- who ---------------------------------------------------------------------------------

    def _who(self, phrases: Phrases, clause: Clause) -> _Said:
        tokens = phrases.tokens
        cue = tokens[clause.cue[0]].start, tokens[clause.cue[1] - 1].end
        via = None
        if clause.via is not None:
            via = self.article.text[slice(*self._span(phrases, clause.via))]
        if clause.speaker is None:
            return _Said(None, cue, clause.stance, False, via)
        who, resolved = self._mention(phrases, clause.speaker)
        if who is not None and clause.inverted is False and clause.speaker[1] <= clause.cue[0]:
            who = self._named_behind(phrases, clause, who)
        return _Said(who, cue, clause.stance, resolved, via)

    def _named_behind(self, phrases: Phrases, clause: Clause, who: Mention) -> Mention:
        """As the spokesman of the ministry explained, Anna Berg: the name comes late."""
        if not clause.whole or clause.speaker is None or phrases.is_name(clause.speaker[1] - 1) and (
            phrases.person(clause.speaker)
        ):
            return who
        if phrases.low(clause.end) != ",":
            return who
        name = phrases.after(clause.end + 1)
        if name is None or not phrases.person(name):
            return who
        behind = name[1]
        if behind < len(phrases.tokens) and phrases.tokens[behind].text not in (".", ","):
            return who
        return self._note(phrases, name)

    def _mention(self, phrases: Phrases, phrase: Phrase) -> tuple[Mention | None, bool]:
        """Whom a phrase names, and whether that had to be looked up."""
        low = phrases.low(phrase[0])
        if phrase[1] - phrase[0] == 1:
            if low in self.grammar.pronouns:
                return self.speakers.resolve(self.grammar.pronouns[low], self.paragraph), True
            if low in self.grammar.others and low not in ("many", "some", "others", "one", "few"):
                return None, False
        return self._note(phrases, phrase), False

    def _note(self, phrases: Phrases, phrase: Phrase) -> Mention:
        span = self._span(phrases, phrase)
        return self.speakers.note(self.article.text[slice(*span)], span, self.paragraph)

    def _span(self, phrases: Phrases, phrase: Phrase) -> Span:
        return phrases.tokens[phrase[0]].start, phrases.tokens[phrase[1] - 1].end

    # -- writing down ------------------------------------------------------------------------

    def _direct(self, token: Token, who: _Said, clause: Clause | None = None) -> None:
        assert token.quotation is not None
        self._add("direct", token.quotation.inner, who)

    def _indirect(
        self, phrases: Phrases, found: list[Clause], number: int, who: _Said
    ) -> bool:
        clause = found[number]
        spans = self._content(phrases, found, number)
        if spans is None:
            return False
        first, end = spans
        tokens = phrases.tokens[first:end]
        while tokens and not (tokens[-1].word or tokens[-1].quotation or tokens[-1].text in "%)€$£"):
            tokens = tokens[:-1]
        while tokens and not (tokens[0].word or tokens[0].quotation or tokens[0].text in "($€£"):
            tokens = tokens[1:]
        own = [
            token
            for place, token in enumerate(tokens, first)
            if token.word and not clause.first <= place < clause.end
        ]
        quoted = sum(self._words(token) for token in tokens if token.quotation)
        if not tokens or (tokens[0].quotation is not None and len(own) < 5):
            return False
        least = quoted if clause.whole else min(quoted, 3 if clause.way == "act" else 4)
        if not own or len(own) < least or (quoted and len(own) < 3):
            return False
        if who.speaker is None and clause.speaker is not None:
            if phrases.low(clause.speaker[0]) in ("it", "they"):
                return False
        self._add("indirect", (tokens[0].start, tokens[-1].end), who)
        return True

    def _words(self, token: Token) -> int:
        assert token.quotation is not None
        return self.text[slice(*token.quotation.inner)].count(" ") + 1

    def _content(self, phrases: Phrases, found: list[Clause], number: int) -> Phrase | None:
        """What is said in the article's own words, as a stretch of tokens."""
        clause = found[number]
        tokens = phrases.tokens
        stop = len(tokens)
        after = _next_clause(phrases, found, number)
        if clause.way == "speech" or (clause.way == "name" and not self._named(phrases, clause)):
            return None
        if clause.topic is not None:
            return clause.topic[0], after
        left = _left(phrases, found, number)
        if clause.whole and clause.speaker is None:
            return left, after
        if clause.whole:
            if clause.first <= left + 1 and clause.end < stop:
                return clause.end, after
            if clause.first - left < 5 and phrases.quoted(clause.end, 2):
                return None
            if clause.first > left + 1 and phrases.low(clause.first - 2) in self.grammar.subordinators:
                if after > clause.end + 1:
                    return clause.end, after
            if clause.first > left:
                if clause.end < stop - 1 and tokens[clause.end].text == "," and after > clause.end + 3:
                    return left, after
                return left, clause.first
            return clause.end, after
        if self._parenthetical(phrases, clause) and clause.way in ("say", "act"):
            if tokens[clause.first - 1].quotation is not None:
                if clause.inverted or trailing(phrases, content(phrases, clause)):
                    return None
            start = content(phrases, clause)
            words = sum(token.word for token in phrases.tokens[left : clause.first])
            resumes = start < stop and tokens[start].text == "," and clause.first - left > 0
            if (words >= 3 or (resumes and not phrases.quoted(start, 2))) and not _adverbial(phrases, left, clause.first):
                if resumes and after - start > 2 and not clause.inverted:
                    return left, after
                return left, clause.first
        if clause.inverted and self.language == "en":
            return None
        start = content(phrases, clause)
        if start >= after:
            return None
        if clause.way == "say" and tokens[start].text in ",;–—" and not phrases.quoted(start, 2):
            return None
        if clause.way == "say" and trailing(phrases, start) and not self._that(phrases, start):
            if not (start == clause.end and phrases.low(start).endswith("ing")) and not any(phrases.is_auxiliary(p) for p in range(start, after)):
                return None
        return start, after

    def _that(self, phrases: Phrases, start: int) -> bool:
        before = start - 2 if phrases.low(start - 1) == "," else start - 1
        return phrases.low(before) in self.grammar.that or phrases.tokens[before].text == ":"

    def _add(self, kind: str, span: Span, who: _Said) -> None:
        speaker = who.speaker
        self.claims.append(
            Claim(
                article_id=self.article.id,
                version=self.article.version,
                kind="direct" if kind == "direct" else "indirect",
                speaker=speaker.text if speaker else UNCLEAR,
                name=speaker.name if speaker else UNCLEAR,
                cue=self.article.text[slice(*who.cue)],
                stance=who.stance,
                start=span[0],
                end=span[1],
                speaker_start=speaker.span[0] if speaker else None,
                speaker_end=speaker.span[1] if speaker else None,
                cue_start=who.cue[0],
                cue_end=who.cue[1],
                resolved=who.resolved and speaker is not None,
                via=who.via,
            )
        )


def _continued(said: _Said) -> _Said:
    return _Said(said.speaker, said.cue, "asserts", True, None)


_ASKED = frozenset("what how why where that".split())
_HOWEVER = frozenset("however then later also meanwhile".split())
_SPOKE = frozenset("spoke speaks speaking talked talks talking refers referred referring".split())
_WHEN = frozenset("when after before while as since although though if because".split())
_SMALL = frozenset("of the in on and a an at to for from with by or is as".split())


def _title(tokens: Sentence, place: int, phrases: Phrases) -> bool:
    """Whether it is rather a name than speech: the “Beast of Bexmoor”."""
    quotation = tokens[place].quotation
    assert quotation is not None
    if place and tokens[place - 1].text in (",", ":"):
        return False
    words = phrases.text[slice(*quotation.inner)].split()
    return 1 < len(words) < 8 and all(
        word[0].isupper() or word in _SMALL for word in words
    ) and words[-1][-1].isalnum()


def _next_clause(phrases: Phrases, found: list[Clause], number: int) -> int:
    """Where the next clause begins that is not part of what this one says."""
    clause = found[number]
    known = phrases.grammar
    for later in found[number + 1 :]:
        start = later.first
        if later.cue[0] < clause.end or start <= clause.end:
            continue
        before = phrases.low(start - 1)
        if later.shared and later.speaker == clause.speaker or before in (",", ";", "–", "—") or (
            before in known.conjunctions and phrases.low(start - 2) in (",", ";")
        ):
            while start > clause.end and (
                not phrases.tokens[start - 1].word or phrases.low(start - 1) in known.conjunctions
            ) and phrases.tokens[start - 1].quotation is None:
                start -= 1
            return start
    for place in range(clause.end, len(phrases.tokens)):
        if phrases.tokens[place].text == ";":
            return place
    return len(phrases.tokens)


def _left(phrases: Phrases, found: list[Clause], number: int) -> int:
    """Where the part of the sentence before a clause begins."""
    start = 0
    for place in range(found[number].first - 1, -1, -1):
        if phrases.tokens[place].text in (";",):
            start = place + 1
            break
    return start


def _adverbial(phrases: Phrases, start: int, end: int) -> bool:
    """Whether what stands before a clause only says when or where: "In 2011, …"."""
    known = phrases.grammar
    while start < end and phrases.low(start) in known.conjunctions:
        start += 1
    opening = phrases.low(start)
    if not (
        opening in known.prepositions or opening in known.times or (phrases.is_adverb(start) and phrases.low(start + 1) == ",")
        or (opening in known.subordinators and opening not in known.relatives | _ASKED) or opening in ("asked", "speaking")
    ):  # fmt: skip
        return False
    commas = sum(phrases.tokens[place].text == "," for place in range(start, end))
    helped = any(phrases.is_auxiliary(place) for place in range(start, end))
    return commas < 2 and (not helped or opening in known.subordinators)


def _without_dateline(tokens: Sentence) -> Sentence:
    """Without "LOWEN, March 3 (Agency) —", which is no part of the sentence."""
    if tokens and len(tokens[0].text) > 2 and tokens[0].text.isupper():
        for place, token in enumerate(tokens[1:14], 1):
            if token.text in "–—-" and token.text:
                return tokens[place + 1 :]
            if token.low not in "(),./" and not (token.capital or token.text[0].isdigit()):
                break
    return tokens


def _sentences(tokens: Sentence, text: str, finder: _Finder) -> Iterator[Sentence]:
    """A paragraph's tokens, sentence by sentence; speech keeps the words that attribute it."""
    start = 0
    for place, token in enumerate(tokens):
        if place + 1 < len(tokens) and _ends_here(tokens, place, text, finder):
            yield tokens[start : place + 1]
            start = place + 1
    if start < len(tokens):
        yield tokens[start:]


def _ends_here(tokens: Sentence, place: int, text: str, finder: _Finder) -> bool:
    token, following = tokens[place], tokens[place + 1]
    if not ends(token, text):
        return (
            token.text[-1] == "."
            and following.capital
            and (following.low in finder.grammar.determiners or following.low in finder.grammar.pronouns)
        )
    if following.quotation is not None:
        return True
    if not following.word:
        return False
    if token.quotation is None:
        return True
    if not following.capital and not following.text[0].isdigit():
        return False
    return not _attributed(tokens, place + 1, finder)


def _attributed(tokens: Sentence, first: int, finder: _Finder) -> bool:
    """Whether “…!” is followed by: Anna Berg said."""
    known = finder.grammar
    quotation = tokens[first - 1].quotation
    full_stop = quotation is not None and finder.text[quotation.inner[1] - 1] == "."
    for place in range(first + 1, min(first + 14, len(tokens))):
        token = tokens[place]
        if token.quotation is not None or token.text in ".:;!?" or (full_stop and token.text == ","):
            return False
        cue = finder.cues.get(token.low)
        if cue is None or cue.way not in ("say", "speech") or cue.form not in ("past", "present"):
            continue
        if place + 1 >= len(tokens):
            return True
        following = tokens[place + 1]
        if following.quotation is not None or following.text == ":":
            return False
        if following.text == ",":
            return place + 2 >= len(tokens) or (not full_stop and tokens[place + 2].quotation is None)
        if not following.word:
            return True
        rest = tokens[place + 1 : place + 16]
        for token in rest:
            if token.text in ".!?":
                break
            if token.low in known.that or token.quotation is not None or token.text == ":":
                return False
            if token.low in known.auxiliaries:
                return False
        return following.low in known.prepositions or following.low in known.adverbs or (
            following.low in known.times or cue.base in ("tell", "ask") or following.low == "to"
        )
    return False
