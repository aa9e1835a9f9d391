"""Every file of the indexes, damaged in one way or another (all of them: ``--all`` of the command)."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from tests.faults.damage import STORIES, Case, cases, check, prepare, recovered

COUNT = 25
Prepared = tuple[Path, list[list[str]], list[Case]]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A data folder, its answers, and cases that take every file at least once."""
    data = tmp_path_factory.mktemp("damage") / "data"
    expected = prepare(data)
    possible = list(cases(data))
    ways = len({case.way for case in possible})
    files = [possible[at : at + ways] for at in range(0, len(possible), ways)]
    return data, expected, [files[n % len(files)][n * 5 % ways] for n in range(COUNT)]


def test_the_cases_are_of_every_file(prepared: Prepared) -> None:
    data, _, chosen = prepared
    files = {case.file for case in chosen}
    assert files == {case.file for case in cases(data)} and len(set(chosen)) == COUNT
    kinds = ("chroma.sqlite3", "link_lists.bin", ".pickle", "meta.json", "current", "state.json")
    assert all(any(file.endswith(kind) for file in files) for kind in kinds)


def test_undamaged_is_not_rebuilt(prepared: Prepared, own_folder: Path) -> None:
    data, expected, _ = prepared
    shutil.copytree(data, own_folder / "data")
    assert recovered(own_folder / "data", expected, must=False) == "not noticed"


@pytest.mark.parametrize("number", range(COUNT))
def test_damage_is_found_answered_and_mended(
    prepared: Prepared, own_folder: Path, number: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    data, expected, chosen = prepared
    case = chosen[number]
    assert check(case, data, own_folder / "data", expected) != "not noticed", case
    warnings = [one.getMessage() for one in caplog.records]
    assert len(warnings) <= 1, f"one line is enough: {warnings}"


@pytest.mark.parametrize("part", ["index", "index/build-*", "index/build-*/chroma", "*.lock"])
def test_whole_folders_that_are_gone(prepared: Prepared, own_folder: Path, part: str) -> None:
    data, expected, _ = prepared
    shutil.copytree(data, own_folder / "data")
    for path in (own_folder / "data").glob(part):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    recovered(own_folder / "data", expected, must=part != "*.lock")


def test_the_collection_is_large_enough_for_all_files(prepared: Prepared) -> None:
    assert STORIES * 3 > 1_000  # Chroma's sync_threshold
    assert list((prepared[0] / "index").glob("build-*/chroma/*/link_lists.bin"))
