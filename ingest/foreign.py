"""One cue verb in German, Spanish or French: its subject may stand on either side."""

from __future__ import annotations

from ingest.clauses import Clause
from ingest.clauses import negated as negation
from ingest.cues import Cue
from ingest.named import named_after
from ingest.phrases import Phrase, Phrases
from ingest.subjects import subject_before
from vectorstore import Stance


def foreign_clause(phrases: Phrases, verb: int, cue: Cue, earlier: list[Clause]) -> Clause | None:
    """One cue verb in German, Spanish or French: its subject may stand on either side."""
    tokens, known, low = phrases.tokens, phrases.grammar, phrases.low
    start = verb
    while start > 0 and (phrases.is_auxiliary(start - 1) or low(start - 1) in known.negations):
        start -= 1
    negated = any(
        low(p) in known.negations and low(p) not in ("n'", "n’", "ne") for p in range(start, verb)
    )
    if verb + 1 < len(tokens) and low(verb + 1) in ("pas", "nicht"):
        negated = True
    previous = tokens[start - 1] if start else None
    if previous is not None and previous.low in known.determiners and start == verb:
        return None
    quoted = previous is not None and (
        previous.quotation is not None
        or (previous.text in ",–—-" and start > 1 and tokens[start - 2].quotation is not None)
    )
    end = verb + 1
    behind = end
    while behind < len(tokens) and (phrases.is_adverb(behind) or low(behind) in known.negations):
        behind += 1
    speaker: Phrase | None = None
    inverted = False
    subject = None
    after = phrases.after(behind)
    # "…, sagte er": what stands before the comma is what is said, not who says it.
    turned = previous is not None and previous.text == "," and after and phrases.speaks(after)
    if not quoted and not turned and previous is not None and previous.quotation is None:
        if previous.low in known.conjunctions and earlier and earlier[-1].speaker:
            subject = earlier[-1].speaker
        else:
            subject = subject_before(phrases, verb)
        # "Als Ursache nannte die Behörde …": what it is said to be stands before the verb.
        if subject is not None and "als" in (low(subject[0]), low(subject[0] - 1)):
            subject = None
        if subject is not None and not phrases.speaks(subject):
            subject = None
    if subject is None:
        speaker = after
        if speaker is not None:
            speaker = named_after(phrases, speaker)
            inverted = quoted or (previous is not None and previous.text == ",")
            if not phrases.speaks(speaker) and not (
                quoted and low(speaker[0]) in known.determiners
            ):
                speaker = None
        if speaker is not None:
            end = speaker[1]
    else:
        speaker = subject
    if speaker is None or (cue.way == "speech" and not (quoted or phrases.quoted(end, 3))):
        return None
    stance: Stance | None = negation(cue) if negated else cue.stance
    if negated and cue.base.startswith(("confirm", "bestätig")):
        stance = "doubts"
    if stance is None:
        return None
    shared = subject is not None and previous is not None and previous.low in known.conjunctions
    if subject is not None and low(subject[0]).startswith("-"):
        subject = subject[0] - 1, subject[1]  # a-t-il dit
    return Clause(
        first=start if subject is None or shared else subject[0], end=end, cue=(verb, verb + 1),
        stance=stance, way=cue.way, speaker=speaker, inverted=inverted, shared=shared,
    )  # fmt: skip
