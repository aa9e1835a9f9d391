"""What a quote supports: figures, days, names, "not", direction, speaker; and what it does not."""

from __future__ import annotations

import pytest

from chatbot.support import Source, Support, check
from ingest.claims import claims
from vectorstore import Article, Hit
from vectorstore.sentences import sentences

BRIDGE = (
    "The Lowen bridge was closed on Tuesday after engineers found cracks in two of its piers. "
    "Mayor Ada Brunner said that the repairs would cost 4.2 million crowns. "
    "She denied that the city had been warned. "
    "At least 18,000 cars cross the bridge on a working day, and 42 buses go north and 64 south. "
    "The opposition did not ask for a new bridge. "
    "“We will walk to work,” said Tom Aldane, a baker."
)


def source(text: str, number: int = 1, published: str | None = "2024-05-08") -> Source:
    article = Article(id=f"a{number}", text=text, version=1, language="en", publisher="Valley Post")
    hit = Hit(
        article_id=article.id, version=1, position=0, start=0, end=len(text), text=text,
        sentences=tuple(sentences(text, "en")), title="Bridge closed", publisher="Valley Post",
        author=None, published=published, language="en", url=None, group=article.id, score=1.0,
    )  # fmt: skip
    return Source(number, hit, tuple(claims(article)))


def checked(sentence: str, *texts: str) -> Support:
    return check(sentence, [source(text, n) for n, text in enumerate(texts or (BRIDGE,), 1)], None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Ada Brunner said that the repairs would cost 4.2 million crowns.",
        "According to Ada Brunner, the mayor, repairs would cost 4,200,000 crowns.",
        "The mayor denied that the city had been warned.",
        "The bridge was closed on 7 May 2024 after cracks were found by engineers in two of its piers.",
        "The opposition did not ask for a new bridge.",
        "42 buses go north and 64 go south.",
        "“We will walk to work,” Tom Aldane said.",
    ],
)
def test_supported(sentence: str) -> None:
    found = checked(sentence)
    assert (found.level, found.reasons) == ("supported", ())


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The repairs would cost 4.2 million crowns.", "has Mayor Ada Brunner say this"),
        ("Tom Aldane said that the repairs would cost 4.2 million crowns.", "not Tom Aldane"),
        ("Mayor Ada Brunner said that repairs would cost 2.4 million crowns.", "2.4 million"),
        ("Mayor Ada Brunner confirmed that the city had been warned.", "deny this"),
        ("The Lowen bridge was closed on Thursday after engineers found cracks.", "Thursday"),
        ("The Lowen bridge was closed on 8 May 2024 after engineers found cracks.", "8 May 2024"),
        ("The opposition asked for a new bridge.", "leaves out a “not”"),
        ("The Lowen bridge was not closed on Tuesday.", "“not” where"),
        ("64 buses go north and 42 go south.", "“64” where the quote says “42”"),
        ("The Lowen bridge was opened on Tuesday.", "“opened” where"),
        ("The Vastra bridge was closed on Tuesday.", "Vastra"),
        ("Fewer than 18,000 cars cross the bridge on a working day.", "18,000"),
        ("“We will swim to work,” said Tom Aldane.", "word for word"),
        ("“We will walk to work,” said Ada Brunner.", "not Ada Brunner"),
        (
            "The Lowen bridge was closed on Tuesday, and the harbour burned for days.",
            "not say this",
        ),
    ],
)
def test_unsupported(sentence: str, reason: str) -> None:
    found = checked(sentence)
    assert found.level == "unsupported"
    assert any(reason in one for one in found.reasons), found.reasons


def test_less_exact_is_weak() -> None:
    found = checked("On a working day 18,000 cars cross the bridge.")
    assert found.level == "weak"


def test_the_right_sentence_under_the_wrong_number() -> None:
    right, wrong = source(BRIDGE, 1), source("Nurses at the hospital ended their strike.", 2)
    found = check("The opposition did not ask for a new bridge.", [wrong], None, [right])
    assert found.level == "unsupported"
    assert "It is rather [1] that speaks of this." in found.reasons


def test_the_quote_of_each_source_is_whole_sentences() -> None:
    strike = "Nurses went home. They ended their strike. It had lasted 23 days. Nobody was hurt."
    one, other = source(BRIDGE, 1), source(strike, 2)
    found = check("The strike had lasted 23 days.", [one, other], None)
    quote = other.hit.text[slice(*found.spans[1])]
    assert quote == "They ended their strike. It had lasted 23 days."
    assert any("[1]" in reason for reason in found.reasons)


def test_without_a_source_only_what_asserts_nothing() -> None:
    assert check("Here is what the articles say:", [], None).level == "supported"
    assert check("The bridge was closed.", [], None).level == "unsupported"
