"""Texts that only look like copies: one template with other facts, reports that share a part."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.copies_edits import cut, paragraphs, sentences

Blend = Callable[[str, str, Random], str]

WORDS = {
    "town": "Aldmoor Brenwick Castleby Dunhaven Elmsford Farleigh Gorsey Hexley Inverlea Kelmarsh",
    "name": "Okafor Lindqvist Brandt Marín Tanaka Weiss Duarte Novak Haddad Sørensen Achebe Rossi",
    "firm": "Alcor Benthos Cadmium Dorado Eastgate Fenwick Granite Halcyon Ionis Juniper",
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "mood": "sunny dry cloudy wet windy misty mild cold",
    "wind": "north south east west",
}

# {town} is drawn once a text, {town2} is another one, {8-32} a whole number.
TEMPLATES = {
    "weather": """
        {day} will be {mood} in {town}, with a high of {8-32} degrees in the afternoon and a low of
        {0-8} degrees in the night. The chance of rain is {0-100} percent, and the wind will blow
        from the {wind} at up to {5-60} kilometres an hour. In {town2} it will be {mood2}. The sun
        rises at {5-9}:{10-60} a.m. and sets at {4-10}:{10-60} p.m. The weather service asks people
        to check the forecast again before they set out, since conditions may change at short
        notice.""",
    "company results": """
        Shares of {firm} closed at ${10-90}.{10-99} on {day}, against ${10-90}.{10-99} the day
        before, after the company reported results for the quarter. Net income was ${20-990}
        million, or {10-300} cents a share. Revenue came to ${2-90}.{1-9} billion in the period.
        Analysts surveyed beforehand had expected earnings of {10-300} cents a share. The company
        said it expects full-year revenue in the range of ${9-40} billion to ${41-90} billion. “We
        are pleased with the progress we have made this quarter and remain confident in our
        strategy,” chief executive {name} said in a statement. The shares have moved {2-60} percent
        since the beginning of the year.""",
    "football": """
        {town} beat {town2} {2-6}-{0-2} in front of a crowd of {2-40},{100-999} on {day}. {name}
        opened the scoring in the {2-44}th minute with a shot from outside the area, and {name2}
        made sure of the points in the {46-90}th. {town2} had chances of their own, but goalkeeper
        {name3} kept them out with a fine save late in the first half. The win takes {town} up to
        {4-9}th in the table with {10-70} points, while {town2} stay {10-20}th.""",
    "earthquake": """
        An earthquake of magnitude {3-6}.{0-9} struck {3-90} kilometres {wind} of {town} at
        {1-12}:{10-60} on {day}, the seismological institute in {town2} said. It was at a depth of
        {2-200} kilometres. There were no immediate reports of damage or injuries and no tsunami
        warning was issued. In the past ten days there have been {0-9} earthquakes of magnitude 3.0
        or greater centred nearby. This report was written from the institute's notice and was
        checked by an editor before it was published.""",
    "election": """
        {name} has been elected mayor of {town} with {40-70}.{0-9} percent of the vote, the
        electoral office said on {day}. {name2} came second with {20-39}.{0-9} percent and {name3}
        third with {2-19}.{0-9} percent. Turnout was {30-80}.{0-9} percent, against {30-80} percent
        four years ago. The count was finished shortly after midnight, and the result becomes final
        when the period for complaints has ended. The new mayor takes office on the first of next
        month and will lead a council of {15-60} members.""",
    "brief of 25 words": """
        {firm} said on {day} that net income in the quarter was ${20-990} million, against
        ${20-990} million a year before, on revenue of ${2-90}.{1-9} billion.""",
}
FOOTERS = {
    "newsletter": """
        Did you like this story? Sign up for our free morning newsletter and get the five things
        you need to know in your inbox every weekday at 6 a.m. You can unsubscribe at any time. By
        signing up you agree to our terms of use and our privacy notice. Support independent
        reporting: become a member.""",
    "rights": """
        This article is part of our series on how the world is changing. Have you got a tip for our
        reporters? Write to us in confidence or follow us for more. All rights reserved; no part of
        this report may be published, broadcast or rewritten without permission in writing from the
        publisher.""",
}


def filled(template: str, random: Random) -> str:
    """A template with facts drawn for each of its places."""
    drawn = {kind: random.sample(words.split(), 3) for kind, words in WORDS.items()}

    def fact(place: re.Match[str]) -> str:
        if numbers := re.fullmatch(r"(\d+)-(\d+)", place[1]):
            return str(random.randrange(int(numbers[1]), int(numbers[2])))
        kind = place[1].rstrip("23")
        return drawn[kind][int(place[1][len(kind) :] or 1) - 1]

    return re.sub(r"\{([^}]+)\}", fact, " ".join(template.split()))


def with_footer(report: str, name: str) -> str:
    return f"{report}\n\n{' '.join(FOOTERS[name].split())}"


def with_quotes(report: str, older: str, random: Random) -> str:
    """Put three sentences of the older report into this one, as agency quotes are shared."""
    parts = paragraphs(report)
    for quote in random.sample(sentences(older), 3):
        parts.insert(random.randrange(1, len(parts) + 1), quote)
    return "\n\n".join(parts)


def with_background(count: int) -> Blend:
    """End with paragraphs of the older report, as a follow-up does."""

    def blend(report: str, older: str, random: Random) -> str:
        return "\n\n".join([report, *random.sample(paragraphs(older), count)])

    return blend


def reusing(share: float) -> Blend:
    """Make that share of the report's words the older one's: whole sentences, in their order."""

    def blend(report: str, older: str, random: Random) -> str:
        size = min(len(report.split()), len(older.split()))
        new = cut((1 - share) * size / len(report.split()))(report, random)
        return f"{new}\n\n{cut(share * size / len(older.split()))(older, random)}"

    return blend


BLENDS: dict[str, Blend] = {
    "report with three shared quotes": with_quotes,
    "follow-up, one background paragraph": with_background(1),
    "follow-up, two background paragraphs": with_background(2),
}
