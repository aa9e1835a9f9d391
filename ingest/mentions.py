"""Whom the phrases of an article name, and whom its pronouns stand for."""

from __future__ import annotations

from ingest.clauses import Clause
from ingest.phrases import Phrase, Phrases
from ingest.speakers import Mention, Speakers
from vectorstore import Span

_WHEN = frozenset("when after before while as since although though if because".split())


class Mentions:
    """The people and bodies named so far, sentence by sentence."""

    def __init__(self, text: str) -> None:
        self.paragraph = 0
        self._text = text
        self._speakers = Speakers()

    def find(self, phrases: Phrases, phrase: Phrase) -> tuple[Mention | None, bool]:
        """Whom a phrase names, and whether that had to be looked up."""
        known, low = phrases.grammar, phrases.low(phrase[0])
        if phrase[1] - phrase[0] == 1:
            if low in known.pronouns:
                return self._speakers.resolve(known.pronouns[low], self.paragraph), True
            if low == "one" and phrases.low(phrase[0] - 1) == "no":
                return None, False
            if low in known.others and low not in ("many", "some", "others", "one", "few"):
                return None, False
        return self._note(phrases, phrase), False

    def learn(self, phrases: Phrases, found: list[Clause], subject: Phrase) -> None:
        """Remember whom the sentence is about, for a later "she said"."""
        if any(
            clause.speaker and clause.speaker[0] < subject[1] and subject[0] < clause.speaker[1]
            for clause in found
        ):
            return
        if phrases.low(subject[0]) in phrases.grammar.pronouns:
            return
        text = self._text[slice(*_span(phrases, subject))]
        alone = subject[1] - subject[0] == 1
        # A capital at the beginning of a sentence makes no name by itself.
        if alone and subject[0] == 0 and not self._speakers.known(text):
            if not phrases.is_role(0):
                return
        if alone or phrases.person(subject) or any(
            phrases.low(place) in phrases.grammar.roles for place in range(*subject)
        ):  # fmt: skip
            self._note(phrases, subject, spoke=False)

    def learn_early(self, phrases: Phrases) -> None:
        """Remember whom "When Anna Berg arrived, she said" begins with."""
        if phrases.low(0) in _WHEN:
            subject = phrases.after(1)
            if subject is not None and phrases.person(subject):
                self._note(phrases, subject)

    def named_late(self, phrases: Phrases, clause: Clause) -> Phrase | None:
        """The name that follows in "as the spokesman of the ministry explained, Anna Berg"."""
        speaker = clause.speaker
        if speaker is None or clause.inverted or speaker[1] > clause.cue[0] or not clause.whole:
            return None
        if phrases.person(speaker) or phrases.low(clause.end) != ",":
            return None
        name = phrases.after(clause.end + 1)
        if name is None or not phrases.person(name):
            return None
        closed = name[1] >= len(phrases.tokens) or phrases.tokens[name[1]].text in (".", ",")
        return name if closed else None

    def is_thing(self, phrases: Phrases, phrase: Phrase, before: int) -> bool:
        """Whether what stands before a colon names nobody: "The message is clear: …"."""
        low, text = phrases.low(0), phrases.tokens[0].text
        if phrase == (0, 1) and before > 1 and low not in phrases.grammar.pronouns:
            if not self._speakers.known(text):
                return True
        if low in phrases.grammar.pronouns or phrase[1] >= before:
            return False
        return self._note(phrases, phrase).kind == "n"

    def _note(self, phrases: Phrases, phrase: Phrase, *, spoke: bool = True) -> Mention:
        span = _span(phrases, phrase)
        text = self._text[slice(*span)]
        return self._speakers.note(text, span, self.paragraph, spoke=spoke)


def _span(phrases: Phrases, phrase: Phrase) -> Span:
    return phrases.tokens[phrase[0]].start, phrases.tokens[phrase[1] - 1].end
