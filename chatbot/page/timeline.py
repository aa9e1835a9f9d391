"""When it was said: a small picture of how many claims there are of each day, month or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from chatbot.page import wording
from vectorstore import Stance

MOST_DAYS, MOST_MONTHS = 62, 60
"""Bars of days and of months; beyond that they are of months, and of years."""
AGAINST: frozenset[Stance] = frozenset({"denies", "doubts"})
"""Stances that are drawn in another colour: they say that something is not so, or not sure."""
WIDTH, HEIGHT, WIDEST = 600, 90, 40
"""Of the picture, in units of its own; and the widest that a bar may be."""


def timeline(days: Sequence[tuple[str | None, Stance, int]]) -> str:
    """Of claims counted by day and stance; with the same in a table, for who cannot see it."""
    dated = [(at, stance, count) for day, stance, count in days if (at := _date(day))]
    undated = sum(count for *_, count in days) - sum(count for *_, count in dated)
    note = f'<p class="byline-origin">{escape(wording.undated(undated))}</p>' if undated else ""
    if not dated:
        return f"<section>{note}</section>" if note else ""
    first, last = min(dated)[0], max(dated)[0]
    size = _size(first, last)
    total, against = Counter[str](), Counter[str]()
    for day, stance, count in dated:
        total[day.isoformat()[:size]] += count
        against[day.isoformat()[:size]] += count if stance in AGAINST else 0
    bins = _bins(first, last, size)
    ends = "".join(f"<span>{escape(wording.period(one))}</span>" for one in (bins[0], bins[-1]))
    rows = "".join(
        f'<tr><th scope="row">{escape(wording.period(one))}</th>'
        f"<td>{total[one]:,}</td><td>{against[one]:,}</td></tr>"
        for one in bins
        if total[one]
    )
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in wording.TIMELINE_HEADS)
    return f"""<section class="byline-timeline"><h3>{escape(wording.TIMELINE)}</h3>
{_picture(bins, total, against)}
<p class="byline-ends" aria-hidden="true">{ends}</p>
<p class="byline-key"><span class="byline-key-other">{escape(wording.KEY_OTHER)}</span>
<span class="byline-key-against">{escape(wording.KEY_AGAINST)}</span></p>{note}
<details><summary>{escape(wording.AS_TABLE)}</summary>
<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details></section>"""


def _picture(bins: Sequence[str], total: Counter[str], against: Counter[str]) -> str:
    """A bar for each bin, the part against at its foot."""
    most = max(total.values())
    step = WIDTH / len(bins)
    wide = min(WIDEST, 0.8 * step)
    bars = []
    for place, one in enumerate(bins):
        if not total[one]:
            continue
        low = HEIGHT * against[one] / most
        high = HEIGHT * (total[one] - against[one]) / most
        x, width = f"{(place + 0.5) * step - wide / 2:.1f}", f"{wide:.1f}"
        bars.append(
            f"<g><title>{escape(wording.bar(one, total[one]))}</title>"
            f'<rect class="byline-bar" x="{x}" width="{width}" y="{HEIGHT - low - high:.1f}"'
            f' height="{high:.1f}"/>'
            f'<rect class="byline-bar-against" x="{x}" width="{width}" y="{HEIGHT - low:.1f}"'
            f' height="{low:.1f}"/></g>'
        )
    label = escape(wording.picture(sum(total.values()), bins[0], bins[-1]))
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img"'
        f' aria-label="{label}">{"".join(bars)}</svg>'
    )


def _size(first: date, last: date) -> int:
    """How much of an ISO date names a bin: its day, its month or its year."""
    if (last - first).days < MOST_DAYS:
        return 10
    return 7 if _month(last) - _month(first) < MOST_MONTHS else 4


def _bins(first: date, last: date, size: int) -> list[str]:
    """Every bin from the first to the last, also those without anything in them."""
    if size == 10:
        return [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]
    if size == 7:
        months = range(_month(first), _month(last) + 1)
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    return [f"{year:04}" for year in range(first.year, last.year + 1)]


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1


def _date(day: str | None) -> date | None:
    """None also where what stands as a date is no day of the calendar."""
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None
