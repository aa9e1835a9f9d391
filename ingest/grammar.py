"""The small words by which a phrase is told from its surroundings, language by language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ingest.tongues import FRENCH, GERMAN, SPANISH, YEARS


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Lower-case words by what they do in a sentence."""

    determiners: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    """Those that stand between a subject and its verb, or lead a sentence."""
    conjunctions: frozenset[str]
    """Those that join equals: the subject before them may be shared."""
    subordinators: frozenset[str]
    relatives: frozenset[str]
    that: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    pronouns: dict[str, str]
    """Each third-person subject with what it stands for: f, m, p (several), n (a thing)."""
    others: frozenset[str]
    """Pronouns that name nobody the text has named: I, we, some, many."""
    times: frozenset[str]
    """Words of phrases that say when: Tuesday, week, morning."""
    occasions: frozenset[str]
    """What things are said in or at: a statement, an interview."""
    roles: frozenset[str]
    """What speakers are called who are no names: minister, police, report."""


_ENGLISH = {
    "determiners": (
        "the a an his her its their our my your this that these those one two three four five "
        "six seven eight nine ten both all some several many another each every no any other "
        "most few"
    ),
    "prepositions": (
        "in on at of for from with by to into onto about against over under between during "
        "after before since until across through around near outside inside behind beyond "
        "despite without within amid among amongst alongside along like as per via following "
        "upon toward towards off above below underneath beneath besides including regarding "
        "concerning"
    ),
    "auxiliaries": (
        "is are was were be been being am has have had having do does did will would can could "
        "may might must shall should 's 've 'd 'll isn't wasn't aren't weren't hasn't haven't "
        "hadn't doesn't don't didn't won't wouldn't can't cannot couldn't mightn't shouldn't "
        "ain't"
    ),
    "negations": "not never neither nor hardly scarcely nobody none",
    "adverbs": (
        "also then later earlier yesterday today now still again once twice just even too soon "
        "always often already first instead meanwhile however nevertheless nonetheless though "
        "thus therefore further only ever rather simply perhaps indeed almost quite tonight "
        "tomorrow afterwards afterward previously recently previously both so far long since "
        "there here all have merely well yet more duly tearfully last elsewhere moreover"
    ),
    "conjunctions": "and but or nor",
    "subordinators": (
        "that because although while whilst when whenever if unless whether where whereas than "
        "before after until since as so though once how why what lest but and or yet nor"
    ),
    "relatives": "who whom whose which that",
    "that": "that",
    "according": "according to|in the words of|in the view of|in the opinion of",
    "others": (
        "i we you one everyone everybody nobody somebody someone anyone none others some many "
        "most few several it's that this these those there what who myself"
    ),
    "times": (
        "monday tuesday wednesday thursday friday saturday sunday january february march april "
        "may june july august september october november december week month year day morning "
        "evening afternoon night weekend today yesterday tomorrow tonight noon midnight hours "
        "hour minutes days weeks months years ago late early earlier later last this next past "
        "a.m. p.m. am pm "
        f"jan. feb. aug. sept. oct. nov. dec. spring summer autumn winter moment {YEARS}"
    ),
    "occasions": (
        "statement interview interviews conference letter email e-mail tweet post speech report "
        "message court parliament testimony filing hearing briefing release article address "
        "call memo blog broadcast video remarks comments note meeting response reply session "
        "television radio twitter facebook phone x telephone affidavit ruling judgment twitter "
        "rally evidence debate press lawsuit complaint documents condition weibo instagram"
    ),
    "roles": (
        "minister president chancellor mayor senator governor premier king queen prince "
        "princess secretary ambassador diplomat diplomats envoy judge justice prosecutor "
        "prosecutors lawyer lawyers attorney attorneys solicitor barrister magistrate coroner "
        "jury court courts police officer officers detective inspector sergeant sheriff chief "
        "captain general colonel commander admiral coach manager trainer striker goalkeeper "
        "midfielder defender winger skipper team club owner owners director directors chairman "
        "chairwoman chair chairperson president boss bosses executive executives analyst "
        "analysts economist economists expert experts scientist scientists researcher "
        "researchers professor lecturer author authors writer poet novelist artist actor "
        "actress singer player players teacher teachers headteacher pupil pupils student "
        "students doctor doctors nurse nurses surgeon patient patients farmer farmers fisherman "
        "fishermen baker shopkeeper resident residents neighbour neighbours neighbor neighbors "
        "villager villagers witness witnesses survivor survivors victim victims mother father "
        "brother sister son daughter wife husband widow parents parent family families "
        "relatives friend friends colleague colleagues aide aides adviser advisers advisor "
        "advisors spokesman spokeswoman spokesperson spokespeople official officials authority "
        "authorities government governments ministry ministries department office agency "
        "agencies council councils committee commission board company companies firm firms bank "
        "banks airline operator operators manufacturer union unions association federation "
        "party parties opposition coalition army military navy forces rebels rebel separatists "
        "militants activist activists campaigner campaigners protester protesters protesters "
        "group groups organisation organization charity charities hospital hospitals university "
        "school institute report reports study studies survey statement letter document "
        "documents filing newspaper paper newspapers media magazine website source sources "
        "reporter reporters journalist journalists editor correspondent columnist critic "
        "critics supporter supporters opponent opponents leader leaders head heads member "
        "members lawmaker lawmakers legislator legislators mp mps councillor councillors "
        "delegate delegates negotiator negotiators investigator investigators inspectors "
        "engineer engineers architect designer developer developers founder co-founder partner "
        "investor investors trader traders dealer broker auditor regulator regulators watchdog "
        "historian archaeologist biologist geologist physicist astronomer meteorologist "
        "forecaster forecasters veteran pilot driver drivers passenger passengers crew sailor "
        "sailors firefighter firefighters paramedic paramedics rescuers rescuer worker workers "
        "employee employees employer staff tenant tenants landlord customer customers shopper "
        "voter voters candidate candidates bishop archbishop pope priest vicar imam rabbi "
        "pastor man woman men women boy girl people child children kid teenager pensioner chef "
        "cook waiter curator librarian gardener vet ranger guide climber runner swimmer rider "
        "cyclist sprinter athlete champion referee umpire midwife psychologist psychiatrist "
        "therapist consultant specialist strategist statistician administrator administration "
        "spokesmen monarch palace kremlin embassy star stars hero heroine fan fans duo pair "
        "couple twins newcomer rookie youngster veteran legend celebrity host rapper dj hubby "
        "insider insiders peer peers trustee trustees painter dancer drummer guitarist pianist "
        "composer conductor filmmaker photographer builder plumber electrician banker caretaker "
        "signalman goalscorer batsman bowler captain presenter broadcaster blogger influencer "
        "comedian grandmother grandfather neighbour motorist commuter hiker diver skipper "
        "trucker postman data figures results findings research poll polls records makers maker "
        "television radio onlooker onlookers pal mum dad pub consulate bureau service society "
        "trust foundation body panel inquiry inquest tribunal defendant plaintiff suspect "
        "accused claimant appellant state country nation"
    ),
}

_PRONOUNS = {
    "en": "she=f he=m they=p it=n",
    "de": "sie=f er=m",
    "es": "ella=f él=m ellos=p ellas=p",
    "fr": "elle=f il=m ils=p elles=p -t-il=m -il=m -t-elle=f -elle=f -ils=p -elles=p",
}
_TABLES = {"en": _ENGLISH, "de": GERMAN, "es": SPANISH, "fr": FRENCH}


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; English where we have none of it."""
    code = language if language in _TABLES else "en"
    table = _TABLES[code]
    sets = {name: frozenset(words.split()) for name, words in table.items() if name != "according"}
    according = tuple(tuple(phrase.split()) for phrase in table["according"].split("|"))
    pronouns = dict(pair.split("=") for pair in _PRONOUNS[code].split())
    return Grammar(**sets, according=according, pronouns=pronouns)
