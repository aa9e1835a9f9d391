"""Who a speaker is: the name without its titles, and whom a pronoun stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vectorstore import Span

_TITLES = frozenset(
    "mr mrs ms mx dr prof professor sir dame lord lady president minister prime chancellor "
    "mayor senator sen rep representative congressman congresswoman governor gov general gen "
    "colonel col lieutenant lt captain capt sergeant sgt corporal major maj admiral adm judge "
    "justice secretary foreign home interior defence defense finance health education deputy "
    "vice first chief police detective det inspector insp superintendent supt constable officer "
    "chairman chairwoman chair ceo cfo coo spokesman spokeswoman spokesperson coach manager "
    "director ambassador premier king queen prince princess pope bishop archbishop cardinal "
    "father sister rev reverend imam rabbi councillor cllr alderman commissioner commander "
    "attorney solicitor prosecutor doctor nurse herr frau señor señora don doña monsieur madame "
    "mme mlle bürgermeister bürgermeisterin ministerin präsident präsidentin sprecher "
    "sprecherin trainer trainerin the el la le der die ministro ministra presidente presidenta "
    "alcalde alcaldesa portavoz ministre président présidente maire docteur juge fiscal leader "
    "actor actress singer author sra dra sr hr lead executive managing general-secretary "
    "secretary-general representative mp msp md".split()
)
_FEMALE = frozenset(
    "mrs ms miss madame mme mlle frau señora sra dra doña dame lady queen princess sister "
    "spokeswoman chairwoman congresswoman councilwoman policewoman businesswoman woman mother "
    "daughter wife widow aunt girl actress grandmother niece waitress midwife heroine "
    "ministerin sprecherin präsidentin bürgermeisterin trainerin chefin leiterin ministra "
    "presidenta alcaldesa présidente directrice avocate directora abogada concejala jueza "
    "anwältin landrätin anna maria mary elizabeth linda susan sarah karen nancy lisa emma "
    "olivia sophie julia laura claire jane kate katherine catherine rachel rebecca hannah alice "
    "charlotte emily lucy grace ruth helen margaret patricia jennifer barbara jessica sandra "
    "ashley donna michelle carol amanda melissa deborah stephanie sharon cynthia amy angela eva "
    "ingrid ursula petra sabine monika claudia andrea carmen lucia elena sofia isabel ana marta "
    "paula rosa teresa pilar nathalie isabelle sylvie marie camille chloé juliette céline "
    "brigitte françoise valérie fatima aisha amina leila mei yuki olga natalia irina svetlana "
    "tatiana ada ella mia zoe nora clara greta astrid freya matilda martha beatrice harriet "
    "florence eleanor joan diane kerstin heike birgit".split()
)
_MALE = frozenset(
    "mr sir lord herr señor don monsieur king prince pope bishop spokesman chairman congressman "
    "policeman businessman man father son husband uncle boy actor grandfather nephew sprecher "
    "minister-präsident james john robert michael william david richard joseph thomas charles "
    "christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin "
    "brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan "
    "stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick "
    "jack dennis jerry peter henry carl arthur harry simon martin hans karl klaus jürgen "
    "wolfgang stefan thomas andreas uwe dieter josé juan carlos luis miguel pedro javier "
    "antonio manuel francisco alejandro diego pablo jean pierre jacques philippe michel "
    "françois laurent nicolas olivier julien antoine ahmed mohammed muhammad ali hassan omar "
    "ivan vladimir dmitri sergei oleg viktor boris yuri giovanni marco luca oscar hugo leo max "
    "otto fritz ernst emil tom tim jim joe bob bill ben sam dan ian neil alan graham nigel "
    "keith colin gordon".split()
)
_ARTICLE = re.compile(r"(?i)(?:the|an?|der|die|das|el|la|los|las|le|les) (?=\w)|l[’']")
_JOINED = re.compile(r" (?:and|y|und|et) (?!the )")
_WORD = re.compile(r"\w[\w.’'&-]*")
_LINKS = frozenset("of for in at from on near by about and de y et und del du von".split())
_SMALL = frozenset("de van von der den la le al bin da du di dos of the and y del".split())
_NEAR = 4
"""Paragraphs; a pronoun stands for nobody named longer ago."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that named somebody: where, in which paragraph, and of which kind."""

    span: Span
    text: str
    name: str
    paragraph: int
    kind: str
    """f or m where that is known, else p for several, n for a body or thing, "" for a person."""


class Speakers:
    """Who has been named so far in an article, in order."""

    def __init__(self) -> None:
        self._mentions: list[Mention] = []
        self._names: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    def note(self, text: str, span: Span, paragraph: int, *, spoke: bool = True) -> Mention:
        """Remember a phrase; later pronouns and shorter names may stand for it."""
        name = self.name(text)
        kind = _kind(text) or self._kinds.get(name, "")
        if not kind and not spoke and " " not in name and not _PERSON.search(text):
            kind = "n"  # Norway as well as Norton: nobody that "he" must stand for
        elif not kind and bare_name(text) is None and not _PERSON.search(text):
            kind = "n"
        if kind in ("f", "m"):
            self._kinds[name] = kind
        mention = Mention(span, text, name, paragraph, kind)
        if kind != "n" or not _OWNED.match(text) or _BODIES.search(text):
            self._mentions.append(mention)  # "it" seldom stands for "its first inquiries"
        del self._mentions[:-12]
        return mention

    def name(self, text: str) -> str:
        """The fullest name known for a phrase; the phrase without its article where it has none."""
        bare = bare_name(text)
        if bare is None:
            return _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
        last = bare.split()[-1].casefold()
        if " " in bare:
            known = self._names.get(last)
            if known is None or bare.split()[0] == known.split()[0] or len(known) < len(bare):
                self._names[last] = bare
            return bare
        return self._names.get(last, bare)

    def known(self, text: str) -> bool:
        """Whether a name, or the last part of one, was met before."""
        return text.split()[-1].casefold() in self._names

    def resolve(self, kind: str, paragraph: int) -> Mention | None:
        """The last one named that a pronoun of this kind can stand for."""
        for mention in reversed(self._mentions):
            if paragraph - mention.paragraph > _NEAR:
                return None
            if kind == "p":
                if mention.kind == "p":
                    return mention
            elif kind == "n":
                if mention.kind in ("n", ""):
                    return mention
            elif mention.kind in (kind, "") and kind in "fm":
                self._kinds[mention.name] = kind
                return mention
        return None


def bare_name(text: str) -> str | None:
    """The name in a phrase, without titles: Anna Berg of "the Lowen mayor Dr. Anna Berg".

    None where a phrase describes and does not name: "the mayor of Lowen".
    """
    words = _WORD.findall(text)
    if _JOINED.search(text):
        return None
    name: list[str] = []
    for word in reversed(words):
        if word[0].isupper() or (name and word in _SMALL):
            name.insert(0, word)
        else:
            break
    titles = [place for place, word in enumerate(name) if word.casefold().strip(".") in _TITLES]
    if titles:
        name = name[titles[-1] + 1 :]
    while name and not name[0][0].isupper():
        name = name[1:]
    rest = words[: len(words) - len(name)]
    if not name or (rest and rest[-1].casefold() in _LINKS):
        return None
    if len(rest) > 1 and rest[-1] in ("the", "a", "an", "la", "el", "der", "die", "le"):
        return None
    return " ".join(name)


_BODIES = re.compile(
    r"(?i)\b(?:government|ministry|company|firm|council|agency|report|study|statement|court|police"
    r"|department|union|association|party|bank|board|committee|commission|office|authority|army"
    r"|group|university|charity|club|team|paper|newspaper|institute|federation|regierung|gobierno"
    r"|gouvernement|ministerium|letter|survey|airline|operator|hospital|trust|foundation|watchdog"
    r"|regulator|tribunal|inquiry|embassy|times|post|agence|agencia|inc|ltd|plc|corp|shipmanagement"
    r"|media|press|television|radio|data|figures|ministries|agencies|herald|gazette|courier|service|services|society|organisation|organization)\b"
)
_SEVERAL = re.compile(
    r"\b(?:and|[Pp]olice|people|men|women|both|[Mm]any|[Ss]ome|few|children|y|und|et"
    r"|(?:(?:[Aa]|A)u[a-zé]+rit[a-zé]+s|[Bb]ehörden)|[A-Z]?[a-z]+ities"
    r"|[A-Z]?[a-z]*(?:rs|sts|nts|als|ians|ives|ees|bours|esses|ends|nds|ies|ects|aries))\b"
    r"(?! of the)"
)


_PERSON = re.compile(
    r"(?i)(?:man|woman|person|er|or|ist|ian|ant|ent|chief|head|coach|judge|captain|nurse|mp|boy"
    r"|girl|kid|king|queen|aide|source|official|rider|guide|vet|chef|cook|boss|victim|executive"
    r"|general|colonel|sergeant|witness|partner|colleague|mother|father|\d-year-old|one|another"
    r"|negotiator|diplomat|pilot|poet|priest|bishop|rabbi|imam|pope|analyst|economist)\b"
)
_OWNED = re.compile(r"(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) ")
_HEAD = re.compile(r",? (?:of|for|at|in|from|with|on|by|who|which|de|von) ")


def _kind(text: str) -> str:
    words = {word.casefold().strip(".") for word in _WORD.findall(text)}
    whole, text = text, _HEAD.split(text, maxsplit=1)[0] if " and " not in text else text
    if _SEVERAL.search(text) and text[:2] not in ("a ", "A "):
        return "n" if _BODIES.search(text) and " and " not in text else "p"
    head = {word.casefold().strip(".") for word in _WORD.findall(text)}
    if head & _FEMALE or words & _FEMALE and not head & _MALE:
        return "f"
    if head & _MALE:
        return "m"
    if _BODIES.search(text) and not re.search(
        r"(?i)(man|woman|person|chief|head|director|officer|leader|boss|secretary)\b", whole
    ):
        return "n"
    return ""
