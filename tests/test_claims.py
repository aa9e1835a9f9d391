"""Who says what: the forms papers use, what is no speech, and what must hold of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.claims import MARKED, SETS, load, measured
from ingest.claims import claims
from vectorstore import UNCLEAR, Article, Claim


def found(text: str, language: str = "en") -> list[Claim]:
    return claims(Article(id="a", text=text, language=language))


def told(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """What is said, by whom, and with which stance."""
    return [(c.speaker, c.stance, text[c.start : c.end]) for c in found(text, language)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We lost,” said Ada Brunner.", "Ada Brunner"),
        ("Ada Brunner said: “We lost.”", "Ada Brunner"),
        ("“We lost the lot” – Ada Brunner", "Ada Brunner"),
        ('"We lost," the mayor, Ada Brunner, said.', "the mayor, Ada Brunner"),
        ("‘We lost the players’ match,’ said Ada Brunner.", "Ada Brunner"),
        ("Ada Brunner: “We lost.”", "Ada Brunner"),
        ("“We lost, ”Mayor Ada Brunner said.", "Mayor Ada Brunner"),
        ("“We lost,” giggled Ada Brunner.", "Ada Brunner"),
        ("Ada Brunner called it a “disaster”.", "Ada Brunner"),
    ],
)
def test_speech_is_given_to_its_speaker(text: str, speaker: str) -> None:
    (claim,) = [claim for claim in found(text) if claim.kind == "direct"]
    assert claim.speaker == speaker and claim.name == "Ada Brunner"


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("„Wir haben verloren“, sagte Ada Brunner.", "de", "Ada Brunner"),
        ("»Wir haben verloren«, so Ada Brunner.", "de", "Ada Brunner"),
        ("«Perdimos», dijo Ada Brunner.", "es", "Ada Brunner"),
        ("« On a perdu », a déclaré Ada Brunner.", "fr", "Ada Brunner"),
        ("« On a, regrette Ada Brunner, tout perdu. »", "fr", "Ada Brunner"),
    ],
)
def test_speech_in_other_languages(text: str, language: str, speaker: str) -> None:
    (claim,) = found(text, language)
    assert (claim.kind, claim.speaker) == ("direct", speaker)


PROSECUTOR = "The fire at the San José mine was an accident, the prosecutor of Lowen said."
INQUIRY = "Norden Shipping, its owner, said that its first inquiries ruled out a failure."


@pytest.mark.parametrize(
    ("text", "language", "speakers"),
    [
        (f"{PROSECUTOR} There was no evidence, he said.", "en", ["the prosecutor of Lowen"] * 2),
        (
            f"{INQUIRY} It said that the crew were safe.",
            "en",
            ["Norden Shipping", "inquiries", "Norden Shipping"],
        ),
        (
            "A lawyer said it was right. The minister who led it called it odd: the firm, he said, "
            "had done nothing.",
            "en",
            ["A lawyer", "The minister"],
        ),
        ("After the rescue one of the miners accused them of it.", "en", ["one of the miners"]),
        ("Reports on Monday said that the ship was afloat.", "en", ["Reports"]),
        ("Some early reports had said that the power failed.", "en", ["Some early reports"]),
        ("Two men denied it and said that no one had told them.", "en", ["Two men", "Two men"]),
        ("Als Ursache nannte die Behörde starken Wind.", "de", ["die Behörde"]),
    ],
)
def test_whoever_is_named_beside_does_not_speak(
    text: str, language: str, speakers: list[str]
) -> None:
    assert [claim.speaker for claim in found(text, language)] == speakers


def test_speech_goes_on_over_paragraphs() -> None:
    text = "“First.\n\n“Second.\n\n“Third,” said Ada Brunner. “Fourth.”"
    assert [claim.speaker for claim in found(text)] == ["Ada Brunner"] * 4
    assert [claim.resolved for claim in found(text)] == [True, True, False, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor denied closing it.", ("The mayor", "denies", "closing it")),
        ("The mayor confirmed that it shut.", ("The mayor", "confirms", "it shut")),
        ("The mayor did not rule out a ban.", ("The mayor", "doubts", "a ban")),
        ("The mayor refused to confirm the ban.", ("The mayor", "doubts", "the ban")),
        ("The mayor accused him of lying.", ("The mayor", "accuses", "him of lying")),
        ("The mayor promised to pay.", ("The mayor", "promises", "to pay")),
        ("The mayor called for a vote.", ("The mayor", "demands", "a vote")),
        ("The mayor doubts that it works.", ("The mayor", "doubts", "it works")),
        ("It shut, according to the police.", ("the police", "asserts", "It shut")),
        ("It is feared that it shut.", (UNCLEAR, "asserts", "it shut")),
        ("The mayor is said to be ill.", (UNCLEAR, "asserts", "The mayor is said to be ill")),
    ],
)
def test_indirect_speech_keeps_its_stance(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text) == [expected]


def test_who_passes_it_on_is_kept_beside_who_says_it() -> None:
    (claim,) = found("Nine people died, according to the Lowen agency, quoted by the Courier.")
    assert (claim.speaker, claim.via) == ("the Lowen agency", "the Courier")


def test_a_pronoun_stands_for_the_last_one_it_fits() -> None:
    text = "Ada Brunner met Otto Keller. “Not now,” Mr Keller said. He left. “Never,” she said."
    assert [(c.speaker, c.resolved) for c in found(text)] == [
        ("Mr Keller", False),
        ("Ada Brunner", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The film “The Long Night” opened on Friday.",
        "The so-called “experts” went home.",
        "The claims were many and the reports were long.",
        "The minister declined to comment.",
        "He turned 45 in the '90s and loved rock 'n' roll.",
    ],
)
def test_what_nobody_says_is_no_claim(text: str) -> None:
    assert found(text) == []


def test_an_unclear_speaker_is_not_guessed() -> None:
    (claim,) = found("“We lost,” he said.")
    assert (claim.speaker, claim.speaker_start) == (UNCLEAR, None)


PIECES = st.sampled_from(
    ["“", "”", '"', "‘", "’", "'", "«", "»", "„", ",", ".", "!", ":", "–", "(", ")", "\n", "\n\n"]
    + "said says told denied that according to the mayor Ada Brunner he she who and not is".split()
)


@given(
    st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join)),
    st.sampled_from(["en", "de", "es", "fr", "xx"]),
)
def test_whatever_the_text_spans_lie_in_it(text: str, language: str) -> None:
    made = found(text, language)
    assert made == found(text, language)
    assert made == sorted(made, key=lambda one: (one.start, one.end, one.cue_start))
    for claim in made:
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end].strip() == text[claim.start : claim.end]
        assert text[claim.cue_start : claim.cue_end] == claim.cue
        if claim.speaker_start is None or claim.speaker_end is None:
            assert claim.speaker == claim.name == UNCLEAR
        else:
            assert text[claim.speaker_start : claim.speaker_end] == claim.speaker


@pytest.mark.parametrize("unit", ["“", "'a ", "he said, ", "Anna and ", "‘A b.\n", "was said by "])
def test_time_does_not_grow_with_the_square_of_a_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        found(text)
        return time.process_time() - began

    seconds(1_000)
    least = {size: min(seconds(size) for _ in range(3)) for size in (10_000, 80_000)}
    assert least[80_000] < 24 * max(least[10_000], 0.02)


@pytest.mark.parametrize("name", SETS)
def test_the_marked_texts_are_read_as_well_as_ever(name: str) -> None:
    result = measured(load(MARKED / f"{name}.txt"))
    direct, indirect = result["direct"], result["indirect"]
    assert direct["share"] >= 0.95 and direct["outcomes"].get("wrong", 0) == 0  # type: ignore
    assert indirect["f1"] >= 0.9 and indirect["wrong"] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            "Die Arbeiten dauerten Wochen, sagte Anna Weiss.",
            "Anna Weiss",
            "Die Arbeiten dauerten Wochen",
        ),
        (
            "Anna Weiss leitet die Klinik. Das Wasser sei sauber, erklärte sie.",
            "Anna Weiss",
            "Das Wasser sei sauber",
        ),
    ],
)
def test_in_german_the_speaker_may_stand_behind(text: str, speaker: str, said: str) -> None:
    (one,) = claims(Article(id="a", text=text, version=1, language="de"))
    assert (one.speaker, text[one.start : one.end]) == (speaker, said)


@pytest.mark.parametrize("said", ["The captain alone was to blame", "The captain was drunk"])
def test_who_is_spoken_of_is_not_who_speaks(said: str) -> None:
    text = f"The Canal Authority denied that it was at fault. {said}, it said."
    one = found(text)[-1]
    assert (one.speaker, one.resolved) == ("The Canal Authority", True)
    assert text[one.start : one.end] == said
