"""Passages: whole sentences in order, exact offsets, and nothing too long for the model."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.passages import ENOUGH, LIMITS, TARGET, passages
from vectorstore.articles import Article, Passage
from vectorstore.embeddings import Embedder
from vectorstore.sentences import LONGEST, sentences

EMBEDDER = Embedder(cache=Path("unused"))


def article(text: str, **facts: object) -> Article:
    return Article(id="a", text=text, **facts)  # type: ignore[arg-type]


def words(texts: list[str]) -> list[int]:
    """A tokenizer that can be worked out by hand: one token a word, and two special ones."""
    return [len(text.split()) + 2 for text in texts]


def letters(texts: list[str]) -> list[int]:
    """The worst tokenizer: one token a byte, and two special ones."""
    return [len(text.encode("utf-8", "replace")) + 2 for text in texts]


def check(made: list[Passage], text: str) -> None:
    """Everything that must hold for any text."""
    reached = 0
    for position, passage in enumerate(made):
        assert passage.position == position
        assert passage.text == text[passage.start : passage.end]
        assert (passage.start, passage.end) == (
            passage.sentences[0][0],
            passage.sentences[-1][1],
        )
        for start, end in passage.sentences:
            assert reached <= start < end
            assert not text[reached:start].strip()
            assert text[start:end].strip() == text[start:end]
            reached = end
    assert not text[reached:].strip()


def test_facts_of_the_article() -> None:
    (one,) = passages(article("The bridge fell. Nobody was hurt.", version=3), words, 100)
    assert one == Passage(
        article_id="a",
        version=3,
        position=0,
        start=0,
        end=33,
        text="The bridge fell. Nobody was hurt.",
        sentences=((0, 16), (17, 33)),
    )


@pytest.mark.parametrize("text", ["", " \n\t\u3000\n"])
def test_no_text_no_passages(text: str) -> None:
    assert passages(article(text), words, 100) == []


def test_language_decides_where_sentences_end() -> None:
    text = "Das Treffen ist am 3. Oktober. Danach wird gewählt."
    (german,) = passages(article(text, language="de"), words, 100)
    assert len(german.sentences) == 2


def test_no_passage_beyond_the_target() -> None:
    text = " ".join(["The council met again to discuss the harbour wall today."] * 60)
    made = passages(article(text), words, 10_000)
    assert all(TARGET - 60 < one.end - one.start <= TARGET for one in made[:-1])
    check(made, text)


def test_a_passage_rather_ends_with_a_paragraph() -> None:
    long = " ".join(["The council met again to discuss the wall."] * 8)  # 343 characters
    text = f"{long}\n\n{long}\n\n{long}"
    made = passages(article(text), words, 10_000)
    assert [one.text for one in made] == [long, long, long]


def test_short_paragraphs_share_a_passage() -> None:
    short = "The council met. It did not vote."
    text = "\n".join([short] * 5)
    (one,) = passages(article(text), words, 10_000)
    assert one.text == text


def test_too_little_before_a_long_paragraph_takes_part_of_it() -> None:
    long = " ".join(["The council met again to discuss the wall."] * 30)
    first, *_ = passages(article(f"Flood closes road\n\n{long}"), words, 10_000)
    assert ENOUGH < len(first.text) <= TARGET


def test_no_passage_beyond_the_model() -> None:
    text = " ".join(["One two three four five."] * 10)
    made = passages(article(text), words, 20)  # 5 words + 2 special + 1 for the space
    assert [len(one.sentences) for one in made] == [2, 2, 2, 2, 2]


def test_a_sentence_too_long_for_the_model_is_cut() -> None:
    text = ", ".join(["the wall had been inspected in spring"] * 12) + "."
    made = passages(article(text), words, 30)
    assert len(made) > 2
    assert all(count <= 30 for count in words([one.text for one in made]))
    assert all(one.text.endswith(",") for one in made[:-1])
    check(made, text)


def test_chinese_fits_the_real_model() -> None:
    """One token a character: the character target alone would hide half of each passage."""
    text = "洪水冲毁了河上的旧桥，目前没有人受伤，调查仍在继续。" * 60
    made = passages(article(text, language="zh"), EMBEDDER.count_tokens, EMBEDDER.max_tokens)
    counts = EMBEDDER.count_tokens([one.text for one in made])
    assert max(counts) <= EMBEDDER.max_tokens
    assert min(counts[:-1]) > EMBEDDER.max_tokens * 0.8
    check(made, text)


def test_limits_name_all_that_shapes_a_passage() -> None:
    assert all(str(number) in LIMITS for number in (TARGET, ENOUGH, LONGEST))


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            ["The wall fell. ", "“No,” she said. ", "\n", "\n\n", "\r\n", " ", "好。", "桥塌了？",
             "x" * 300, "word " * 90, "мост, ", "U.S. ", "\u3000", "ﷺ", "각", "e\u0301"]
        ),
        st.text(max_size=20),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(TEXTS, st.integers(8, 300))
def test_any_text(text: str, max_tokens: int) -> None:
    made = passages(article(text), letters, max_tokens)
    check(made, text)
    for one in made:
        # A character of four bytes is six tokens here, so that it fits whatever the limit.
        assert letters([one.text])[0] <= max_tokens
        assert one.end - one.start <= max(TARGET, LONGEST)


@given(TEXTS)
def test_any_text_fits_the_real_model(text: str) -> None:
    made = passages(article(text), EMBEDDER.count_tokens, EMBEDDER.max_tokens)
    check(made, text)
    assert all(n <= EMBEDDER.max_tokens for n in EMBEDDER.count_tokens([m.text for m in made]))


@given(TEXTS)
def test_sentences_that_fit_stay_whole(text: str) -> None:
    made = passages(article(text), words, 10_000)
    assert [span for one in made for span in one.sentences] == sentences(text)
