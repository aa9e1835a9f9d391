"""Questions within the limit."""

from __future__ import annotations

import pytest

from chatbot.questions import LONGEST, readable
from vectorstore import QuestionError


def test_a_question_is_read_up_to_the_limit() -> None:
    assert readable("  Who \n denied it? ") == ("Who denied it?", None)
    asked, notice = readable("x" * 100_000)
    assert len(asked) == LONGEST and notice is not None


@pytest.mark.parametrize("nothing", ["", " ", "\n\t\u3000"])
def test_nothing_is_no_question(nothing: str) -> None:
    with pytest.raises(QuestionError):
        readable(nothing)
