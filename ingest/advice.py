"""What to do about a failure, for the reasons that come up and do not say it themselves."""

from __future__ import annotations

import re

_ADVICE = [
    (re.compile(pattern, re.I), advice)
    for pattern, advice in (
        ("no such file|vanished", "Check the name."),
        ("permission denied", "Allow it to be read, then run the same command again."),
        ("not a regular file|is a directory", "Name a file or a folder."),
        ("no text in it", "If it is a scan, put it through text recognition (OCR) first."),
        ("larger than|longer than|too large", "Split it up, or leave it out."),
        ("front matter", "Mend that line."),
        ("not JSON|not UTF-8|no “text”|more lines like", "Mend that line of the file."),
        ("same id or url", "Give one of them another id, or remove it."),
        ("too long to read|too much memory|crashes its parser", "Save it in another format."),
        ("password", "Save it without the password."),
        ("robots", "Save the page by hand, and name the file."),
        ("for subscribers", "Save the page while you are logged in, and name the file."),
        (r"answers 40[14]|answers 410|error page", "Check the address."),
        (r"answers 403", "Save the page by hand, and name the file."),
        (
            r"answers (429|5\d\d)|took longer|did not|sent nothing|cut the connection|no address"
            "|cannot be connected|left alone|certificate|ends in the middle",
            "Try again later; what is stored stays.",
        ),
        ("could not be stored", "Leave it out, and report it."),
        ("not text|broken|damaged|not the (PDF|Word)", "Open it to see, and save it anew."),
    )
]


def advice(reason: str) -> str:
    """One sentence; empty where the reason says all there is to say."""
    found = (advice for pattern, advice in _ADVICE if pattern.search(reason))
    return next(found, "")
