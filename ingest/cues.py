"""The words that say somebody says something, with the stance each of them takes."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from vectorstore import Stance

Way = Literal["say", "act", "name", "speech"]
"""How a cue is built: ``say`` with a clause or speech, ``act`` with an object ("denied it"),
``name`` with a quoted word (called it a “farce”), ``speech`` only right beside quotation marks."""


class Cue(NamedTuple):
    """A cue as it is met in a text."""

    stance: Stance
    way: Way
    base: str
    form: Literal["past", "present", "base", "ing"]


_ENGLISH: dict[tuple[Stance, Way], str] = {
    ("asserts", "say"): (
        "say tell add state announce explain argue note claim maintain declare remark observe "
        "comment report reveal disclose emphasise emphasize stress assert assure reassure "
        "believe think fear warn predict suggest point conclude estimate testify write tweet "
        "post reply respond reiterate repeat underline underscore complain contend caution joke "
        "quip recount hint indicate find show forecast reckon recall insist hope advise inform "
        "proclaim remind intimate opine theorise theorize speculate relate confide expect "
        "inform signal allege calculate feel worry notify brief suspect lament concur assume "
        "imply counter retort protest rule posit propose concede admit agree acknowledge "
        "remember answer hear"
    ),
    ("confirms", "say"): "confirm verify corroborate",
    (
        "denies",
        "act",
    ): "deny reject dismiss refute dispute rebut oppose disown disavow repudiate decline refuse",
    ("accuses", "act"): (
        "accuse blame criticise criticize condemn denounce slam lambast fault castigate decry "
        "rebuke chide scold berate blast"
    ),
    ("promises", "act"): "promise vow pledge swear guarantee threaten",
    ("doubts", "act"): "doubt question query",
    ("demands", "act"): "demand urge implore beg plead request recommend order appeal call",
    ("asserts", "act"): "welcome praise defend justify predict rule express voice",
    ("asserts", "name"): (
        "call describe label brand dub characterise characterize portray term hail cite quote "
        "praise talk speak refer liken compare deem consider regard see"
    ),
    ("asserts", "speech"): (
        "laugh smile shrug sigh go cry shout yell scream whisper murmur mutter ask continue "
        "finish read chant sing exclaim snap grin muse reflect enthuse beam gush fume rage "
        "begin thunder answer interject wonder call elaborate start nod holler mumble chuckle "
        "sob conclude put growl blurt deadpan clarify marvel crow intone recite echo stammer "
        "tease roar bark hiss sneer counter volunteer offer venture object describe boast"
    ),
}
_IRREGULAR = {
    "say": "said", "tell": "told", "think": "thought", "write": "wrote", "find": "found",
    "swear": "swore", "go": "went", "sing": "sang", "read": "read", "begin": "began",
    "foretell": "foretold", "put": "put", "hear": "heard", "show": "showed", "feel": "felt",
    "know": "knew", "see": "saw", "speak": "spoke", "admit": "admitted", "quip": "quipped",
    "beg": "begged", "slam": "slammed", "refer": "referred", "concur": "concurred",
    "dub": "dubbed", "understand": "understood", "forecast": "forecast", "nod": "nodded",
    "grin": "grinned", "snap": "snapped", "sob": "sobbed", "signal": "signalled",
    "label": "labelled", "deny": "denied", "rebut": "rebutted", "learn": "learned",
    "chat": "chatted",
}  # fmt: skip
_ALSO = {"labeled": "label", "signaled": "signal", "learnt": "learn", "swung": "swing"}
_PARTICIPLES = {
    "known": "know", "shown": "show", "seen": "see", "written": "write", "understood": "understand",
}  # fmt: skip

# Other languages: the forms themselves. A form ending in * is met with a subject on either side.
_FORMS: dict[str, dict[tuple[Stance, Way], str]] = {
    "de": {
        ("asserts", "say"): (
            "sagte sagten sagt sagen erklärte erklärten erklärt erklären betonte betonten "
            "betont meinte meint meinten berichtete berichtet berichteten berichten teilte "
            "teilt teilten schrieb schreibt schrieben behauptete behauptet behaupten warnte "
            "warnt warnten warnen fügte äußerte kündigte kündigt räumte räumt gab gibt glaubt "
            "glaubte kritisierte erzählte erzählt antwortete antwortet versicherte versichert "
            "unterstrich hofft befürchtet rechnet sprach spricht stellte bekräftigte bekräftigt "
            "ergänzte ergänzt argumentierte argumentiert nannte nennt bezeichnete bezeichnet "
            "klagte klagt lobte"
        ),
        ("confirms", "say"): "bestätigte bestätigten bestätigt bestätigen",
        ("denies", "act"): (
            "bestritt bestreitet bestreiten dementierte dementiert dementieren verneinte wies "
            "weist lehnte lehnt leugnete leugnet widersprach"
        ),
        ("accuses", "act"): "beschuldigte beschuldigt beschuldigten warf wirft werfen warfen",
        ("promises", "act"): "versprach verspricht versprachen versprechen drohte droht",
        ("doubts", "act"): "bezweifelt bezweifelte bezweifeln zweifelt zweifelte",
        ("demands", "act"): "forderte fordert forderten fordern verlangte verlangt verlangten rief",
        ("asserts", "speech"): "fragte fragt rief ruft lachte lacht scherzte so freute freut",
    },
    "es": {
        ("asserts", "say"): (
            "dijo dijeron dice dicen afirmó afirmaron afirma afirman aseguró aseguraron asegura "
            "aseguran declaró declararon declara explicó explicaron explica explican señaló "
            "señalaron señala señalan añadió añadieron añade indicó indicaron indica subrayó "
            "subraya destacó destaca comentó comenta sostuvo sostiene sostienen manifestó "
            "manifiesta expresó advirtió advierte advirtieron insistió insiste recordó recuerda "
            "reconoció reconoce admitió admite anunció anunciaron anuncia apuntó apunta agregó "
            "agrega precisó reveló revela informó informaron informa estimó opinó opina cree "
            "escribió escribe contó cuenta lamentó lamenta apostilló zanjó respondió responde "
            "relató matizó detalló argumentó considera consideró calificó concluyó resumió"
        ),
        ("confirms", "say"): "confirmó confirmaron confirma confirman ratificó",
        (
            "denies",
            "act",
        ): "negó negaron niega niegan rechazó rechazaron rechaza desmintió desmiente",
        ("accuses", "act"): "acusó acusaron acusa acusan culpó criticó critica denunció denuncia",
        ("promises", "act"): "prometió prometieron promete prometen amenazó juró garantizó",
        ("doubts", "act"): "duda dudó dudan cuestionó",
        (
            "demands",
            "act",
        ): "exigió exige exigieron exigen pidió pide pidieron piden reclamó reclama",
        ("asserts", "speech"): "preguntó pregunta exclamó bromeó gritó continuó prosiguió",
    },
    "fr": {
        ("asserts", "say"): (
            "dit disent déclaré déclare déclarent affirmé affirme affirment assuré assure "
            "assurent expliqué explique expliquent ajouté ajoute ajoutent estimé estime "
            "estiment indiqué indique indiquent précisé précise souligné souligne soulignent "
            "annoncé annonce annoncent rappelé rappelle reconnu reconnaît reconnait admis admet "
            "écrit prévenu prévient averti avertit insisté insiste raconté raconte répondu "
            "répond soutenu soutient jugé juge regretté regrette conclu conclut confié confie "
            "noté note observé observe martelé martèle lancé lance pense croit résumé résume "
            "témoigne dénoncé poursuivi poursuit détaillé détaille argumenté argue rapporté "
            "rapporte avancé avance commenté commente qualifié qualifie redoute redouté déploré "
            "déplore"
        ),
        ("confirms", "say"): "confirmé confirme confirment",
        (
            "denies",
            "act",
        ): "nié nie nient démenti dément démentent rejeté rejette contesté conteste",
        ("accuses", "act"): "accusé accuse accusent critiqué critique",
        ("promises", "act"): "promis promet promettent menacé menace juré jure",
        ("doubts", "act"): "doute douté doutent",
        ("demands", "act"): "exigé exige exigent réclamé réclame réclament demandé demande",
        (
            "asserts",
            "speech",
        ): (
            "sourit souri plaisante plaisanté glisse glissé demande exclame exclamé indigne "
            "indigné interroge amuse réjouit emporte félicite désole inquiète étonne défend"
        ),
    },
}

PARTICLES = {
    "point": {"out"}, "call": {"for", "on", "upon"}, "rule": {"out", "that"}, "go": {"on"},
    "appeal": {"for", "to"}, "speak": {"of"}, "talk": {"of", "about"}, "refer": {"to"},
    "hit": {"back"}, "shoot": {"back"}, "plead": {"with", "for"},
}  # fmt: skip


@cache
def cues(language: str) -> dict[str, Cue]:
    """Every form of every cue, lower case; English where the language is another one."""
    found: dict[str, Cue] = {}
    if language not in _FORMS:
        for (stance, way), bases in _ENGLISH.items():
            for base in bases.split():
                for form, word in _forms(base).items():
                    found.setdefault(word, Cue(stance, way, base, form))
        for word, base in _ALSO.items():
            if known := found.get(base):
                found.setdefault(word, known._replace(form="past"))
        found["understood"] = Cue("asserts", "speech", "understand", "past")
        for word, base in _PARTICIPLES.items():
            if known := found.get(base):
                found.setdefault(word, known._replace(form="past"))
        return found
    for (stance, way), forms in _FORMS[language].items():
        for word in forms.split():
            found.setdefault(word, Cue(stance, way, word, "past"))
    return found


def _forms(base: str) -> dict[Literal["past", "present", "base", "ing"], str]:
    stem = base[:-1] if base.endswith("e") else base
    double = base[-1] if _doubles(base) else ""
    past = _IRREGULAR.get(base) or (
        f"{base[:-1]}ied" if _consonant_y(base) else f"{stem}{double}ed"
    )
    if _consonant_y(base):
        present = f"{base[:-1]}ies"
    else:
        present = base + ("es" if base.endswith(("s", "sh", "ch", "x", "go")) else "s")
    return {"past": past, "present": present, "base": base, "ing": f"{stem}{double}ing"}


def _consonant_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in "aeou"


def _doubles(base: str) -> bool:
    return base in {"admit", "beg", "slam", "refer", "concur", "dub", "nod", "grin", "snap", "sob",
                    "quip", "put", "begin", "rebut", "shrug", "chat"}  # fmt: skip
