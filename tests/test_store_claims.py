"""Claims in the store: with their version, by article and speaker, found again by new rules."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import update

from ingest.claims import claims
from tests.tiny import cut, open_tiny
from vectorstore import UNCLEAR, Article, ArticleStore, Claim, Entry, Filters, renew_claims
from vectorstore.schema import claims as claims_table

SHIP = "“The ship is safe,” said Ada Brunner. The police denied a fire."
CAVE = "Brunner said the cave was shut."


def entry(id: str, text: str, rules: int = 1, **facts: str) -> Entry:
    article = Article(id=id, text=text, **facts)  # type: ignore[arg-type]
    return Entry(article, cut(article), claims(article), rules)


def text_of(store: ArticleStore, claim: Claim) -> str:
    return store.article(claim.article_id, claim.version).text[claim.start : claim.end]


def test_claims_are_found_by_article_and_by_speaker(own_folder: Path) -> None:
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a", SHIP, published="2020-01-01"), entry("b", CAVE)])
        store.add([entry("c", CAVE, published="2021-01-01")])
        assert [c.speaker for c in store.claims("a")] == ["Ada Brunner", "The police"]
        assert [c.article_id for c in store.claims(speaker="BRUNNER")] == ["c", "a", "b"]
        assert [c.article_id for c in store.claims("a", "ada brunner")] == ["a"]
        assert store.claims(speaker="brun") == [] == store.claims(speaker="%")
        assert len(store.claims()) == 4
        (first, _) = store.claims("a")
        assert first.version == 1 and SHIP[first.start : first.end] == "The ship is safe,"


def test_a_retired_version_keeps_its_claims(own_folder: Path) -> None:
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a", SHIP)])
        store.add([entry("a", CAVE)])
        assert [c.version for c in store.claims("a")] == [2]
        assert [c.version for c in store.claims("a", version=1)] == [1, 1]
        store.remove(["a"])
        assert store.claims("a") == [] and len(store.claims("a", version=2)) == 1


def test_another_language_has_other_rules(own_folder: Path) -> None:
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a", CAVE)])
        assert store.add([entry("a", CAVE, language="de")]) == ["relabelled"]
        assert store.claims("a") == []


def test_only_what_older_rules_read_is_read_again(own_folder: Path) -> None:
    data = own_folder / "data"
    with open_tiny(data) as store:
        store.add([entry("a", SHIP, rules=1), entry("b", CAVE, rules=2)])
        embedded = list(store.embedder.embedded)  # type: ignore[attr-defined]
        asked: list[str] = []

        def find(article: Article) -> list[object]:
            asked.append(article.id)
            return []

        assert renew_claims(data, 2, find) == 1  # type: ignore[arg-type]
        assert asked == ["a"] and store.claims("a") == [] and len(store.claims("b")) == 1
        assert renew_claims(data, 2, find) == 0  # type: ignore[arg-type]
        assert store.embedder.embedded == embedded  # type: ignore[attr-defined]


def test_a_subject_is_words_of_the_sentences_in_which_it_is_said(own_folder: Path) -> None:
    text = f"{SHIP} “It sails on. It is war,” Ada Brunner told a software fair in Århus."
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a", text, published="2020-01-01"), entry("b", CAVE)])

        def about(words: str) -> list[str]:
            return [text_of(store, claim) for claim in store.claims(about=words)]

        assert about("ship") == ["The ship is safe,"]
        assert about("SAFE shi") == ["The ship is safe,"]
        assert about("war") == ["It sails on. It is war,"]  # and not what is about software
        assert about("fair århus sails") == ["It sails on. It is war,"]
        assert about("ship cave") == about("brun | fire%") == about("hip") == []
        assert len(about("")) == len(about(" ?!")) == 4
        assert [c.article_id for c in store.claims(speaker="police", about="fire")] == ["a"]
        assert store.claims(speaker="fire") == store.claims(speaker="ship") == []


def test_claims_are_limited_ordered_by_speaker_and_counted(own_folder: Path) -> None:
    unclear = "“The vote was unfair,” it said on the wall."
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a", SHIP, published="2020-01-01"), entry("b", CAVE)])
        store.add([entry("c", f"{unclear} {SHIP}", published="2021-01-01", publisher="Post")])
        found = store.claims(by_speaker=True)
        assert [(c.name, c.article_id) for c in found] == [
            ("Ada Brunner", "c"), ("Ada Brunner", "a"), ("Brunner", "b"),
            ("police", "c"), ("police", "a"), (UNCLEAR, "c"),
        ]  # fmt: skip
        pages = [store.claims(by_speaker=True, limit=4, offset=n) for n in (0, 4)]
        assert [*pages[0], *pages[1]] == found
        post = Filters(publishers=("post",), published_from="2020-06-01")
        assert {c.article_id for c in store.claims(filters=post)} == {"c"}
        assert [c.cue for c in store.claims(stance="denies", limit=1)] == ["denied"]

        counts = store.count_claims()
        assert counts.total == len(found)
        assert counts.speakers == (("Ada Brunner", 2), ("police", 2), ("Brunner", 1))
        assert set(counts.days) == {
            (None, "asserts", 1),
            ("2020-01-01", "asserts", 1), ("2020-01-01", "denies", 1),
            ("2021-01-01", "asserts", 2), ("2021-01-01", "denies", 1),
        }  # fmt: skip
        fewer = store.count_claims("ada", about="ship", stance="asserts", filters=post)
        assert fewer.days == (("2021-01-01", "asserts", 1),)
        assert store.count_claims(about="nothing").total == 0


def test_what_older_rules_wrote_is_found_by_speaker(own_folder: Path) -> None:
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a", SHIP)])
        with store.catalog.writing() as connection:
            older = " the mayor | ada brunner "
            connection.execute(update(claims_table).values(folded=older))
        assert len(store.claims(speaker="ada")) == len(store.claims(speaker="mayor")) == 2
        assert store.claims(about="ship") == []
