"""The folder of the indexes: switched at once, noted, swept, and never trusted blindly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vectorstore import home
from vectorstore.home import Note


@pytest.fixture
def folder(own_folder: Path) -> Path:
    """A current folder with a file of each index."""
    made = home.new_folder(own_folder / "index")
    for part in ("chroma/deep", "words"):
        (made / part).mkdir(parents=True)
        (made / part / "file").write_bytes(b"123456789")
    home.write_note(made, "catalog", 7, settled=True)
    home.make_current(own_folder / "index", made)
    return made


def test_the_note_comes_back(folder: Path) -> None:
    found = home.current(folder.parent)
    # 0xCBF43926 is the published CRC-32 of "123456789".
    files = {"chroma/deep/file": [9, 0xCBF43926], "words/file": [9, 0xCBF43926]}
    assert found == (folder, Note("catalog", 7, files))
    home.write_note(folder, "catalog", 8, settled=False)
    assert home.current(folder.parent) == (folder, Note("catalog", 8, None))


def test_every_change_to_a_file_shows(folder: Path) -> None:
    before = home.checksums(folder)
    (folder / "words" / ".tantivy-writer.lock").write_text("")
    assert home.checksums(folder) == before
    for change in (
        lambda path: path.write_bytes(b"123456780"),
        lambda path: path.write_bytes(b""),
        lambda path: path.unlink(),
        lambda path: path.with_name("more").write_bytes(b""),
    ):
        change(folder / "words" / "file")
        assert home.checksums(folder) != before


@pytest.mark.parametrize("name", ["current", "state.json"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"{}",
        b"null",
        b"[1]",
        b"..",
        b"../../etc",
        b"build-none",
        b"[" * 99_999,
    ],
)
def test_unreadable_means_none(folder: Path, name: str, content: bytes) -> None:
    place = folder.parent if name == "current" else folder
    (place / name).write_bytes(content)
    assert home.current(folder.parent) is None


@pytest.mark.parametrize(
    "note",
    [{"applied": "7"}, {"applied": -1}, {"applied": None}, {"more": 1}],
)
def test_a_note_that_makes_no_sense_is_none(folder: Path, note: dict[str, object]) -> None:
    whole = {"catalog": "catalog", "applied": 7, "files": None, **note}
    (folder / "state.json").write_text(json.dumps(whole))
    assert home.current(folder.parent) is None


def test_sweep_keeps_only_what_is_current(folder: Path) -> None:
    dead = home.new_folder(folder.parent)
    (dead / "chroma").mkdir()
    home.sweep(folder.parent)
    assert list(folder.parent.glob("build-*")) == [folder]
    home.disown(folder)
    assert home.current(folder.parent) is None
    home.sweep(folder.parent)
    assert not list(folder.parent.glob("build-*"))
    home.disown(folder)
