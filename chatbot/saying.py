"""The words of saying, with the stance that each of them takes."""

from __future__ import annotations

from vectorstore import Stance

_ENGLISH: dict[Stance, str] = {
    "denies": "deny denies denied denying reject rejects rejected rejecting dismiss dismisses "
    "dismissed dismissing dispute disputes disputed refute refutes refuted contradict contradicts "
    "contradicted",
    "confirms": "confirm confirms confirmed confirming admit admits admitted admitting acknowledge "
    "acknowledges acknowledged concede concedes conceded",
    "accuses": "accuse accuses accused accusing blame blames blamed blaming criticise criticises "
    "criticised criticize criticized criticizes attack attacked condemn condemned",
    "promises": "promise promises promised promising pledge pledges pledged vow vows vowed",
    "doubts": "doubt doubts doubted question questioned",
    "demands": "demand demands demanded urge urges urged demanding asked asks requested",
    "asserts": "say says said saying state states stated stating report reports reported reporting "
    "claim claims claimed claiming announce announces announced announcing add adds added adding "
    "explain explains explained note notes noted noting tell tells told telling write writes wrote "
    "stress stresses stressed argue argues argued arguing estimate estimates estimated warn warns "
    "warned warning suggest suggests suggested believe believes believed think thinks thought "
    "hope hopes hoped hoping expect expects expected expecting complain complains complained "
    "describe describes described describing call calls called insist insists insisted maintain "
    "maintains maintained declare declares declared reveal reveals revealed disclose disclosed "
    "discloses repeat repeats repeated recall recalled mention mentioned mentions predict "
    "predicted joke joked reply replied answer answered remark remarked comment commented "
    "apologise apologised apologises apologize apologized regret regrets regretted defend defends "
    "defended find finds found spoke speaks speak spoken observe observed point pointed points put "
    "puts counted counts gave reckon reckons reckoned assert asserts asserted contend contends "
    "contended allege alleges alleged assume assumes assumed foresee foresees foresaw anticipate "
    "anticipates anticipated conclude concludes concluded emphasise emphasises emphasised "
    "emphasize emphasized affirm affirms affirmed recount recounts recounted testify testifies "
    "testified remember remembers remembered",
}
_ELSEWHERE: dict[Stance, str] = {
    "asserts": "meinte meint meldete meldet advierte advierten señala indica indicó avisó "
    "comentó sagte sagten sagt erklärte erklärten erklärt betonte berichtete warnte "
    "schrieb hofft erwartet dijo dijeron dice afirmó afirma aseguró asegura declaró explicó "
    "explica "
    "señaló añadió informó informaron sostiene sostuvo anunció advirtió atribuye atribuyó estima "
    "estimó déclaré affirmé assuré expliqué ajouté annoncé estimé indiqué",
    "denies": "widersprach widersprachen widerspricht bestritt bestreitet dementierte dementiert "
    "leugnete negó niega rechazó rechaza desmintió desmiente descarta descartó démenti nié rejeté",
    "confirms": "bestätigte bestätigten bestätigt confirmó confirma reconoció admitió confirmé",
}
"""Words of saying in German, Spanish and French that are none in English."""

_STANCE_OF: tuple[tuple[str, Stance], ...] = (
    ("den", "denies"), ("reject", "denies"), ("dismiss", "denies"), ("disput", "denies"),
    ("rul", "denies"), ("confirm", "confirms"), ("admi", "confirms"), ("accus", "accuses"),
    ("blam", "accuses"), ("promis", "promises"), ("demand", "demands"),
)  # fmt: skip
"""What other forms of such words begin with."""
_STANCES = {
    word: stance
    for table in (_ENGLISH, _ELSEWHERE)
    for stance, words in table.items()
    for word in words.split()
}
CUE = "|".join(sorted(" ".join(_ENGLISH.values()).split(), key=len, reverse=True))
CUE_ABROAD = "|".join(sorted(" ".join(_ELSEWHERE.values()).split(), key=len, reverse=True))


def stance_of(cue: str) -> Stance:
    """The stance of a word of saying; one that is not known only asserts."""
    key = cue.lower()
    if key in _STANCES:
        return _STANCES[key]
    return next((stance for start, stance in _STANCE_OF if key.startswith(start)), "asserts")
