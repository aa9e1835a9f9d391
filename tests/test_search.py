"""One search: fusion by hand, filters on both paths, and nothing hidden by what is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.many import RandomEmbedder, story
from tests.tiny import entry, open_tiny
from vectorstore import ArticleStore, Filters, Hit
from vectorstore import search as module


@pytest.fixture
def store(own_folder: Path) -> ArticleStore:
    with open_tiny(own_folder / "data") as made:
        yield made


def texts(hits: list[Hit]) -> list[str]:
    return [hit.text for hit in hits]


NEWS = [
    entry("a", "Ship ship ship.\nFire.", publisher="Dawn", published="2020-10-04", language="en"),
    entry("b", "Ship fire.", publisher="BBC", published="2020-10-05", language="en"),
    entry("c", "Ship cave.", publisher="Le Monde", published="2020-11-01T08:00+01:00", language="fr"),
    entry("d", "Vote.", publisher="dawn"),
]  # fmt: skip


def test_the_scores_of_both_indexes_are_fused(store: ArticleStore) -> None:
    store.add(NEWS)
    hits = store.search("ship fire", 5)
    # By vectors: b (both topics), then c, a0 and a1 by their share of ship or fire, then d.
    # By words: b holds both words; a0, a1 and c one each; d none.
    assert texts(hits)[0] == "Ship fire."
    assert max(hits, key=lambda hit: hit.scores["vectors"]).article_id == "b"
    shares = {"vectors": 0.4, "words": 0.6}
    for hit in hits:
        expected = 0.0
        for kind, share in shares.items():
            scores = [one.scores[kind] for one in hits if kind in one.scores]
            if kind in hit.scores:  # from 0 for the worst to 1 for the best
                scaled = (hit.scores[kind] - min(scores)) / (max(scores) - min(scores))
                expected += share * scaled
        assert hit.score == pytest.approx(expected, abs=1e-6)
    assert hits[0].score == pytest.approx(1.0)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert "words" not in next(hit for hit in hits if hit.article_id == "d").scores


def test_the_same_question_gives_the_same_order_where_scores_are_equal(
    store: ArticleStore,
) -> None:
    store.add([entry(f"s{n}", "A ship.") for n in range(30)])
    once = [hit.article_id for hit in store.search("ship", 8)]
    store.catch_up()
    assert len(once) == 8
    assert [hit.article_id for hit in store.search("ship", 8)] == once


def test_a_hit_says_where_it_is_from(store: ArticleStore) -> None:
    store.add(NEWS)
    (hit,) = store.search("cave", 1)
    article = store.article("c")
    assert hit.text == article.text[hit.start : hit.end] == "Ship cave."
    assert (hit.publisher, hit.published, hit.language) == ("Le Monde", article.published, "fr")
    assert (hit.title, hit.author, hit.url, hit.version, hit.group) == (None, None, None, 1, "c")


@pytest.fixture(params=["few", "many"])
def path(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Filters that few passages pass are searched in another way than those that many pass."""
    if request.param == "many":
        monkeypatch.setattr(module, "FEW", 0)
    return str(request.param)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(publishers=("DAWN",)), {"a", "d"}),
        (Filters(not_publishers=("bbc", "Dawn")), {"c"}),
        (Filters(languages=("EN",)), {"a", "b"}),
        (Filters(published_from="2020-10-05"), {"b", "c"}),
        (Filters(published_to="2020-10-04"), {"a"}),
        (Filters(published_from="2020-10-04", published_to="2020-10-31"), {"a", "b"}),
        (Filters(article_ids=("b", "nobody")), {"b"}),
        (Filters(publishers=("Dawn",), published_from="2020-01-01"), {"a"}),
        (Filters(publishers=("nobody",)), set()),
        (Filters(published_from="2021-01-01"), set()),
    ],
)
def test_filters(store: ArticleStore, path: str, filters: Filters, expected: set[str]) -> None:
    store.add(NEWS)
    for _ in ("in memory", "on disk"):
        hits = store.search("ship fire cave vote", 9, filters)
        assert {hit.article_id for hit in hits} == expected
        assert {article.id for article in store.articles(filters=filters)} == expected
        store.catch_up()


def test_filters_see_a_change_of_facts_at_once(store: ArticleStore, path: str) -> None:
    store.add(NEWS)
    store.catch_up()
    only = Filters(publishers=("BBC",))
    store.add(
        [entry("b", "Ship fire.", publisher="ITN"), entry("c", "Ship cave.", publisher="BBC")]
    )
    assert {hit.article_id for hit in store.search("ship", 9, only)} == {"c"}
    assert [hit.publisher for hit in store.search("cave", 1, only)] == ["BBC"]


@pytest.fixture
def crowd(own_folder: Path) -> ArticleStore:
    """Many near copies of one passage, a few others."""
    with open_tiny(own_folder / "crowd") as made:
        made.add([entry(f"s{n}", "Ship ship ship.", publisher="Wire") for n in range(400)])
        made.add([entry(f"f{n}", f"Fire {n} ship.", publisher="Dawn") for n in range(12)])
        made.catch_up()
        yield made


def test_what_does_not_pass_does_not_hide_what_does(
    crowd: ArticleStore, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dawn = Filters(publishers=("Dawn",))
    assert len(crowd.search("ship", 10, dawn)) == 10
    monkeypatch.setattr(module, "MOST", 100)  # no index is asked for enough: exactly, then
    assert len(crowd.search("ship", 10, dawn)) == 10


def test_what_was_removed_does_not_hide_what_is_there(crowd: ArticleStore) -> None:
    with open_tiny(crowd.data) as writer:
        writer.remove([f"s{n}" for n in range(400)])
    hits = crowd.search("ship", 10)  # the indexes on disk are far behind
    assert len(hits) == 10 and {hit.publisher for hit in hits} == {"Dawn"}


def test_what_comes_while_searching_is_found(
    store: ArticleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit between the indexes' answer and the catalog's last word."""
    store.add(NEWS)
    store.catch_up()
    ask = module._ask

    def ask_and_write(*arguments: object) -> module.Candidates:
        found = ask(*arguments)  # type: ignore[arg-type]
        if store.article("a").version == 1:
            store.add([entry("a", "A new ship."), entry("z", "Ship of another kind.")])
            store.remove(["b"])
        return found

    monkeypatch.setattr(module, "_ask", ask_and_write)
    found = {hit.text for hit in store.search("ship", 20)}
    assert {"A new ship.", "Ship of another kind."} <= found
    assert not found & {"Ship ship ship.", "Ship fire."}


def test_a_large_commit_while_searching_does_not_hide_what_passes(
    store: ArticleStore, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    store.add(NEWS)
    store.catch_up()
    ask = module._ask

    def ask_and_write(*arguments: object) -> module.Candidates:
        found = ask(*arguments)  # type: ignore[arg-type]
        if store.article("d").version == 1:
            crowd = [entry(f"s{n}", "Ship.", publisher="Wire") for n in range(200)]
            store.add([*crowd, entry("d", "Vote again.", publisher="dawn")])
        return found

    monkeypatch.setattr(module, "_ask", ask_and_write)
    hits = store.search("ship", 5, Filters(article_ids=("d",)))
    assert texts(hits) == ["Vote again."]


ODD = [
    "", " ", "\n", "?", "🙂", "\x00", "\ud83d", "a\ud800b", "NOT", '"', "(", "\\", "'; DROP TABLE",
    "ship " * 20_000, "火事", "%s {0} {ship}", "-" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_any_text_is_a_question(store: ArticleStore, question: str) -> None:
    store.add(NEWS)
    store.catch_up()
    disk = store._upkeep._owner.indexes
    assert isinstance(store.search(question, 5), list)
    assert isinstance(store.search(question, 5, Filters(languages=("en",))), list)
    assert store._upkeep._owner.indexes is disk, "an odd question made the indexes look broken"


@pytest.mark.parametrize("limit", [-1, 0, 1, 4, 5, 100, 3_000])
def test_any_limit(store: ArticleStore, limit: int) -> None:
    assert store.search("ship", limit) == []
    store.add(NEWS)
    for _ in ("in memory", "on disk"):
        assert len(store.search("ship", limit)) == max(0, min(limit, 5))
        store.catch_up()


def test_fewer_passages_than_asked_for_after_most_were_removed(own_folder: Path) -> None:
    with ArticleStore(own_folder / "data", RandomEmbedder(), create=True) as store:
        store.add([story(n) for n in range(120)])
        store.catch_up()
        store.remove([f"story{n}" for n in range(3, 120)])
        assert len(store.search("story", 50)) == 9
        store.catch_up()
        assert len(store.search("story", 50)) == 9
        store.remove([f"story{n}" for n in range(3)])
        assert store.search("story", 50) == []
        store.catch_up()
        assert store.search("story", 50) == []
