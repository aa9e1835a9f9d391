"""The block of ``key: value`` lines, between two ``---``, that a text may begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from ingest.items import Unreadable

LONGEST = 20_000
"""Characters; what is longer is no front matter."""

_BLOCK = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_OPENED = re.compile(r"---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*(?:[\w -]+:|(?:---|\.\.\.)[ \t]*(?:\n|\Z))")


def split(text: str) -> tuple[Mapping[str, Any], str]:
    """The front matter, keys in lower case and every value as it is written, and the text after it.

    Raises Unreadable, naming the line, when it cannot be read.
    """
    if not _OPENED.match(text):  # a line of dashes may also be a rule
        return {}, text
    block = _BLOCK.match(text[:LONGEST])
    if block is None:
        raise Unreadable("has front matter, begun in line 1, without a closing “---”")
    try:
        # The base loader makes text of everything: no dates without their zone, no code. The one
        # written in C is faster, but a few thousand brackets end the process it runs in.
        stated = yaml.load(block["yaml"], Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        raise Unreadable(
            f"has front matter that is broken in line {line} ({error.problem})"
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise Unreadable("has front matter, begun in line 1, that is no YAML") from None
    facts = stated if isinstance(stated, dict) else {}
    return {str(key).strip().lower(): value for key, value in facts.items()}, text[block.end() :]
