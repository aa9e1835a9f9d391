"""The store as its users see it: versions, atomic changes, stamps, odd ids and bad input."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from tests.many import RandomEmbedder, story
from tests.tiny import TinyEmbedder, cut, entry, open_tiny
from vectorstore import (
    Article,
    ArticleStore,
    Filters,
    NoStore,
    NotFound,
    StoreMismatch,
)


@pytest.fixture
def embedder() -> TinyEmbedder:
    return TinyEmbedder()


@pytest.fixture
def store(own_folder: Path, embedder: TinyEmbedder) -> ArticleStore:
    with open_tiny(own_folder / "data", embedder=embedder) as made:
        yield made


def found(store: ArticleStore, question: str) -> set[str]:
    return {hit.text for hit in store.search(question, 50)}


# -- versions ------------------------------------------------------------------------------------


def test_added_updated_relabelled_unchanged(store: ArticleStore, embedder: TinyEmbedder) -> None:
    assert store.add([entry("a", "A ship."), entry("b", "A cave.")]) == ["added", "added"]
    embedder.embedded.clear()
    assert store.add([entry("a", "A ship."), entry("b", "A cave.")]) == ["unchanged"] * 2
    generation = store.generation()
    assert store.add([entry("a", "A ship.", title="Ships"), entry("b", "A cave.")]) == [
        "relabelled", "unchanged",
    ]  # fmt: skip
    assert embedder.embedded == [] and store.generation() == generation + 1
    assert (store.article("a").title, store.article("a").version) == ("Ships", 1)
    assert store.add([entry("a", "A fire.\nA vote.")]) == ["updated"]
    assert embedder.embedded == ["A fire.", "A vote."]


def test_the_old_text_is_read_by_version_and_never_found(store: ArticleStore) -> None:
    store.add([entry("a", "A ship.\nA fire.", title="One")])
    store.add([entry("a", "A vote.", title="Two")])
    for _ in ("in memory", "on disk"):
        assert found(store, "ship fire vote") == {"A vote."}
        store.catch_up()
    assert store.versions("a") == [1, 2]
    assert (store.article("a", 1).text, store.article("a", 1).title) == ("A ship.\nA fire.", "One")
    assert store.article("a") == store.article("a", 2)
    assert store.summary().articles == store.summary().passages == 1


def test_back_to_the_first_text_is_a_third_version(store: ArticleStore) -> None:
    for n, text in enumerate(("A ship.", "A fire.", "A ship."), start=1):
        store.add([entry("a", text)])
        assert store.article("a").version == n
        assert found(store, "ship fire") == {text}


def test_removed_is_not_found_stays_readable_and_may_come_back(store: ArticleStore) -> None:
    store.add([entry("a", "A ship."), entry("b", "A ship and a fire.")])
    assert store.remove(["a", "nobody"]) == 1
    assert store.remove(["a"]) == 0
    with pytest.raises(NotFound, match="'a'"):
        store.article("a")
    assert store.article("a", 1).text == "A ship."
    for _ in ("in memory", "on disk"):
        assert found(store, "ship") == {"A ship and a fire."}
        store.catch_up()
    assert store.add([entry("a", "A ship.")]) == ["added"]
    assert store.article("a").version == 2 and found(store, "ship") >= {"A ship."}


def test_what_is_not_there_is_named(store: ArticleStore) -> None:
    store.add([entry("a", "A ship.")])
    with pytest.raises(NotFound, match="no version 7 of article 'a'"):
        store.article("a", 7)
    with pytest.raises(NotFound, match="no article 'b'"):
        store.article("b")


# -- each vector with its own text ---------------------------------------------------------------


def vectors_are_right(store: ArticleStore) -> bool:
    with store.catalog.reading() as snapshot:
        rows = list(snapshot.rows(snapshot.matching_ids()))
    return bool(rows) and all(
        np.allclose(row.vector, store.embedder.embed_query(row.passage.text), atol=1e-6)
        and row.passage.text == row.article.text[row.passage.start : row.passage.end]
        for row in rows
    )


@pytest.mark.parametrize("changed", [{5, 100, 3}, {64, 0}, {127, 8, 16}, set(range(0, 128, 7))])
def test_vectors_belong_to_their_texts_when_few_of_many_change(
    own_folder: Path, changed: set[int]
) -> None:
    with ArticleStore(own_folder / "data", RandomEmbedder(), create=True) as store:
        store.add([story(n) for n in range(128)])
        outcomes = store.add([story(n, 2 if n in changed else 1) for n in range(128)])
        assert {n for n, outcome in enumerate(outcomes) if outcome == "updated"} == changed
        assert vectors_are_right(store)


def test_one_article_several_times_in_one_call(store: ArticleStore) -> None:
    store.add([entry("a", "A ship.")])
    assert store.add(
        [entry("a", "A fire."), entry("b", "A cave."), entry("a", "A ship."), entry("b", "A cave.")]
    ) == ["updated", "added", "updated", "unchanged"]
    assert store.article("a").version == 3 and vectors_are_right(store)
    assert found(store, "ship fire cave") == {"A ship.", "A cave."}


def test_passages_belong_to_the_article_they_come_with(store: ArticleStore) -> None:
    """An article may get its id after it was cut."""
    made, parts = entry("path", "A ship.")
    store.add([(Article(id="id", text=made.text), parts)])
    assert [hit.article_id for hit in store.search("ship")] == ["id"]


# -- all or nothing ------------------------------------------------------------------------------


class Failing(TinyEmbedder):
    """Gives something else than good vectors for texts that say so."""

    def _vector(self, text: str) -> list[float]:
        vector = super()._vector(text)
        return [float("nan")] * len(vector) if "poison" in text else vector


@pytest.mark.parametrize("bad", [entry("z", "A poison."), entry("z", "Half \ud83d pair.")])
def test_one_bad_article_fails_its_call_and_nothing_else(
    own_folder: Path, bad: tuple[Article, list]
) -> None:
    with open_tiny(own_folder / "data", embedder=Failing()) as store:
        store.add([entry("a", "A ship.")])
        with pytest.raises(ValueError):
            store.add([entry("a", "A fire."), bad, entry("c", "A cave.")])
        assert [one.id for one in store.articles()] == ["a"]
        assert store.article("a").version == 1 and found(store, "ship fire cave") == {"A ship."}
        store.add([entry("c", "A cave.")])
        assert store.catch_up()


def test_two_threads_that_write_one_article(own_folder: Path) -> None:
    """Each text becomes a version; none is lost, none is mixed."""
    with open_tiny(own_folder / "data") as store:

        def write(name: str) -> None:
            for n in range(10):
                store.add([entry("a", f"A ship {name} {n}.\nA fire {name} {n}.")])

        writers = [threading.Thread(target=write, args=(name,)) for name in ("x", "y", "z")]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert store.versions("a") == list(range(1, 31))
        texts = {store.article("a", n).text for n in range(1, 31)}
        assert len(texts) == 30
        assert found(store, "ship fire") == set(store.article("a").text.split("\n"))
        assert vectors_are_right(store)


def test_no_article_no_passage(store: ArticleStore) -> None:
    assert store.add([]) == [] and store.remove([]) == 0
    assert store.search("ship") == [] and store.articles() == []
    assert store.catch_up() and store.search("ship") == []
    assert store.add([entry("empty", "")]) == ["added"]
    assert store.catch_up() and store.search("ship") == []
    assert (store.summary().articles, store.summary().passages) == (1, 0)
    assert store.summary().newest is None
    assert store.add([entry("empty", "A ship.")]) == ["updated"]
    assert found(store, "ship") == {"A ship."}


ODD_IDS = [
    "http://a.b/c?d=e:f&g#h", "a:1:0", "a", "a:1", 'it "is"', "it's", "new\nline", "ünï🙂", "%s", "",
    " ", "x" * 2000, "'; DROP TABLE articles; --", "nul\x00nul",
]  # fmt: skip


def test_any_text_is_an_id(store: ArticleStore) -> None:
    store.add([entry(one, f"A ship {n}.\nA fire {n}.") for n, one in enumerate(ODD_IDS)])
    for _ in ("in memory", "on disk"):
        for n, one in enumerate(ODD_IDS):
            hits = store.search("ship", 5, Filters(article_ids=(one,)))
            assert [hit.text for hit in hits if "ship" in hit.text] == [f"A ship {n}."]
            assert store.article(one).text.startswith(f"A ship {n}.")
        assert store.catch_up()
    assert store.remove(ODD_IDS[:7]) == 7
    assert {hit.article_id for hit in store.search("ship", 99)} == set(ODD_IDS[7:])
    assert store.catch_up()
    assert {hit.article_id for hit in store.search("ship", 99)} == set(ODD_IDS[7:])


def test_more_ids_than_one_statement_takes(own_folder: Path) -> None:
    with open_tiny(own_folder / "data") as store:
        many = [entry(f"a{n}", f"A ship {n}.") for n in range(1_300)]
        assert set(store.add(many)) == {"added"}
        assert set(store.add(many)) == {"unchanged"}
        assert store.catch_up()
        assert len(store.search("ship", 1_300)) == 1_300
        assert store.remove(f"a{n}" for n in range(1_299)) == 1_299
        assert found(store, "ship") == {"A ship 1299."}


def test_articles_newest_first_undated_last_in_pages(store: ArticleStore) -> None:
    store.add(
        [
            entry("old", "A ship.", published="2001-02-03"),
            entry("undated", "A ship."),
            entry("late", "A ship.", published="2020-10-04T22:00:00+04:00"),
            entry("early", "A ship.", published="2020-10-04T09:00:00+04:00"),
            entry("odd", "A ship.", published="October"),
        ]
    )
    names = [one.id for one in store.articles()]
    assert names[:3] == ["late", "early", "old"] and set(names[3:]) == {"undated", "odd"}
    pages = [one.id for at in range(0, 6, 2) for one in store.articles(limit=2, offset=at)]
    assert pages == names
    assert (store.summary().newest, store.summary().oldest) == ("2020-10-04", "2001-02-03")


# -- who may open it -----------------------------------------------------------------------------


def test_nothing_there(own_folder: Path) -> None:
    with pytest.raises(NoStore):
        ArticleStore(own_folder / "nowhere", TinyEmbedder())


def test_another_model_is_refused_with_the_command_that_mends_it(store: ArticleStore) -> None:
    store.add([entry("a", "A ship.")])
    with pytest.raises(StoreMismatch, match=r"tiny.*other.*python -m ingest --data \S+ --reembed"):
        open_tiny(store.data, embedder=TinyEmbedder("other"))


def test_other_limits_are_refused_to_those_who_add(own_folder: Path) -> None:
    with open_tiny(own_folder / "data", limits="100 words") as store:
        store.add([entry("a", "A ship.")])
    with pytest.raises(StoreMismatch, match="limits 100 words"):
        open_tiny(own_folder / "data", limits="200 words")
    with open_tiny(own_folder / "data") as reader:
        assert found(reader, "ship") == {"A ship."}


def test_two_models_race_for_an_empty_folder(own_folder: Path) -> None:
    first = open_tiny(own_folder / "data")
    second = open_tiny(own_folder / "data", embedder=TinyEmbedder("other"))
    with first, second:
        first.add([entry("a", "A ship.")])
        with pytest.raises(StoreMismatch):
            second.add([entry("b", "A fire.")])
        with pytest.raises(StoreMismatch):
            second.search("ship")
        assert found(first, "ship fire") == {"A ship."}


def test_a_store_may_be_opened_closed_and_opened_again(own_folder: Path) -> None:
    for n in range(3):
        with open_tiny(own_folder / "data") as store:
            store.add([entry(f"a{n}", f"A ship {n}.")])
            assert store.catch_up()
            assert len(found(store, "ship")) == n + 1
    store.close()  # a second time does no harm


def test_cut_up_text_is_the_articles_own(store: ArticleStore) -> None:
    text = "  Ship one.\n\n Fire «two» 🙂 .\n"
    made = Article(id="a", text=text)
    store.add([(made, cut(made))])
    for hit in store.search("ship fire"):
        assert hit.text == text[hit.start : hit.end]
        assert [text[start:end] for start, end in hit.sentences] == [hit.text]


def test_a_summary_follows_what_another_process_changes(own_folder: Path) -> None:
    with open_tiny(own_folder) as reader, open_tiny(own_folder) as writer:
        assert reader.summary().articles == 0
        writer.add([entry("a", "The ship sank.", publisher="Post")])
        assert (reader.summary().articles, reader.summary().publishers) == (1, ("Post",))
        writer.add([entry("a", "The ship sank.", publisher="Times")])
        assert reader.summary().publishers == ("Times",)
        writer.remove(["a"])
        assert reader.summary().articles == 0
