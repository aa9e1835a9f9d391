"""JSON-LD, in the many shapes that sites write it."""

from __future__ import annotations

import json

import pytest

from ingest.linkeddata import LinkedData


def article(**fields: object) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ada Quill", ["Ada Quill"]),
        (["Ada Quill", "Tom Reed"], ["Ada Quill", "Tom Reed"]),
        ({"@type": "Person", "name": "Ada Quill"}, ["Ada Quill"]),
        ([{"name": "Ada Quill"}, {"name": ["Tom Reed"]}], ["Ada Quill", "Tom Reed"]),
        ({"givenName": "Ada", "familyName": "Quill"}, ["Ada Quill"]),
        ({"name": {"@value": "Ada Quill", "@language": "en"}}, ["Ada Quill"]),
        ({"@id": "#ada"}, ["Ada Quill"]),
        ({"@id": "#ada", "name": "ada"}, ["Ada Quill"]),
        ({"name": "Siobh&aacute;n O&#39;Neill"}, ["Siobhán O'Neill"]),
        (None, []),
        (7, []),
        ({"@id": "#nobody"}, []),
    ],
)
def test_names_however_they_are_written(author: object, names: list[str]) -> None:
    data = LinkedData(['{"@id": "#ada", "@type": "Person", "name": "Ada Quill"}'])
    assert data.names(author) == names


@pytest.mark.parametrize(
    "kind", ["NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "Report"]
)
def test_the_article_is_found_by_its_type(kind: str) -> None:
    for types in (kind, [kind, "Thing"], f"https://schema.org/{kind}", f"schema:{kind}"):
        data = LinkedData([json.dumps({"@graph": [{"@type": "WebPage"}, {"@type": types}]})])
        assert data.article(set(), None) == {"@type": types}
    assert LinkedData(['{"@type": "JobPosting"}']).article(set(), None) == {}


def test_of_several_articles_the_one_of_this_page() -> None:
    data = LinkedData(
        [
            article(headline="One", url="https://post.example/1"),
            article(headline="Two", mainEntityOfPage={"@id": "https://post.example/2#page"}),
            article(headline="Three"),
        ]
    )
    assert data.article({"https://post.example/2"}, None)["headline"] == "Two"
    assert data.article(set(), "Three")["headline"] == "Three"
    assert data.article(set(), None)["headline"] == "One"


def test_related_articles_are_not_the_article() -> None:
    block = {"@type": "WebPage", "mentions": {"@type": "NewsArticle", "headline": "Other"}}
    assert LinkedData([json.dumps(block)]).article(set(), None) == {}


@pytest.mark.parametrize(
    "block",
    [
        f"<!-- {article(headline='One')} -->",
        f"\n//<![CDATA[\n{article(headline='One')}\n//]]>\n",
        article(headline="One").replace("}", ",}") + ";",
        article(headline="One").replace("One", "O\tne").replace("\\t", "\t").replace("\t", ""),
        "[" + article(headline="One") + "]",
    ],
)
def test_slips_that_browsers_do_not_mind(block: str) -> None:
    assert LinkedData([block]).article(set(), None)["headline"] == "One"


@pytest.mark.parametrize("block", ["", "{", "null", "7", '"x"', "[" * 100_000, '{"@graph": 3}'])
def test_what_is_no_json_ld_is_nothing(block: str) -> None:
    data = LinkedData([block, article(headline="One")])
    assert data.article(set(), None)["headline"] == "One"
