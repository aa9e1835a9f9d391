"""The words of a text made comparable, and those of a question that carry its subject."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

STEM = 5
"""Words count as the same when their first letters are, without the commonest endings: inflection
in most languages comes last (truncation stems about as well as a stemmer: McNamee and Mayfield,
"Character N-Gram Tokenization for European Language Text Retrieval", 2004)."""

_KEPT = 20_000
"""Words remembered with what they compare as; of texts a tenth as many."""

_ENDINGS = ("ing", "ers", "er", "ed", "es", "s", "e", "d")
_VOWEL = re.compile("[aeiouy]")
_WORD = re.compile(r"\d+(?:[.,\u00a0\u202f']\d{3})+(?!\d)|\d+|[^\W\d_]+(?:['’][^\W\d_]+)?")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

_STOP = frozenset(
    """a about above after again against all also am an and any are as at be because been before
    being below between both but by can could did do does doing down during each either ever few
    for from further get gets give given had has have having he her here hers him his how however
    i if in into is it its itself just let like many may me mention might more most much must my
    name named no nor not now of off on once only onto or other our out over own please quite
    rather said same say says she should so some still such tell than that the their theirs them
    then there these they this those through to too under until up upon us very was we were what
    when where whether which while who whom whose why will with within without would yes yet you
    your
    aber als am auf aus bei bis dann das dass dem den der des dessen die dies diese dieser du durch
    ein eine einem einen einer eines er es für gab gibt hatte hatten ich ihr ihre im ist kann kein
    mit nach nicht noch nur oder sein seine sich sie sind soll über um und uns viel viele vom von
    vor wann waren warum was welche welchem welchen welcher welches wem wen wer werden wie wieso
    wird wo woher wohin worden wurde wurden zu zum zur
    al como con cuál cuáles cuándo cuánta cuántas cuánto cuántos de del desde dónde el ella en
    entre era es esta este fue fueron ha había hay la las lo los más muy no para pero por porque
    qué que quién quiénes se sin sobre son su sus también un una unas unos y
    au aux avec ce cette ces combien comment dans des donc du elle est et était été être il ils
    je le les leur lui mais ne nous ou où par pas plus pour pourquoi quand quel quelle quelles
    quels qui quoi sa ses si sont sous sur une vous""".split()
)


# A question looks at the same sentences several times.
@lru_cache(_KEPT // 10)
def words(text: str) -> tuple[str, ...]:
    """The comparable words of a text, in order: unaccented, lower case, cut to their stem."""
    return tuple(own for word in _WORD.findall(_composed(text)) for own in _comparable(word))


def content_terms(text: str) -> list[str]:
    """The words of a question that carry its subject, as they are written."""
    found = _WORD.findall(_composed(text))
    loud = text.isupper()
    return [w for n, w in enumerate(found) if _tells(w) or (n > 0 and not loud and _is_name(w))]


def content_words(text: str) -> list[str]:
    """The same, comparable: each once, in order of first use."""
    return list(dict.fromkeys(word for term in content_terms(text) for word in words(term)))


def _is_name(word: str) -> bool:
    """Whether it is one though it is spelt like a word of no weight: May, WHO, US, IT."""
    return word == "May" or (len(word) > 1 and word.isupper())


# A question meets the same words again and again.
@lru_cache(_KEPT)
def _comparable(word: str) -> tuple[str, ...]:
    if word[0].isdecimal():
        found = [re.sub(r"\D", "", word)]
    elif UNSPACED.search(word):
        found = [word[i : i + 2] for i in range(max(1, len(word) - 1))]
    else:
        found = [_stem(_plain(_bare(word)))]
    return tuple(filter(None, found))


@lru_cache(_KEPT)
def _tells(word: str) -> bool:
    bare = _bare(word).casefold()
    return bare not in _STOP and not (len(bare) == 1 and bare.isascii() and bare.isalpha())


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 1 and _VOWEL.search(rest):
            return rest[:STEM]
    return word[:STEM]


def _bare(word: str) -> str:
    """Without what an apostrophe joins to it: Armenia's, l'Arménie."""
    return max(re.split("['’]", word), key=len)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
