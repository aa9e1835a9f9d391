"""Printed lines to paragraphs."""

from __future__ import annotations

import textwrap

from ingest.reflow import paragraphs

TEXT = [
    "Harbour works delayed",
    "The dredging of the inner harbour will not begin before April, the port authority said on "
    "Wednesday, because the only suction vessel was damaged in a storm.",
    "“We would rather lose a season than a crew,” said the harbour engineer, who had inspected "
    "the vessel herself. She rejected claims that the damage had been known since November.",
    "The council meets on 20 January.",
]
LINES = [line for text in TEXT for line in textwrap.wrap(text, 60, break_on_hyphens=False)]


def test_lines_become_paragraphs_again() -> None:
    assert paragraphs(["\n".join(LINES)]) == "\n\n".join(TEXT)


def test_a_paragraph_goes_on_over_the_page_without_heads_feet_and_numbers() -> None:
    pages = [
        "\n".join(["The Harbour Post, page 1", *LINES[:3], "harbourpost.example"]),
        "\n".join(["The Harbour Post, page 2", *LINES[3:6], "harbourpost.example", "2"]),
        "\n".join(["The Harbour Post, page 3", *LINES[6:], "harbourpost.example", "- 3 of 3 -"]),
    ]
    assert paragraphs(pages) == "\n\n".join(TEXT)


def test_words_divided_at_line_ends_are_mended_where_that_is_the_habit() -> None:
    divided = [
        "The dredging of the inner har-",
        "bour will not begin before A-",
        "pril, the port authority of El-",
        "lery said, and the moder-",
        "nisation has been postponed too.",
    ]
    assert paragraphs(["\n".join(divided)]) == (
        "The dredging of the inner harbour will not begin before April, the port authority of "
        "Ellery said, and the modernisation has been postponed too."
    )


def test_a_hyphen_of_a_words_own_stays() -> None:
    lines = [
        "The dredging of the well-known inner and of the well-",
        "sheltered outer harbour begins.",
    ]
    assert paragraphs(["\n".join(lines)]) == (
        "The dredging of the well-known inner and of the well-sheltered outer harbour begins."
    )


def test_items_begin_their_own_paragraphs_and_ligatures_are_letters() -> None:
    lines = [
        "The oﬃce named these reasons for the delay, all ﬁnal:",
        "• storm",
        "• money",
        "• ﬂood",
    ]
    assert paragraphs(["\n".join(lines)]) == (
        "The office named these reasons for the delay, all final:\n\n• storm\n\n• money\n\n• flood"
    )


def test_no_lines_no_paragraphs() -> None:
    assert paragraphs([]) == ""
    assert paragraphs(["", "\n \n"]) == ""
