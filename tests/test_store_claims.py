"""Claims in the store: with their version, by article and speaker, found again by new rules."""

from __future__ import annotations

from pathlib import Path

from ingest.claims import claims
from tests.tiny import cut, open_tiny
from vectorstore import Article, Entry, renew_claims

SHIP = "“The ship is safe,” said Ada Brunner. The police denied a fire."
CAVE = "Brunner said the cave was shut."


def entry(id: str, text: str, rules: int = 1, **facts: str) -> Entry:
    article = Article(id=id, text=text, **facts)  # type: ignore[arg-type]
    return Entry(article, cut(article), claims(article), rules)


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
