"""Article → Passages: runs of whole sentences, small enough for the embedding model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vectorstore.articles import Article, Passage, Span
from vectorstore.sentences import LONGEST, cut, sentences

TARGET = 600
"""Characters; a passage is closed before it grows beyond this."""

ENOUGH = TARGET // 2
"""Characters; from here on a passage rather ends with a paragraph than takes part of the next."""

LIMITS = (
    f"sentences of {LONGEST} characters, passages of {TARGET}, rather by paragraph from {ENOUGH}"
)
"""What makes passages what they are; a store made with other limits must be embedded anew."""

CountTokens = Callable[[list[str]], list[int]]
Counted = tuple[Span, int]
"""A sentence and its tokens, special ones included."""


def passages(article: Article, count_tokens: CountTokens, max_tokens: int) -> list[Passage]:
    """The passages of an article; together they hold each of its sentences once, in order.

    None has more than ``max_tokens``, special ones included; a sentence that has is cut.
    """
    text = article.text
    counted = _fitting(text, sentences(text, article.language), count_tokens, max_tokens)
    return [
        Passage(
            article_id=article.id,
            version=article.version,
            position=position,
            start=run[0][0],
            end=run[-1][1],
            text=text[run[0][0] : run[-1][1]],
            sentences=tuple(run),
        )
        for position, run in enumerate(_runs(text, counted, max_tokens))
    ]


def _fitting(
    text: str, spans: list[Span], count_tokens: CountTokens, max_tokens: int
) -> list[Counted]:
    """The sentences with their tokens, cut until each fits: the model would not see the rest."""
    while spans:
        counts = count_tokens([text[start:end] for start, end in spans])
        pieces: list[Span] = []
        for (start, end), tokens in zip(spans, counts, strict=True):
            if tokens > max_tokens and end - start > 1:
                size = (end - start) * max_tokens // tokens
                middle = cut(text, start, max(size, 1))
                pieces.append((start, start + len(text[start:middle].rstrip())))
                start = end - len(text[middle:end].lstrip())
            pieces.append((start, end))
        if len(pieces) == len(spans):
            return list(zip(spans, counts, strict=True))
        spans = pieces
    return []


def _runs(text: str, counted: list[Counted], max_tokens: int) -> Iterator[list[Span]]:
    ends = _paragraph_ends(text, [span for span, _ in counted])
    run: list[Span] = []
    total = 0
    for (span, tokens), paragraph_end in zip(counted, ends, strict=True):
        if run:
            start, stop = run[0][0], run[-1][1]
            gap = text[stop : span[0]]
            total += tokens + len(gap.encode())  # no tokenizer makes more of white space
            too_much = span[1] - start > TARGET or total > max_tokens
            at_break = _is_break(gap) and stop - start >= ENOUGH
            if too_much or (at_break and paragraph_end - start > TARGET):
                yield run
                run = []
        if not run:
            total = tokens
        run.append(span)
    if run:
        yield run


def _paragraph_ends(text: str, spans: list[Span]) -> list[int]:
    """For each sentence, where its paragraph ends."""
    ends = [end for _, end in spans]
    for number in range(len(spans) - 2, -1, -1):
        if not _is_break(text[spans[number][1] : spans[number + 1][0]]):
            ends[number] = ends[number + 1]
    return ends


def _is_break(gap: str) -> bool:
    return len(f"{gap}.".splitlines()) > 1
