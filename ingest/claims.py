"""Article → Claims: what is said in it, and by whom, in quotation marks or without.

Rules over words: no model is asked and nothing is guessed. A paragraph is read sentence by
sentence, its quotations folded into one token each; the clauses of a sentence that say somebody
says something (``reported``) give each quotation its speaker, and what is left of them is what is
said in the article's own words (``contents``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ingest.attribution import is_speech, owner, stands_alone
from ingest.beside import after_colon, before_dash, by_any_verb
from ingest.breaks import sentences, without_dateline
from ingest.clauses import Clause
from ingest.contents import contents, names_it
from ingest.mentions import Mentions
from ingest.named import initial, someone
from ingest.phrases import Phrase, Phrases
from ingest.quotations import quotations, with_single_marks
from ingest.reported import clauses
from ingest.speakers import Mention
from ingest.tokens import Sentence, Token, folded, word_count
from vectorstore import UNCLEAR, Article, Claim, Span, Stance
from vectorstore.lines import unwrap

RULES = 4
"""Counted up when the rules change; ``python -m ingest --claims`` then reads all articles again."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Who said something, by which word, as it will be written down."""

    speaker: Mention | None
    cue: Span
    stance: Stance
    resolved: bool
    via: str | None = None

    def continued(self) -> _Said:
        """The same speaker in speech that has no cue of its own."""
        return replace(self, stance="asserts", resolved=True, via=None)


def claims(article: Article) -> list[Claim]:
    """Every claim of an article, in the order of what is said."""
    return _Finder(article).found()


class _Finder:
    """One article as it is read: who has been named, and whose speech is still open."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = with_single_marks(unwrap(article.text))
        self._language = article.language if article.language in ("de", "es", "fr") else "en"
        self._mentions = Mentions(article.text)
        self._claims: list[Claim] = []
        self._open: list[Token] = []  # speech that began in a paragraph without a speaker
        self._last: tuple[int, _Said] | None = None  # who spoke last, in which paragraph

    def found(self) -> list[Claim]:
        quotes = quotations(self._text)
        start = at = 0
        while start < len(self._text):
            end = self._text.find("\n", start)
            end = len(self._text) if end < 0 else end
            if self._text[start:end].strip():
                first = at
                while at < len(quotes) and quotes[at].outer[0] < end:
                    at += 1
                self._mentions.paragraph += 1
                tokens = folded(self._text, start, end, quotes[first:at], self._language)
                self._read(without_dateline(tokens))
            start = end + 1
        return sorted(self._claims, key=lambda one: (one.start, one.end, one.cue_start))

    # -- one paragraph: who goes on speaking -------------------------------------------------

    def _read(self, tokens: Sentence) -> None:
        paragraph = self._mentions.paragraph
        recent = self._last is not None and self._last[0] >= paragraph - 1
        before = self._last[1] if self._last and recent else None
        said: _Said | None = None
        alone: list[Token] = []
        for sentence in sentences(tokens, self._text, self._language):
            left, now = self._sentence(sentence)
            for quote in left:
                assert quote.quotation is not None
                if quote.quotation.continues and before is not None and not self._open:
                    self._direct(quote, before.continued())
                    said = said or before
                elif quote.quotation.continues and self._open:
                    alone.append(quote)
                elif not stands_alone(quote, sentence):
                    continue
                elif said is not None and is_speech(self._text, quote, sentence):
                    self._direct(quote, said.continued())
                elif is_speech(self._text, quote, sentence) or not quote.quotation.closed:
                    alone.append(quote)
            if now is not None:
                for quote in [*self._open, *alone]:
                    assert quote.quotation is not None
                    parts = quote.quotation.continues or not quote.quotation.closed
                    if parts or quote in self._open:
                        self._direct(quote, now.continued())
                self._open, alone = [], []
                said = now
        for quote in alone:
            assert quote.quotation is not None
            if before is not None and not self._open:
                self._direct(quote, before.continued())
                said = said or before
            elif not quote.quotation.closed:
                self._open.append(quote)
        if not alone:
            self._open = []
        self._last = (paragraph, said) if said is not None else None

    # -- one sentence ------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence) -> tuple[list[Token], _Said | None]:
        """Its claims; returns the quotations left without a speaker, and who spoke last."""
        phrases = Phrases(sentence, self._text, self._language)
        quotes = [place for place, token in enumerate(sentence) if token.quotation is not None]
        found = clauses(phrases)
        subject = initial(phrases) or someone(phrases)
        late = subject is not None and (
            phrases.low(subject[1]) == "," or _told_of(phrases, found, subject)
        )
        if subject is not None and not late:
            self._mentions.learn(phrases, found, subject)
        if found:
            self._mentions.learn_early(phrases)
        said: dict[int, _Said] = {}
        for number, clause in enumerate(found):
            if clause.way in ("speech", "name") and not quotes:
                if not (clause.way == "name" and names_it(phrases, clause)):
                    continue
            said[number] = self._who(phrases, clause)
        last: _Said | None = None
        left = []
        for place in quotes:
            owned = owner(phrases, found, said, place)
            who = said[owned] if owned is not None else self._beside(phrases, place)
            if who is None:
                left.append(sentence[place])
            else:
                self._direct(sentence[place], who)
                last = who
        for number, who in said.items():
            if self._indirect(phrases, found, number, who) and who.speaker is not None:
                last = who
        if subject is not None and late:
            self._mentions.learn(phrases, found, subject)
        return left, last

    def _who(self, phrases: Phrases, clause: Clause) -> _Said:
        tokens = phrases.tokens
        cue = tokens[clause.cue[0]].start, tokens[clause.cue[1] - 1].end
        via = None
        if clause.via is not None:
            start, end = tokens[clause.via[0]].start, tokens[clause.via[1] - 1].end
            via = self._article.text[start:end]
        if clause.speaker is None:
            return _Said(None, cue, clause.stance, False, via)
        speaker = self._mentions.named_late(phrases, clause) or clause.speaker
        who, resolved = self._mentions.find(phrases, speaker)
        return _Said(who, cue, clause.stance, resolved, via)

    def _beside(self, phrases: Phrases, place: int) -> _Said | None:
        """Who speaks, where no clause of the sentence says so."""
        found = after_colon(phrases, place)
        if found is not None:
            subject = found[0]
            if subject is not None and self._mentions.is_thing(phrases, subject, place - 1):
                subject = None
            if subject is None and word_count(self._text, phrases.tokens[place]) < 3:
                return None
            return self._cued(phrases, subject, found[1])
        found = before_dash(phrases, place) or by_any_verb(phrases, place)
        if found is not None:
            return self._cued(phrases, *found)
        return self._inside(phrases.tokens[place])

    def _cued(self, phrases: Phrases, speaker: Phrase | None, cue: Span) -> _Said:
        if speaker is None:
            return _Said(None, cue, "asserts", False)
        who, resolved = self._mentions.find(phrases, speaker)
        return _Said(who, cue, "asserts", resolved)

    def _inside(self, token: Token) -> _Said | None:
        """« Le train, explique Anna Berg, est parti »: named within the marks, as French does."""
        if self._language not in ("fr", "es"):
            return None
        assert token.quotation is not None
        sentence = folded(self._text, *token.quotation.inner, (), self._language)
        phrases = Phrases(sentence, self._text, self._language)
        for clause in clauses(phrases):
            if clause.inverted and clause.first > 1 and sentence[clause.first - 1].text == ",":
                if clause.end >= len(sentence) or sentence[clause.end].text in ",.":
                    return self._who(phrases, clause)
        return None

    # -- writing down ------------------------------------------------------------------------

    def _direct(self, token: Token, who: _Said) -> None:
        assert token.quotation is not None
        self._add("direct", token.quotation.inner, who)

    def _indirect(self, phrases: Phrases, found: list[Clause], number: int, who: _Said) -> bool:
        """Whether the clause says something in the article's own words, which is then added."""
        clause = found[number]
        span = contents(phrases, found, number)
        if span is None:
            return False
        if who.speaker is None and clause.speaker is not None:
            if phrases.low(clause.speaker[0]) in ("it", "they"):
                return False
        self._add("indirect", span, who)
        return True

    def _add(self, kind: Literal["direct", "indirect"], span: Span, who: _Said) -> None:
        speaker = who.speaker
        self._claims.append(
            Claim(
                article_id=self._article.id,
                version=self._article.version,
                kind=kind,
                speaker=speaker.text if speaker else UNCLEAR,
                name=speaker.name if speaker else UNCLEAR,
                cue=self._article.text[slice(*who.cue)],
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


def _told_of(phrases: Phrases, found: list[Clause], subject: Phrase) -> bool:
    """Whether the subject is in what the sentence reports, so that no "it said" behind means it."""
    start, end = phrases.tokens[subject[0]].start, phrases.tokens[subject[1] - 1].end
    spans = (contents(phrases, found, number) for number in range(len(found)))
    return any(
        span and span[0] <= start and end <= span[1] and not _settled(phrases, subject, span[1])
        for span in spans
    )


def _settled(phrases: Phrases, subject: Phrase, end: int) -> bool:
    """Whether a colon ends what the subject does: "She called it odd: the ship, she said, …"."""
    behind = phrases.tokens[subject[1] :]
    return any(token.text == ":" and token.start < end for token in behind)
