"""What the small words after an English cue make of it: call for, rule out, refuse to confirm."""

from __future__ import annotations

from ingest.cues import PARTICLES, Cue
from ingest.named import addressee
from ingest.phrases import Phrases

NOUNS = frozenset(
    "claim report call demand promise note comment remark request order question doubt plan "
    "appeal fear hope worry post tweet estimate forecast show find state term brand label fault "
    "blame joke hint object offer venture counter retort protest voice back rule cry shout "
    "laugh smile read answer reply query contrast notice start praise use charge sign signal "
    "boast brief address permit point feel whisper sigh shrug yell scream chant muse fume rage "
    "thunder recount pledge vow guarantee threat talk suspect dispute rebut caution counter "
    "object echo roar bark hail urge wonder crow snap grin".split()
)
"""Cues that are met as nouns just as often."""
SHOWS = frozenset(
    "suggest show indicate find reveal signal imply feel worry point know underline recall "
    "remind predict understand justify relate counter object use back voice express welcome".split()
)
"""What things do too, without saying anything."""
_SILENT = frozenset(
    "comment say speak answer discuss give name identify elaborate disclose reveal respond be "
    "provide take go talk specify".split()
)


def sense(phrases: Phrases, verb: int, cue: Cue) -> tuple[Cue, int] | None:
    """The cue with the small words after it that settle what it means; and its end."""
    low = phrases.low
    after, base = low(verb + 1), cue.base
    if cue.form == "present" and base in NOUNS and phrases.is_auxiliary(verb + 1):
        return None  # "early reports had said"
    if base == "point":
        return (cue, verb + 2) if after == "out" else None
    if base == "rule":
        if after == "out":
            return cue._replace(stance="denies", way="act"), verb + 2
        ahead = [low(place) for place in range(verb + 1, verb + 6)]
        return (cue._replace(way="say"), verb + 1) if "that" in ahead else None
    if base == "state" and cue.form in ("present", "base"):
        return (cue, verb + 1) if after in ("that", ":") or phrases.quoted(verb + 1, 2) else None
    if base == "tell" and "story" in (low(verb + 2), after):
        return None
    if base in ("advise", "inform", "notify", "brief", "remind"):
        whom = addressee(phrases, verb + 1)
        if whom is not None and low(whom[1]) in ("on", "of", "about"):
            return None
    if base == "add" and after in phrases.grammar.determiners - {
        "that",
        "this",
        "those",
        "some",
        "all",
    }:
        near = range(verb, min(verb + 8, len(phrases.tokens)))
        if not any(phrases.is_auxiliary(p) for p in near) and not phrases.quoted(verb):
            return None
    if base in ("write", "testify", "speak", "talk") and cue.form == "ing" and after != "that":
        if not phrases.quoted(verb + 1, 3):
            return None
    beside = after_speech(phrases, verb)
    if (
        base in ("find", "show", "recall", "remember")
        and not beside
        and "that" not in (after, low(verb + 2), low(verb + 3))
    ):
        if not (after in (",", "no", ".", "") or phrases.quoted(verb + 1, 3)):
            return None
    if base == "deny" and low(verb - 1) == "or" and low(verb - 2) == "confirm":
        return None
    if base == "call" and after in ("out", "over", "from", "back", "to", ",", "."):
        return cue._replace(stance="asserts", way="speech"), verb + 1
    if base == "call":
        if after in ("for", "on", "upon"):
            return cue._replace(stance="demands", way="act"), verb + 2
        return cue._replace(stance="asserts", way="name"), verb + 1
    if base in ("appeal", "plead"):
        return (cue, verb + 2) if after in ("for", "to") else None
    if base == "ask" and after == "not":
        return None
    if base == "ask":
        if after == "for":
            return cue._replace(stance="demands", way="act"), verb + 2
        if after in ("whether", "if", "how", "why", "what", "who", "when", "where", "about"):
            return None
        if _wish(phrases, verb + 1):
            return cue._replace(stance="demands", way="act"), verb + 1
        return cue, verb + 1
    if base in ("tell", "warn") and _wish(phrases, verb + 1):
        return cue._replace(stance="demands", way="act"), verb + 1
    if base in ("offer", "agree", "volunteer", "undertake") and after == "to":
        return cue._replace(stance="promises", way="act"), verb + 2
    if base == "insist" and after == "on":
        return cue._replace(stance="demands", way="act"), verb + 2
    if base == "go":
        return (cue, verb + 2) if after == "on" and low(verb + 2) != "to" else None
    if base == "put":
        return (cue._replace(way="say"), verb + 2) if after == "it" else None
    if base in ("refuse", "decline") and after == "to":
        refused = low(verb + 2)
        if refused in _SILENT:
            return None
        if low(verb + 3) == "or" and low(verb + 4) in ("confirm", "deny"):
            return cue._replace(stance="doubts", way="act"), verb + 5
        if refused in ("confirm", "deny", "rule", "say"):
            return cue._replace(stance="doubts", way="act"), verb + 3 + (refused == "rule")
        return cue._replace(stance="denies", way="act"), verb + 1
    if cue.way == "speech" and after == "that":
        return cue._replace(way="say"), verb + 1
    if base == "add" and after[:1].isdigit():
        return None
    if base in PARTICLES and after in PARTICLES[base]:
        return cue, verb + 2
    return cue, verb + 1


def _wish(phrases: Phrases, place: int) -> bool:
    """Whether somebody "to do" something follows: told the court to wait."""
    low = phrases.low
    someone = addressee(phrases, place)
    if someone is None:
        return False
    place = someone[1]
    if low(place) == "not":
        place += 1
    return low(place) == "to" and phrases.low(place + 1) not in phrases.grammar.determiners


def after_speech(phrases: Phrases, place: int) -> bool:
    """Whether a quotation ends right before this place."""
    if place and phrases.tokens[place - 1].text in (",", "–", "—", "-"):
        place -= 1
    return place > 0 and phrases.tokens[place - 1].quotation is not None
