"""A web page to a draft: its main text, without what surrounds it, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trafilatura import bare_extraction, load_html
from trafilatura.metadata import extract_author
from trafilatura.settings import use_config

from ingest.charsets import decode
from ingest.cleaning import clean, one_line
from ingest.datelines import is_head
from ingest.items import Draft, Unreadable
from ingest.metadata import Facts, read_facts
from ingest.pruning import prune
from ingest.statements import Tree

TEASER = 1000
"""Characters: what a page for subscribers must have more of, to be more than its teaser."""

_CONFIG = use_config()
# Below this the library takes the whole page instead, in one piece: an article can be shorter than
# its 250 characters, above all in Chinese.
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "50")

_ERROR_TITLE = re.compile(
    r"\b(404|403|50[0-4]|not found|access denied|forbidden|just a moment|attention required"
    r"|are you a robot|nicht gefunden|introuvable|no encontrada)\b",
    re.I,
)
# What many sites set outside the main text, by the names that it goes under.
_CLASSED = (
    ".//*[self::p or self::div or self::h2]"
    "[not(.//p or .//img or ancestor::figure or ancestor::aside or ancestor::footer)]"
    "[re:test(@class, concat('(^|[ _-])(', $names, ')($|[ _-])'), 'i')]"
)
_STANDFIRST = (
    "stand-?first|lead|lede|dek|deck|vorspann|chapo|chapeau|entradilla|sub-?title"
    "|sub-?head(line)?|intro"
)
_CORRECTION = "corrections?|clarifications?|amendments?|editors?-?note"
_REGEX = {"re": "http://exslt.org/regular-expressions"}
_QUOTED = ("”", '"', "»", "“", "」")
_COPYRIGHT = re.compile(r"(©|\(c\)|copyright)\s*(©|\(c\))?\s*\d{4}.{0,100}$", re.I)


def parse_html(data: bytes, charset: str | None, address: str | None) -> Draft:
    """Raises Unreadable when there is no article on the page."""
    tree = load_html(decode(data, charset, markup=True))
    if tree is None:
        raise Unreadable("has no text in it")
    facts = read_facts(tree, address)
    shown = extract_author(tree) if facts.author is None else None
    prune(tree)
    text = _text(tree, facts)
    if not text:
        raise Unreadable("has no text in it")
    if facts.for_subscribers and len(text) < TEASER:
        raise Unreadable("is for subscribers: the page has only the beginning of the article")
    if len(text) < TEASER and _ERROR_TITLE.search(facts.title or ""):
        raise Unreadable(f"is an error page (“{facts.title}”)")
    return Draft(
        text=text,
        title=facts.title,
        publisher=facts.publisher,
        author=facts.author or (shown.replace("; ", ", ") if shown else None),
        published=facts.published,
        updated=facts.updated,
        language=facts.language,
        url=facts.url,
    )


def _text(tree: Tree, facts: Facts) -> str:
    """The main text, from the page or, where a script would have put it there, from its data."""
    links = {text for link in tree.iter("a") if (text := one_line(link.text_content()))}
    standfirst = _first_classed(tree, _STANDFIRST)
    correction = _first_classed(tree, _CORRECTION)
    found = bare_extraction(tree, include_comments=False, config=_CONFIG)
    text = _paragraphs(_lines(getattr(found, "text", None) or "", facts, links))
    plain = one_line(text) or ""
    if facts.body and (not plain or plain == one_line(facts.body)):
        return _paragraphs(_lines(facts.body, facts, links))
    if plain and standfirst and standfirst != facts.title and standfirst not in plain:
        text = f"{standfirst}\n\n{text}"
    if plain and correction and correction not in plain:
        text = f"{text}\n\n{correction}"
    return text


def _first_classed(tree: Tree, names: str) -> str | None:
    found = tree.xpath(_CLASSED, namespaces=_REGEX, names=names)
    return one_line(found[0].text_content()) if found else None


def _lines(text: str, facts: Facts, links: set[str]) -> Iterator[str]:
    """The lines that are the article's: not its head, nor what stands between its paragraphs."""
    lines = [line for part in clean(text).split("\n") if (line := part.strip())]
    title = facts.title or "\n"
    in_text = False
    for at, line in enumerate(lines):
        if re.fullmatch(r"[|:\s-]*", line) or _COPYRIGHT.match(line):  # or the rule in a table
            continue
        if at < 4 and line.endswith(title) and len(line) < len(title) + 30:
            continue
        if _is_link(line.removeprefix("- "), links):
            continue
        if in_text or not is_head(line, facts.language):
            in_text = True
            yield line


def _is_link(line: str, links: set[str]) -> bool:
    """Whether a line only leads to another article: it is a link, or "Read also:" and a link."""
    label, colon, rest = line.partition(":")
    named = len(label) < 30 and rest.strip() in links and not line.endswith(_QUOTED)
    return bool(colon and named) or (line in links and not line.endswith((".", "。", *_QUOTED)))


def _paragraphs(lines: Iterable[str]) -> str:
    """A blank line between paragraphs; the lines of one list or table follow one another."""
    text = ""
    before = ""
    for line in lines:
        kind = line[:2] if line[:2] in ("- ", "| ") else ""
        text += ("\n" if kind and kind == before else "\n\n") + line.strip("| ")
        before = kind
    return text.strip()
