"""A model's text, taken apart into its sentences while it comes."""

from __future__ import annotations

import pytest

from chatbot.said import Said, heard

SHUT, COST = Said("The bridge is shut.", (1,)), Said("It costs 4 million.", (2,))


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is shut [1]. It costs 4 million [2].",
        "1. The bridge is shut [1].\n2. It costs 4 million [2].",
        "1.\nThe bridge is shut. [1]\n2.\nIt costs 4 million. [2]",
        "- The bridge is shut [1].\n- It costs 4 million [2].",
    ],
)
def test_the_numbers_of_a_list_are_no_sentences(text: str) -> None:
    assert list(heard([text])) == [SHUT, COST]
    assert list(heard(text)) == [SHUT, COST], "a character at a time"


def test_a_figure_with_a_source_is_one() -> None:
    assert list(heard(["(1) [1]\n(…) (2) [1]."])) == []
    assert list(heard(["65 [1]. 1912. [2]"])) == [Said("65.", (1,)), Said("1912.", (2,))]
