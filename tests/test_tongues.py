"""The language of a sentence, and what is compared with a quote in another one."""

from __future__ import annotations

import pytest

from chatbot.support import Source, check
from chatbot.tongues import foreign, tongue
from ingest.claims import claims
from vectorstore import Article, Hit
from vectorstore.sentences import sentences

FERRY = (
    "Die Fähre nach Aldby fährt seit Montag nicht. Rund 300 Fahrgäste warteten am Dienstag im Hafen, "
    "und die Reederei sucht ein Ersatzschiff von 40 Metern Länge."
)


def source(text: str, language: str) -> Source:
    article = Article(id="a", text=text, version=1, language=language, publisher="Tagblatt")
    hit = Hit(
        article_id="a", version=1, position=0, start=0, end=len(text), text=text,
        sentences=tuple(sentences(text, language)), title=None, publisher="Tagblatt",
        author=None, published="2024-05-08", language=language, url=None, group="a", score=1.0,
    )  # fmt: skip
    return Source(1, hit, tuple(claims(article)))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry was late, and nobody knew why.", "en"),
        ("Die Fähre war zu spät, und niemand wusste warum.", "de"),
        ("El barco llegó tarde y nadie sabe por qué.", "es"),
        ("Le bateau est en retard et on ne sait pas pourquoi.", "fr"),
        ("Bergen 1948", None),
        ("She called it “die Fähre der Nacht und des Winters”, the paper said.", "en"),
    ],
)
def test_the_language_of_a_sentence(text: str, language: str | None) -> None:
    assert tongue(text) == language


def test_only_what_is_surely_another_language_is_foreign() -> None:
    assert foreign("The ferry was late, and nobody knew why.", "de")
    assert not foreign("The ferry was late, and nobody knew why.", "en-GB")
    assert not foreign("The ferry was late, and nobody knew why.", None)
    assert not foreign("Bergen 1948", "de")


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("The ferry to Aldby has not been running since Monday.", "weak"),
        ("About 300 passengers were waiting in the harbour on Tuesday.", "weak"),
        ("The company is looking for a ship of 40 metres.", "weak"),
        ("About 500 passengers were waiting in the harbour on Tuesday.", "unsupported"),
        ("The ferry has not been running since Thursday.", "unsupported"),
        ("The company is looking for a ship of 40 miles.", "unsupported"),
        ("The company spoke of “a lost summer for the island”.", "unsupported"),
    ],
)
def test_across_languages_figures_days_and_quoted_words_are_compared(
    sentence: str, level: str
) -> None:
    assert check(sentence, [source(FERRY, "de")], None).level == level
