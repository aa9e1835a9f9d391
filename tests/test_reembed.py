"""Another model, without a gap: aside first, then all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.many import RandomEmbedder, story
from tests.tiny import article, cut
from vectorstore import Article, ArticleStore, Passage, StoreLocked, StoreMismatch
from vectorstore import reembed as public
from vectorstore.reembed import BATCH, reembed

COUNT = 3 * BATCH


class Stopped(Exception):
    """The run ends here."""


class Stopping(RandomEmbedder):
    """Another model, of another width, that stops the run after some calls."""

    def __init__(self, calls: int = 10**9) -> None:
        super().__init__("other", width=48)
        self.calls = calls

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.calls -= 1
        if self.calls < 0:
            raise Stopped
        return super().embed_documents(texts)


def old(data: Path) -> ArticleStore:
    return ArticleStore(data, RandomEmbedder())


def new(data: Path) -> ArticleStore:
    return ArticleStore(data, Stopping())


def whole(made: Article) -> list[Passage]:
    """Other limits: an article is one passage."""
    return [
        Passage(
            article_id=made.id, version=made.version, position=0, start=0, end=len(made.text),
            text=made.text, sentences=((0, len(made.text)),),
        )
    ]  # fmt: skip


@pytest.fixture
def data(own_folder: Path) -> Path:
    with ArticleStore(own_folder / "data", RandomEmbedder(), create=True) as store:
        store.add([story(n) for n in range(COUNT)])
    return own_folder / "data"


def test_it_is_exported() -> None:
    assert public is reembed


def test_all_at_once_under_the_new_stamp(data: Path) -> None:
    told: list[tuple[int, int]] = []
    with old(data) as reader:
        reader.catch_up()
        assert reader.search("story7 version1", 3)
        count = reembed(data, Stopping(), "whole", whole, lambda *at: told.append(at))
        assert count == COUNT and told == [(0, 150), (50, 150), (100, 150)]
        for use in (lambda: reader.search("story"), lambda: reader.add([story(0)])):
            with pytest.raises(StoreMismatch, match="--reembed"):
                use()
    with new(data) as store:
        assert store.summary().passages == store.summary().articles == COUNT
        text = store.article("story7").text
        for _ in range(2):
            assert store.search(text, 1)[0].text == text
            assert store.search(text, 1)[0].scores["vectors"] == pytest.approx(1)
            assert store.catch_up()


def test_a_run_cut_off_leaves_the_old_and_is_resumed(data: Path) -> None:
    with old(data) as reader:
        with pytest.raises(Stopped):
            reembed(data, Stopping(calls=2), "whole", whole)
        assert len(reader.search("story7", 9)) == 9
        assert reader.add([story(0, 2)]) == ["updated"]
        again = Stopping()
        assert reembed(data, again, "whole", whole) == COUNT
        assert again.embedded == BATCH + 1, "what was staged was embedded again"
    with new(data) as store:
        assert store.summary().passages == COUNT and store.article("story0").version == 2


def test_a_run_with_a_third_model_starts_afresh(data: Path) -> None:
    with pytest.raises(Stopped):
        reembed(data, Stopping(calls=2), "whole", whole)
    third = RandomEmbedder("third", width=16)
    assert reembed(data, third, "", cut) == COUNT and third.embedded == 3 * COUNT
    with ArticleStore(data, third) as store:
        assert store.summary().passages == 3 * COUNT
        assert len(store.search("story7", 9)) == 9


def test_writes_in_between_are_included(data: Path) -> None:
    """Added, replaced, removed, relabelled and emptied while the run is half-way."""
    with old(data) as writer:
        writer.remove(["story149"])

        def meanwhile(done: int, total: int) -> None:
            if done == BATCH:
                writer.add([story(1, 2), story(500), (article("bare", ""), [])])
                writer.remove(["story2", "story120"])
                made, parts = story(3)
                facts = {"id": made.id, "text": made.text, "title": "New title"}
                assert writer.add([(Article(**facts), parts)]) == ["relabelled"]

        reembed(data, Stopping(), "whole", whole, meanwhile)
    with new(data) as store:
        names = {one.id for one in store.articles()}
        assert names == {f"story{n}" for n in range(COUNT)} - {"story2", "story120", "story149"} | {
            "story500", "bare",
        }  # fmt: skip
        assert store.article("story1").version == 2 and store.article("story3").title == "New title"
        assert {hit.article_id for hit in store.search("story", 999)} >= names - {"bare"}
        assert store.catch_up()
        hits = store.search("story", 999)
        assert {hit.article_id for hit in hits} >= names - {"bare"} and len(hits) <= len(names)


def test_an_article_without_passages_does_not_hold_it_up(data: Path) -> None:
    with old(data) as writer:
        writer.add([(article(f"bare{n}", ""), []) for n in range(3)])
    assert reembed(data, Stopping(), "", cut) == COUNT + 3


def test_of_two_runs_with_two_models_one_gives_way(data: Path) -> None:
    def begin_another(done: int, total: int) -> None:
        if done == BATCH:
            with pytest.raises(Stopped):
                reembed(data, Stopping(calls=1), "x", cut)

    with pytest.raises(StoreLocked, match="Another run"):
        reembed(data, RandomEmbedder("third"), "", cut, begin_another)
    with old(data) as reader:
        assert len(reader.search("story7", 9)) == 9
    reembed(data, Stopping(), "x", cut)
    with new(data) as store:
        assert store.summary().passages == 3 * COUNT
