"""Small turns of a sentence that its quotes do not bear out, and their true neighbours."""

from __future__ import annotations

import pytest

from tests.test_support import checked

TUNNEL = (
    "The mayor called it odd: the firm, she said, had not installed pumps that the council had "
    "demanded. "
    "The tunnel is 900 metres long and 12 metres wide. By noon 40 lorries had passed, and 25 more "
    "were expected. “My aunt saw it shut for months, so a day is short,” said Ilse Brandt, a cook. "
    "The borough of Kell was told of the works 30 minutes after the blast. "
    "The builder has repaid the loan. Its crew was digging day and night. "
    "Miners made another attempt on Sunday to drain the shaft. "
    "“I keep hens beside the track,” said a man near the sheriff's office in Kell who gave his name "
    "as Otto. “I sold my brother a hen.” "
    "“It shakes the cups,” said a florist in Kell called Mina. "
    "Dr. R. Olsen, an engineer who has no part in the project, said that it would leak."
)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The tunnel is 12 metres long.", "of something else"),
        ("40 more lorries were expected.", "of something else"),
        ("Ilse Brandt said that her aunt saw it shut for a day.", "does not say “shut for a day”"),
        ("The builder has refused to repay the loan.", "not"),
        ("Its crew stopped digging.", "not"),
        ("Miners drained the shaft on Sunday.", "still to come"),
        ("The borough was told of the works before the blast.", "before"),
        ("A banker in Kell said that it shakes the cups.", "say this, not"),
        ("The sheriff said that he keeps hens beside the track.", "say this, not"),
        ("Dr. R. Olsen, who works on the project, said that it would leak.", "involved"),
        ("The mayor said the council had not installed pumps that the firm had demanded.", "whom"),
    ],
)
def test_turns_are_refused(sentence: str, reason: str) -> None:
    found = checked(sentence, TUNNEL)
    assert found.level == "unsupported"
    assert any(reason in one for one in found.reasons), found.reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "The tunnel is 12 metres wide.",
        "The tunnel has a length of 900 metres.",
        "By noon 40 lorries had passed, and another 25 were expected.",
        "Ilse Brandt said that her aunt saw it shut for months.",
        "Miners tried again on Sunday to drain the shaft.",
        "The borough of Kell was told of the works 30 minutes after the blast.",
        "A resident of Kell said that it shakes the cups.",
        "Otto said that he keeps hens beside the track.",
        "Dr. R. Olsen, who is not involved in the project, said that it would leak.",
        "The mayor said the firm had not installed pumps that the council had demanded.",
    ],
)
def test_what_is_not_turned_is_not_refused(sentence: str) -> None:
    found = checked(sentence, TUNNEL)
    assert found.level != "unsupported", found.reasons


MARKET = (
    "Correction: An earlier version of this article gave the weight as 80 tonnes; it is 55 tonnes. "
    "Norla, whose guards were at the gate, admitted that some stalls had no permit. "
    "The trade group counted 64 stalls on Sunday: 40 at Brim and 24 at Oster. "
    "The judges threw out a plan that a rich grocer had sent in. The clerk said it was illegible. "
    "“I weighed my cousin,” said a porter who gave his name as Udo."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The weight is 80 tonnes.",
        "The guards admitted that some stalls had no permit.",
        "The trade group counted 64 stalls at Brim.",
        "A rich grocer said the plan was illegible.",
        "Udo said that his cousin weighed him.",
    ],
)
def test_what_is_another_s_or_taken_back_is_refused(sentence: str) -> None:
    assert checked(sentence, MARKET).level == "unsupported"


@pytest.mark.parametrize(
    "sentence",
    [
        "The weight is 55 tonnes.",
        "An earlier version gave the weight as 80 tonnes.",
        "Norla admitted that some stalls had no permit.",
        "The trade group counted 40 stalls at Brim.",
        "The clerk said the plan was illegible.",
        "A man called Udo said that he weighed his cousin.",
    ],
)
def test_what_stands_is_not_refused(sentence: str) -> None:
    found = checked(sentence, MARKET)
    assert found.level != "unsupported", found.reasons


FERRY = (
    "In May the port had reported no thefts. The ferry, with 410 crates and a crew of 12, left at "
    "noon. By then 40 cars had boarded, and the port expected 25 more. "
    "Below its deck the ferry carried a launch, Alba, for the pilot. "
    "A sailor accused the officers of refusing to let the crew rest."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "In May the port had reported one theft.",
        "The ferry left with a crew of 410.",
        "The port expected 25 cars in all.",
        "Alba carried a launch below its deck.",
        "A sailor said that the officers let the crew rest.",
    ],
)
def test_some_of_none_and_the_like_is_refused(sentence: str) -> None:
    assert checked(sentence, FERRY).level == "unsupported"


@pytest.mark.parametrize(
    "sentence",
    [
        "In May the port had reported no thefts.",
        "The ferry left at noon with a crew of 12.",
        "The port expected another 25.",
        "The ferry carried a launch, Alba, below its deck.",
        "A sailor accused the officers of not letting the crew rest.",
    ],
)
def test_none_and_the_like_is_not_refused(sentence: str) -> None:
    found = checked(sentence, FERRY)
    assert found.level != "unsupported", found.reasons


def test_an_acronym_with_dots_is_a_name() -> None:
    text = "In a statement the council had spoken of a “long winter”. The U.N. sent blankets."
    assert checked("The U.N. spoke of a “long winter”.", text).level == "unsupported"
    assert checked("The UN sent blankets.", text).level == "supported"
