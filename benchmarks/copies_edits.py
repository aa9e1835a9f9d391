"""What outlets do to a wire story before they print it, for measuring how well copies are found."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from random import Random

Edit = Callable[[str, Random], str]

HEADLINES = (
    "What we know so far",
    "Officials weigh next steps as questions remain",
    "In pictures and in numbers: the story everyone is following",
)
LOCAL = (
    """
    Our region was touched as well. The chamber of commerce in Millbrook said on Thursday that four
    of its members had called for advice, and the district council will take the matter up at its
    next open meeting, which starts at 7 p.m. in the old corn exchange.""",
    """
    A reader from Harrow Bay, who once worked in the same trade, told this newspaper that nothing
    about it had surprised her. Her letter will be printed in full in the weekend edition together
    with the answers of two experts from the local college.""",
    """
    Bus passengers in the county were asked to plan for delays. The transport office put up extra
    signs overnight and opened a telephone line, on which about 60 people had called by noon.""",
)
SPELLINGS = (
    ("metre", "meter"), ("labour", "labor"), ("centre", "center"), ("colour", "color"),
    ("organis", "organiz"), ("authoris", "authoriz"), ("recognis", "recogniz"),
    ("harbour", "harbor"), ("programme", "program"), ("towards", "toward"), ("grey", "gray"),
    ("apologis", "apologiz"), ("defence", "defense"), ("kilometre", "kilometer"),
    ("travell", "travel"), ("cancell", "cancel"), ("among", "amongst"), ("tonne", "ton"),
)  # fmt: skip
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
).split()


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?”“»\"])\s+(?=\S)", text)


def paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()]


def cut(share: float) -> Edit:
    """Drop the end, at the sentence nearest to that share of the words."""

    def edit(text: str, random: Random) -> str:
        end, enough = 0, share * len(text.split())
        for sentence in sentences(text):
            after = text.index(sentence, end) + len(sentence)
            if end and len(text[:after].split()) - len(sentence.split()) / 2 > enough:
                break
            end = after
        return text[:end]

    return edit


def lead(count: int, others: list[str]) -> Edit:
    """Put other sentences in the place of the first ones: nothing of their wording survives."""

    def edit(text: str, random: Random) -> str:
        other = random.choice([other for other in others if other != text])
        own = sentences(other)
        start = random.randrange(len(own) - count + 1)
        new = " ".join(own[start : start + count])
        old = sentences(text)[:count]
        return new + text[text.index(old[-1]) + len(old[-1]) :]

    return edit


def drop(text: str, random: Random) -> str:
    parts = paragraphs(text)
    for _ in range(max(1, len(parts) // 4)):
        parts.pop(random.randrange(1, len(parts)))
    return "\n\n".join(parts)


def local(text: str, random: Random) -> str:
    parts = paragraphs(text)
    parts.insert(random.randrange(1, len(parts) + 1), " ".join(random.choice(LOCAL).split()))
    return "\n\n".join(parts)


def headline(text: str, random: Random) -> str:
    return f"{random.choice(HEADLINES)}\n\n{text}"


def spelling(text: str, random: Random) -> str:
    for british, american in SPELLINGS:
        old, new = (british, american) if british in text else (american, british)
        text = re.sub(rf"\b{old}", new, text)
    return text


def quotes(text: str, random: Random) -> str:
    style = random.choice(('""', "‘’", "«»", "„“"))
    text = re.sub(r"[“«„]", style[0], text)
    return re.sub(r"[”»]", style[1], text).replace("’", "'")


def numbers(text: str, random: Random) -> str:
    text = re.sub(r"(?<=\d),(?=\d{3})", random.choice(("", "\u202f", " ", ".")), text)
    text = re.sub(r"(?<=\d) (metres|kilometres|million|billion)", lambda m: m[1][0], text)
    text = re.sub(r" per ?cent\b", "%", text).replace("a.m.", "am").replace("p.m.", "pm")
    words = "|".join(NUMBERS[2:])
    return re.sub(rf"\b({words})\b", lambda m: str(NUMBERS.index(m[1])), text)


def credits(text: str, random: Random) -> str:
    place = random.choice(("LONDON", "NEW YORK", "GENEVA"))
    agency = random.choice(("Meridian Wire", "North Agency", "AB/CD"))
    end = "Reporting by A. Writer and B. Author; editing by C. Desk. With material from agencies."
    return f"{place}, March 24 ({agency}) – {text}\n\n({end})"


def swap(text: str, random: Random) -> str:
    """Change the order of two paragraphs, and of two sentences in another."""
    parts = paragraphs(text)
    first = random.randrange(len(parts) - 1)
    parts[first], parts[first + 1] = parts[first + 1], parts[first]
    last = sentences(parts[-1])
    return "\n\n".join([*parts[:-1], " ".join(last[1:] + last[:1])])


def entities(text: str, random: Random) -> str:
    marked = html.escape(text).encode("ascii", "xmlcharrefreplace").decode()
    return (
        marked.replace("\n\n", "</p>\n<p>")
        .replace(" of ", "&nbsp;of ")
        .replace(" the ", " the\u00ad ")
    )


def chain(*edits: Edit) -> Edit:
    def edit(text: str, random: Random) -> str:
        for one in edits:
            text = one(text, random)
        return text

    return edit


def copy_edits(texts: list[str]) -> dict[str, Edit]:
    """What an outlet does to a wire story, one thing at a time and then several."""
    new_lead = lead(2, texts)
    return {
        "other headline": headline,
        "lead rewritten, 1 sentence": lead(1, texts),
        "lead rewritten, 2 sentences": new_lead,
        "end cut to 70 %": cut(0.70),
        "end cut to 50 %": cut(0.50),
        "end cut to 35 %": cut(0.35),
        "a quarter of the paragraphs dropped": drop,
        "local paragraph put in": local,
        "spelling US/UK": spelling,
        "quotation marks": quotes,
        "figures written otherwise": numbers,
        "dateline and credits": credits,
        "order of sentences": swap,
        "HTML left over": entities,
        "headline, lead, cut to 70 %, quotes, credits": chain(
            cut(0.70), new_lead, quotes, credits, headline
        ),
        "lead, cut to 50 %, spelling, figures, HTML": chain(
            cut(0.50), new_lead, spelling, numbers, entities
        ),
        "lead, cut to 50 %, local paragraph": chain(cut(0.50), new_lead, local),
        "lead, cut to 35 %, local paragraph": chain(cut(0.35), new_lead, local),
    }
