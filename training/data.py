"""From rows to what the reader is trained on: questions with their candidate sentences, and claims
with their quotes, hard cases added."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.terms import content_words, words
from training import rows
from training.altered import names_in, negated, other_name, other_number
from training.news import report
from training.rows import Row
from vectorstore.pairs import Pair
from vectorstore.sentences import sentences

LABELS = ("supports", "contradicts", "neither")
UNSUPPORTED = 3
"""The label of what a quote does not support, be it contradicted or left open."""

_SAMPLED = {"squad1-train-du": 0.35, "selqa": 0.8}
"""Share of a source's questions that are used; else all."""
_REPEATED = {
    "squad2-dev-unans": 2, "clapnq": 2, "clapnq-unans": 2, "timeqa-train": 2,
    "begin-wow": 2, "begin-cmu-dog": 2, "begin-topicalchat": 2, "fm2": 2, "fever-symmetric": 2,
}  # fmt: skip
_CANDIDATES = 4
"""The most sentences of one question."""
_SWAPPED = 0.5
"""Share of answerable questions that are also asked with a name, date or number exchanged."""
_REPORTS = 1200


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates for one question (task answers, labels 1 and 0), or one claim and its quote."""

    task: str
    source: str
    pairs: list[Pair]
    labels: list[int]


def groups(folder: Path, seed: int = 0) -> tuple[list[Group], list[Group]]:
    """What to train on and what is held back to measure: nothing is in both."""
    rng = random.Random(seed)
    train, held = list[Group](), list[Group]()
    for name, keys, made in (
        ("answers", ("q", "text"), _answers),
        ("entails", ("premise", "hypothesis"), _supports),
    ):
        read = rows.read(folder / f"{name}.jsonl.gz")
        kept = rows.held_back(read, keys, rng)
        train += made([row for n, row in enumerate(read) if n not in kept], rng)
        held += made([row for n, row in enumerate(read) if n in kept], rng)
    for number in range(_REPORTS):
        (held if number < _REPORTS * rows.HELD_BACK else train).extend(_invented(rng))
    again = [one for one in train for _ in range(_REPEATED.get(one.source, 1) - 1)]
    return train + again, held


def _answers(read: list[Row], rng: random.Random) -> list[Group]:
    questions: dict[str, list[Row]] = defaultdict(list)
    for row in read:
        questions[row["q"]].append(row)
    names = names_in([row["q"] for row in read])
    found = list[Group]()
    for question, about in questions.items():
        source = next((r["src"] for r in about if r["src"].endswith("-unans")), about[0]["src"])
        if rng.random() >= _SAMPLED.get(source, 1.0):
            continue
        candidates = _candidates(question, about)
        if not candidates:
            continue
        positive = [one for one in candidates if one[2]]
        negative = [one for one in candidates if not one[2]]
        chosen = rng.sample(positive, min(2, len(positive)))
        hard = sorted(negative, key=lambda one: -_shared(question, one[1]) - rng.random() / 3)
        chosen += hard[: (_CANDIDATES if positive else _CANDIDATES - 1) - len(chosen)]
        pairs = [(question, before, text) for before, text, _ in chosen]
        found.append(Group("answers", source, pairs, [label for *_, label in chosen]))
        if positive and rng.random() < _SWAPPED and source != "clapnq-reply":
            found += _swapped(question, chosen, names, source, rng)
    return found


def _swapped(
    question: str,
    chosen: Sequence[tuple[str, str, int]],
    names: Sequence[str],
    source: str,
    rng: random.Random,
) -> Iterator[Group]:
    """The question about another name, date or number, which none of the sentences answers."""
    before, text, _ = chosen[0]
    ways = [other_number(question, rng), other_name(question, names, rng)]
    for asked in filter(None, ways):
        gone = set(words(question)) - set(words(asked))
        if gone & set(words(f"{before} {text}")):
            pairs = [(asked, before, text) for before, text, _ in chosen[:2]]
            yield Group("answers", f"{source}+swapped", pairs, [0] * len(pairs))
            return


def _candidates(question: str, about: Sequence[Row]) -> list[tuple[str, str, int]]:
    """(before, sentence, label) of each sentence that is told about the question."""
    texts = {row["text"]: row["label"] for row in about}
    longest_first = sorted(texts, key=len, reverse=True)
    found: dict[str, tuple[str, str, int]] = {}
    split = {text: [text[slice(*span)] for span in sentences(text)] for text in longest_first}
    singles = {text for text, parts in split.items() if len(parts) == 1}
    for text in longest_first:
        parts, label = split[text], texts[text]
        if text in singles:
            found.setdefault(text.strip(), ("", text.strip(), label))
            continue
        right = [part for part in parts if any(texts[s] and _same(part, s) for s in singles)]
        if label and not right:  # it answers, but where is not told
            if len(parts) <= 4:
                found[text] = ("", text, 1)
            continue
        exact = about[0]["src"].startswith("squad")
        for number, part in enumerate(parts):
            told = label == 0 or part in right or exact
            if not told:
                told = any(_same(part, s) for s in singles)
            if told and len(part) > 20:
                before = parts[number - 1] if number else ""
                found[part.strip()] = (before, part.strip(), int(part in right))
    return list(found.values())


def _same(part: str, sentence: str) -> bool:
    return part.strip() in sentence or sentence.strip() in part


def _shared(question: str, text: str) -> float:
    asked = content_words(question)
    own = set(words(text))
    return sum(word in own for word in asked) / max(1, len(asked))


def _supports(read: list[Row], rng: random.Random) -> list[Group]:
    found = list[Group]()
    names = names_in([row["premise"] for row in rng.sample(read, min(2000, len(read)))])
    for row in read:
        title, dot, rest = row["premise"].partition(". ")
        titled = row["src"].startswith("fm2") and dot and len(title) < 60
        before, quote = (title, rest) if titled else ("", row["premise"])
        claim, source = row["hypothesis"], row["src"]
        label = LABELS.index(row["label"])
        found.append(Group("supports", source, [(claim, before, quote)], [label]))
        wiki = not source.startswith(("snli", "mnli", "begin"))
        if wiki and label == 0 and rng.random() < 0.6:
            found += _altered(claim, (before, quote), names, rng)
        if wiki and len(quote) < 260 and rng.random() < 0.2:
            found += _altered(quote, (before, quote), names, rng, true=0.5)
    return found


def _altered(
    claim: str,
    held_against: tuple[str, str],
    names: Sequence[str],
    rng: random.Random,
    true: float = 0.0,
) -> Iterator[Group]:
    """A supported claim as it is or with a name, a figure or a "not" exchanged."""
    before, quote = held_against
    if rng.random() < true:
        yield Group("supports", "as quoted", [(claim, before, quote)], [0])
        return
    ways = [
        ("figure changed", other_number(claim, rng), 1),
        ("negated", negated(claim, rng), 1),
        ("name changed", other_name(claim, names, rng), UNSUPPORTED),
    ]
    ways = [way for way in ways if way[1] is not None]
    if ways:
        source, changed, label = rng.choice(ways)
        yield Group("supports", source, [(str(changed), before, quote)], [label])


def _invented(rng: random.Random) -> Iterator[Group]:
    """Of one made-up report, some questions and some statements."""
    one = report(rng)
    befores = [
        f"{one.title}\n{one.sentences[n - 1]}" if n else one.title
        for n in range(len(one.sentences))
    ]
    for question, answering in rng.sample(one.questions, min(3, len(one.questions))):
        others = [n for n in range(len(one.sentences)) if n not in answering]
        asked_of = [*answering, *rng.sample(others, min(3 - len(answering), len(others)))]
        if not answering:
            asked_of = sorted(others, key=lambda n: -_shared(question, one.sentences[n]))[:2]
        pairs = [(question, befores[n], one.sentences[n]) for n in asked_of]
        labels = [int(n in answering) for n in asked_of]
        yield Group("answers", "invented news", pairs, labels)
    for claim, place, label in rng.sample(one.statements, min(4, len(one.statements))):
        number = UNSUPPORTED if label == "unsupported" else LABELS.index(label)
        pair = (claim, befores[place], one.sentences[place])
        yield Group("supports", "invented news", [pair], [number])
