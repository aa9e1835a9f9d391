"""Sentences made wrong on purpose differ from the right ones in the one thing, and in no other."""

from __future__ import annotations

import random

from training.altered import names_in, negated, other_name, other_number
from training.news import report

SENTENCE = "On 3 May the minister, Ada Holm, said that 14 ships were waiting in Lisbon."


def test_one_figure_or_month_is_exchanged() -> None:
    tried = [other_number(SENTENCE, random.Random(seed)) for seed in range(30)]
    found = [changed for changed in tried if changed is not None]
    assert len(found) > 20
    for changed in found:
        pairs = zip(changed.split(), SENTENCE.split(), strict=True)
        assert sum(a != b for a, b in pairs) == 1
    assert other_number("No ship was waiting.", random.Random(0)) is None


def test_one_name_is_exchanged_for_one_that_was_not_there() -> None:
    changed = other_name(SENTENCE, ["Mira Kowal", "Ada Holm"], random.Random(1))
    assert changed is not None and "Mira Kowal" in changed
    assert other_name("nobody is named here", ["Mira"], random.Random(0)) is None
    assert names_in([SENTENCE]) == ["Ada Holm", "Lisbon"]


def test_not_is_added_and_taken_away() -> None:
    rng = random.Random(0)
    assert negated("The road was wet.", rng) == "The road was not wet."
    assert negated("The road was not wet.", rng) == "The road was wet."
    assert negated("They didn't go.", rng) == "They did go."
    assert negated("Rain, all day", rng) == "Rain, none day"


def test_a_made_up_report_answers_what_it_says_it_answers() -> None:
    for seed in range(60):
        one = report(random.Random(seed))
        for _, answering in one.questions:
            assert answering <= set(range(len(one.sentences)))
        labels = {label for *_, label in one.statements}
        assert labels <= {"supports", "contradicts", "neither", "unsupported"}
        assert "supports" in labels
        assert not any("{" in text for text in one.sentences)
