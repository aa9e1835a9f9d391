"""python -m ingest: exit status, report, signals, and errors in one line."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingesting import FERRY, FIRE, STORM, write
from tests.models import make_model
from tests.web import Web, page, silent
from vectorstore import ArticleStore, Embedder
from vectorstore.locks import held

NEWS = Path("news")
SHAPE = {
    "added", "updated", "unchanged", "copies", "removed", "failed", "passages", "seconds",
    "interrupted",
}  # fmt: skip


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small embedding model, and the folder in which it has been converted already."""
    folder = make_model(tmp_path_factory.mktemp("small") / "small-v1")
    cache = tmp_path_factory.mktemp("converted") / "models"
    Embedder(str(folder), cache=cache).embed_query("rain")
    return folder, cache


@pytest.fixture(autouse=True)
def given(
    model: tuple[Path, Path], root: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = model
    monkeypatch.setenv("BYLINE_EMBEDDING_MODEL", str(folder))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(root), os.environ["PYTHONPATH"]]))
    Path("data").mkdir()
    Path("data/models").symlink_to(cache)


def start(*words: str | Path, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def command(*words: str | Path, stdin: str = "") -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    with start(*words) as child:
        out, err = child.communicate(stdin, timeout=120)
    assert "Traceback" not in err
    return child.returncode, out, err


def wait_until_it_listens(child: subprocess.Popen[str]) -> None:
    """Until it catches SIGTERM, which it does from when it begins to work."""
    status, until = Path(f"/proc/{child.pid}/status"), time.monotonic() + 60
    caught = 0
    while not caught >> (signal.SIGTERM - 1) & 1:
        assert time.monotonic() < until, "it never listened"
        time.sleep(0.02)
        of = dict(line.split(":", 1) for line in status.read_text().splitlines())
        caught = int(of["SigCgt"], 16)


def test_the_report_in_json_and_the_exit_status_say_how_it_went() -> None:
    write(NEWS / "ferry.txt", FERRY)
    code, out, err = command("--json", NEWS)
    report = json.loads(out)
    assert (code, err) == (0, "")
    assert report.keys() == SHAPE
    assert report | {"seconds": 0} == {
        "added": 1, "updated": 0, "unchanged": 0, "copies": 0, "removed": 0, "failed": [],
        "passages": 4, "seconds": 0, "interrupted": False,
    }  # fmt: skip

    (NEWS / "empty.txt").touch()
    code, out, err = command("--json", NEWS)
    report = json.loads(out)
    assert code == 1 and report["unchanged"] == 1
    assert report["failed"] == [
        {"source": str((NEWS / "empty.txt").resolve()), "reason": "has no text in it"}
    ]

    code, out, err = command("--json", "nowhere")
    assert code == 2 and json.loads(out)["failed"][0]["source"] == "nowhere"


def test_for_people_it_is_a_line_and_what_to_do_about_each_failure() -> None:
    write(NEWS / "ferry.txt", FERRY)
    (NEWS / "empty.txt").touch()
    code, out, err = command(NEWS)
    first, second = out.splitlines()
    assert (code, err) == (1, "")
    assert first.startswith("1 added, 1 failed (4 passages embedded, ")
    assert second.startswith(f"failed: {(NEWS / 'empty.txt').resolve()}: has no text in it. If ")


def test_sources_come_from_a_list_a_file_and_standard_input() -> None:
    write(NEWS / "ferry.txt", FERRY)
    write(Path("lists/more/fire.txt"), FIRE)
    write(Path("storm.txt"), STORM)
    Path("lists/sources.txt").write_text("# every morning\nmore\n\n")
    code, out, _ = command(
        "--json", NEWS, "-", "--sources", "lists/sources.txt", stdin="storm.txt\n"
    )
    assert code == 0 and json.loads(out)["added"] == 3


def test_what_is_wrong_with_the_run_is_one_line_and_nothing_done() -> None:
    write(NEWS / "ferry.txt", FERRY)
    Path("file").touch()
    for words, said in {
        (): "Name at least one source",
        ("--data", "file", "news"): "file",
        ("--sources", "no.txt"): "no.txt cannot be read as a list of sources (No such file",
    }.items():
        code, out, err = command(*words)
        assert (code, out) == (2, "") and len(err.splitlines()) == 1 and said in err, err
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BYLINE_EMBEDDING_MODEL", "./none")
        code, out, err = command(NEWS)
    assert (code, out) == (2, "") and "Set BYLINE_EMBEDDING_MODEL" in err


def test_another_model_is_refused_until_all_is_embedded_again(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    write(NEWS / "ferry.txt", FERRY)
    command(NEWS)
    other = make_model(tmp_path_factory.mktemp("other") / "small-v2", seed=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BYLINE_EMBEDDING_MODEL", str(other))
        code, out, err = command(NEWS)
        assert code == 2 and len(err.splitlines()) == 1 and "--reembed" in err
        code, out, err = command("--reembed")
        assert (code, out) == (0, "") and "1 articles embedded again" in err
        code, out, err = command("--json", NEWS)
        assert code == 0 and json.loads(out)["unchanged"] == 1


def test_claims_are_found_again_without_reading_the_sources() -> None:
    path = write(NEWS / "ferry.txt", FERRY)
    command(NEWS)
    path.unlink()
    code, out, err = command("--claims")
    assert (code, out) == (0, "") and "0 versions read again" in err
    assert command("--claims", "--data", "nowhere")[0] == 2


def test_help_names_every_option() -> None:
    code, out, _ = command("--help")
    assert code == 0
    for option in ("--data", "--json", "--prune", "--force", "--sources", "--watch", "--reembed",
                   "--claims"):  # fmt: skip
        assert option in out


# -- signals ----------------------------------------------------------------------------------


@pytest.fixture
def slow() -> Iterator[Web]:
    """A server that does not answer until it is told; its robots.txt is there at once."""
    with Web({"/a": silent, "/robots.txt": page("")}) as web:
        yield web


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_after_what_is_in_hand(
    number: signal.Signals, slow: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BYLINE_FETCH_ALLOW", f"{slow.host}:{slow.port}")
    for n in range(20):
        write(NEWS / f"{n}.txt", f"{FERRY} Number {n}.")
    with start("--json", NEWS, slow.url("/a")) as child:
        until = time.monotonic() + 60
        while not slow.targets():
            assert time.monotonic() < until
            time.sleep(0.02)
        child.send_signal(number)
        time.sleep(0.5)
        slow.stopped.set()  # what it has in hand comes to an end
        out, err = child.communicate(timeout=60)
    report = json.loads(out)
    assert child.returncode == 1
    assert report["interrupted"] and report["added"] == 20
    assert err.strip() == "Finishing what is in hand; once more to stop at once."
    code, out, _ = command("--json", NEWS)
    assert code == 0 and json.loads(out)["unchanged"] == 20


def test_a_second_signal_ends_it_at_once() -> None:
    write(NEWS / "ferry.txt", FERRY)
    with held(Path("data/writer.lock"), 0):  # it waits for us, who are writing
        with start(NEWS) as child:
            wait_until_it_listens(child)
            child.send_signal(signal.SIGINT)
            assert child.stderr is not None
            assert any("once more" in line for line in child.stderr)
            child.send_signal(signal.SIGINT)
            _, err = child.communicate(timeout=60)
    assert child.returncode == 1
    assert err.splitlines()[-1].startswith("Stopped. What was stored is whole")
    assert "Traceback" not in err


def test_watching_goes_on_after_a_round_that_fails_until_a_signal() -> None:
    path = NEWS / "ferry.txt"
    with start("--json", "--watch", "0.01", NEWS) as child:
        assert child.stdout is not None
        first = json.loads(child.stdout.readline())
        write(path, FERRY)
        seen = [json.loads(child.stdout.readline())]
        while not seen[-1]["unchanged"]:
            seen.append(json.loads(child.stdout.readline()))
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=60)
    assert first["failed"] and sum(report["added"] for report in seen) == 1
    assert child.returncode in (0, 1) and "Traceback" not in err


def test_watching_says_nothing_while_there_is_nothing_to_say() -> None:
    write(NEWS / "ferry.txt", FERRY)
    command(NEWS)
    with start("--watch", "0.01", NEWS) as child:
        time.sleep(4)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert child.returncode == 0
    assert out == "" and err.strip() in (
        "",
        "Finishing what is in hand; once more to stop at once.",
    )


# -- on a terminal ----------------------------------------------------------------------------


def test_on_a_terminal_there_is_a_line_a_stage() -> None:
    for n in range(3):
        write(NEWS / f"{n}.txt", f"{FERRY} Number {n}.")
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "ingest", str(NEWS)],
        stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            block = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not block:
            break
        shown += block
    os.close(ours)
    assert child.wait(60) == 0
    for stage in (b"Reading articles", b"Embedding passages", b"Updating the search indexes"):
        assert stage in shown
    assert b"3/3" in shown and b"3 added" in shown


# -- the model that comes with it -------------------------------------------------------------


def test_with_the_packaged_model_an_idle_run_loads_none_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BYLINE_EMBEDDING_MODEL")
    write(NEWS / "ferry.txt", FERRY)
    assert command(NEWS)[0] == 0
    code = (
        "import sys; from ingest import ingest; report = ingest(['news']); "
        "assert report.unchanged == 1, report; "
        "print([name for name in ('torch', 'openvino', 'transformers', 'chromadb', 'scipy') "
        "if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() in ("[]", "['chromadb']"), done.stdout + done.stderr
    with ArticleStore(Path("data"), Embedder(cache=Path("data/models"))) as store:
        assert store.search("Which boat went down?", limit=1)[0].article_id == "ferry.txt"
