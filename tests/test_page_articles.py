"""The articles tab over a real collection: listed, added to by real ingest, removed from."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from chatbot import Chatbot, open_chatbot
from chatbot.page import adding, uploads, wording
from chatbot.page.article_list import article_list
from chatbot.page.articles import Listed, _ids, _question, _removed, list_articles
from chatbot.page.guard import UPLOAD
from chatbot.page.paging import ROWS
from chatbot.page.reader import read
from chatbot.page.runs import report_of, watched
from chatbot.page.users import User
from ingest import Failure, Report
from tests.seen import Seen
from tests.tiny import entry, open_tiny
from tests.web import Web, page
from vectorstore import Article, StoreError

Open = Callable[[], Chatbot]
FERRY = "The ferry Aurelia sank off Lindholm on Monday. Forty people were rescued."


@pytest.fixture
def opened(own_folder: Path) -> Iterator[Open]:
    with Chatbot(open_tiny(own_folder / "data")) as bot:
        bot.store.add(
            [
                entry("a", FERRY, title="A <b>ferry</b>", publisher="Post", published="2020-01-01"),
                entry("b", "A mine.", title="A mine", language="de", publisher="Echo"),
            ]
        )
        yield lambda: bot


def listed(opened: Open, place: int = 0, choosable: bool = True, **asked: str) -> Listed:
    fields = ("words", "publisher", "language", "begin", "end", "order")
    return list_articles(opened, place, choosable, *(asked.get(one) for one in fields))


def test_each_row_says_what_it_is_and_opens_it(opened: Open) -> None:
    everything = listed(opened)
    seen = Seen(everything.found)
    assert (everything.total, everything.publishers) == (2, ("Echo", "Post"))
    for words in (wording.articles(2), "A <b>ferry</b>", "Post · 1 January 2020", "German"):
        assert words in seen.text
    reading = read(opened, seen.buttons[0]["value"])  # type: ignore[arg-type]
    assert "problem" not in reading
    assert (reading["before"], reading["quote"], reading["after"]) == ("", "", FERRY)
    boxes = [one["value"] for tag, one in seen.elements if tag == "input"]
    assert boxes == ["a", "b"]
    assert "<input" not in listed(opened, choosable=False).found


def test_each_field_limits_what_is_listed(opened: Open) -> None:
    assert listed(opened, words="aurelia ferries").total == 1
    assert wording.NO_SUCH_ARTICLES in listed(opened, words="whales").found
    assert listed(opened, publisher="Post").total == listed(opened, language="de").total == 1
    assert listed(opened, begin="2020").total == 1 and listed(opened, end="2019").total == 0
    assert "is no day" in listed(opened, begin="soon").found
    by_title = Seen(listed(opened, order="title").found).text
    assert by_title.index("A <b>ferry") < by_title.index("A mine")
    assert listed(opened, order="; drop").total == 2


def test_thousands_are_paged_through(opened: Open) -> None:
    opened().store.add([entry(f"n{n:03}", f"A cave {n}.") for n in range(2 * ROWS)])
    last = listed(opened, 2 * ROWS)
    assert (last.first, last.total) == (2 * ROWS, 2 * ROWS + 2)
    assert len(Seen(last.found).buttons) == 2


def test_no_article_becomes_an_element() -> None:
    text = "\"><script>alert(1)</script>'"
    made = Article(id=text, text="x", title=text, publisher=text, published=text, language=text)
    tags = {tag for tag, _ in Seen(article_list([made], True)).elements}
    assert tags == {"ul", "li", "input", "div", "button", "span", "p"}


def test_removing_asks_by_title_and_takes_them_away(opened: Open, own_folder: Path) -> None:
    assert "A &lt;b&gt;ferry" in _question(opened, ("a", "nowhere"))
    assert wording.NONE_CHOSEN in _question(opened, ("nowhere",))
    assert wording.removed(1) in _removed(opened, own_folder / "data", ("a", "nowhere"))
    assert listed(opened).total == 1


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [('["a", "b", "a"]', ("a", "b")), ("x", ()), ('{"a": 1}', ()), ('[1, null, ["a"]]', ())],
)
def test_what_the_browser_chose_may_be_anything(chosen: str, ids: tuple[str, ...]) -> None:
    assert _ids(chosen) == ids


# Adding, with the real embedding model


@pytest.fixture
def collection(own_folder: Path, newsroom: Path) -> Iterator[tuple[Open, Path]]:
    """A data folder that is not there yet, but for the converted model."""
    data = own_folder / "data"
    shutil.copytree(newsroom / "models", data / "models")
    bots: list[Chatbot] = []

    def opened() -> Chatbot:
        if not bots:
            bots.append(open_chatbot(data=data))
        return bots[0]

    yield opened, data
    for bot in bots:
        bot.close()


def upload(folder: Path, **files: str) -> list[str]:
    """Files as Gradio hands them over: each in a folder of its own."""
    paths = []
    for number, (name, text) in enumerate(files.items()):
        path = folder / "gradio" / str(number) / name.replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        paths.append(str(path))
    return paths


def add(collection: tuple[Open, Path], files: list[str], *named: str) -> Report:
    report = Report()
    adding._add(*collection, files, named, lambda *_: None, Event(), report)
    return report


def test_a_file_uploaded_again_is_the_next_version(
    collection: tuple[Open, Path], own_folder: Path
) -> None:
    opened, data = collection
    first = upload(own_folder, news_txt=FERRY, pic_pdf="no PDF")
    report = add(collection, first)
    assert report.added == 1 and [one.source for one in report.failed] == ["pic.pdf"]
    assert not any(Path(one).exists() for one in first)
    assert [one.name for one in uploads.folder(data).iterdir()] == ["news.txt"]
    report = add(collection, upload(own_folder, news_txt=f"{FERRY} One is missing."))
    assert (report.added, report.updated) == (0, 1)
    (article,) = opened().store.articles()
    assert article.version == 2 and article.text.endswith("One is missing.")

    _removed(opened, data, (article.id,))
    assert opened().store.count() == 0 and not list(uploads.folder(data).iterdir())
    assert add(collection, upload(own_folder, news_txt=FERRY)).added == 1


def test_too_many_and_two_of_one_name_are_turned_away(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    files = upload(own_folder, a_txt="A.", b_txt="B.", c_txt="C.")
    twin = own_folder / "twin" / "a.txt"
    twin.parent.mkdir()
    twin.write_text("Another.")
    kept, refused = uploads.keep([files[0], str(twin), *files[1:]], own_folder / "data")
    assert [one.read_text() for one in kept] == ["A.", "B."]
    assert [(one.source, one.reason) for one in refused] == [
        ("a.txt", wording.SAME_NAME),
        ("c.txt", wording.too_many_files(2)),
    ]
    assert not any(Path(one).exists() for one in [*files, twin])


def test_only_web_addresses_are_read_not_paths_of_the_server(
    collection: tuple[Open, Path], own_folder: Path
) -> None:
    secret = own_folder / "secret.txt"
    secret.write_text(FERRY)
    report = add(collection, [], str(secret), f"file://{secret}")
    assert not report.stored and {one.reason for one in report.failed} == {wording.NO_ADDRESS}


def test_an_address_is_added_and_looked_at_again(
    collection: tuple[Open, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, data = collection
    html = "<html><head><title>Ferry</title></head><body><article><p>{}</p></article></body></html>"
    with Web({"/ferry": page(html.format(f"{FERRY} " * 4))}) as web:
        monkeypatch.setenv("BYLINE_FETCH_ALLOW", f"127.0.0.1:{web.port}")
        assert add(collection, [], web.url("/ferry")).added == 1
        web.routes["/ferry"] = page(html.format(f"{FERRY} " * 5))
        report = Report()
        adding._refresh(opened, data, lambda *_: None, Event(), report)
        assert report.updated == 1 and not report.failed
        _removed(opened, data, [one.id for one in opened().store.articles()])
        adding._refresh(opened, data, lambda *_: None, Event(), report := Report())
        assert opened().store.count() == 0  # removed means removed
        assert add(collection, [], web.url("/ferry")).added == 1  # unless it is asked for


def test_a_feed_is_added_and_what_is_new_in_it_comes_with_a_refresh(
    collection: tuple[Open, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, data = collection
    with Web({}) as web:
        monkeypatch.setenv("BYLINE_FETCH_ALLOW", f"127.0.0.1:{web.port}")

        def publish(count: int) -> None:
            entries = "".join(
                f"<item><guid>x:{one}</guid><title>Ferry {one}</title>"
                f"<description>Report {one}. {FERRY}</description></item>"
                for one in range(count)
            )
            feed = f'<rss version="2.0"><channel>{entries}</channel></rss>'
            web.routes["/feed"] = page(feed, Content_Type="application/rss+xml")

        publish(2)
        report = add(collection, [], web.url("/feed"))
        assert (report.added, report.failed) == (2, [])
        publish(3)
        adding._refresh(opened, data, lambda *_: None, Event(), report := Report())
        assert (report.added, report.failed) == (1, [])
    titles = {article.title for article in opened().store.articles()}
    assert titles == {"Ferry 0", "Ferry 1", "Ferry 2"}


def test_a_script_may_ingest_at_the_same_time(
    collection: tuple[Open, Path], own_folder: Path, root: Path
) -> None:
    opened, data = collection
    rows = [{"id": f"s{n}", "text": f"Story {n} of the script. {FERRY}"} for n in range(40)]
    (own_folder / "script.jsonl").write_text("\n".join(map(json.dumps, rows)))
    script = subprocess.Popen(
        [sys.executable, "-m", "ingest", "--data", str(data), str(own_folder / "script.jsonl")],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    files = {f"n{n}_txt": f"Story {n} of the page. {FERRY}" for n in range(40)}
    report = add(collection, upload(own_folder, **files))
    _, said = script.communicate(timeout=120)
    assert script.returncode == 0, said
    assert report.added == 40 and not report.failed
    assert opened().store.count() == 80


# Progress and report


def test_progress_goes_on_until_the_report() -> None:
    go_on = Event()

    def work(progress: Callable[[str, int, int | None], None], stop: Event, report: Report) -> None:
        progress("read", 1, 3)
        go_on.wait(10)
        report.added = 3
        report.failed.append(Failure(source="<i>x</i>.txt", reason="has no text in it"))

    said = watched(work)
    first = next(said)
    while "progress" not in first:
        first = next(said)
    assert "1 of 3" in first and wording.STAGES["read"] in first
    go_on.set()
    *_, last = said
    seen = Seen(last)
    assert "3 added, 1 not added." in seen.text and "<i>x</i>.txt" in seen.text
    assert "(OCR)" in seen.text and "i" not in {tag for tag, _ in seen.elements}


def test_who_looks_away_ends_the_work() -> None:
    stopped = Event()

    def work(progress: object, stop: Event, report: Report) -> None:
        stop.wait(10)
        stopped.set()

    said = watched(work)  # type: ignore[arg-type]
    next(said)
    said.close()
    assert stopped.wait(10)


def test_what_goes_wrong_is_said(caplog: pytest.LogCaptureFixture) -> None:
    def locked(*_: object) -> None:
        raise StoreError("data is in use by process 7 on <host>.")

    def broken(*_: object) -> None:
        raise KeyError("secret")

    assert "process 7 on &lt;host&gt;" in [*watched(locked)][-1]
    assert wording.FAULT in [*watched(broken)][-1] and "secret" in caplog.text
    many = [Failure(source=f"{n}", reason="is an image") for n in range(60)]
    assert "and 10 more" in report_of(Report(failed=many))
    assert wording.NOTHING_DONE in report_of(Report())


@pytest.mark.parametrize(("allowed", "status"), [(True, 404), (False, 403)])
def test_files_are_taken_only_from_those_who_may_add_them(allowed: bool, status: int) -> None:
    class Somebody:
        def __init__(self, app: ASGIApp) -> None:
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("state", {})["user"] = User("somebody", may_change=allowed)
            await self.app(scope, receive, send)

    app = Starlette()
    app.add_middleware(uploads.UploadGate)
    app.add_middleware(Somebody)
    assert TestClient(app).post(UPLOAD, content="x").status_code == status
    assert TestClient(app).post("/elsewhere", content="x").status_code == 404
