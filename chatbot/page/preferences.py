"""The settings that a user may change on the page, each kept for that user."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from html import escape
from typing import Any, Literal, cast, get_args

import gradio as gr

from chatbot import Chatbot
from chatbot.page import wording
from chatbot.page.users import User, user_of
from chatbot.records.preferences import choose, chosen
from chatbot.records.tables import Records
from vectorstore import BylineError

Theme = Literal["system", "light", "dark"]
WRITTEN, QUOTES = "written", "quotes"
_WAY = re.compile(r"written|quotes|\w+:[^<>\n]{1,200}")
MORE = (0, 3, 6)
"""How many passages may be shown besides those quoted."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What somebody chose, or the defaults."""

    theme: Theme = "system"
    mode: str = WRITTEN
    """How answers are made where language models are configured: by the first, by the one of this
    name, or by none."""
    more: int = MORE[0]
    """Passages shown besides those quoted."""


_DEFAULT = Preferences()


def preferences_of(records: Records, user: User) -> Preferences:
    """What the user chose, as far as it can be read."""
    try:
        kept = chosen(records, user.id)
    except BylineError as error:
        _log.debug("No preferences: %s", error)
        return Preferences()
    return _valid(kept.get("theme"), kept.get("mode"), kept.get("more"))


def in_mode(bot: Chatbot, mode: str) -> Chatbot:
    """The chatbot itself, or one over the same articles that another model or none writes for."""
    if bot.writer is None:
        return bot
    if mode == QUOTES:
        return bot.written_by(None)
    other = next((writer for writer in bot.others if writer.model.name == mode), None)
    return bot.written_by(other) if other else bot


def ways(bot: Chatbot) -> list[tuple[str, str]]:
    """The ways in which its answers can be made, each with what the page calls it."""
    named = [(writer.model.name, writer.model.name) for writer in bot.others]
    if named and bot.model:
        return [(bot.model, WRITTEN), *named, (wording.WAYS[QUOTES], QUOTES)]
    return [(name, one) for one, name in wording.WAYS.items()]


def preferences_panel(page: gr.Blocks, chatbot: Callable[[], Chatbot], records: Records) -> None:
    """Lay the settings out, folded away; each says what it means."""
    with gr.Accordion(wording.SETTINGS, open=False):
        fields = [
            gr.Radio(
                [(name, one) for one, name in wording.THEMES.items()], label=wording.THEME,
                info=wording.THEME_INFO, value=_DEFAULT.theme,
            ),
            gr.Radio(
                [(name, one) for one, name in wording.WAYS.items()], label=wording.WAY,
                info=wording.WAY_INFO, value=_DEFAULT.mode, visible=False,
            ),
            gr.Radio(
                [(wording.more(count), count) for count in MORE], label=wording.MORE,
                info=wording.MORE_INFO, value=_DEFAULT.more,
            ),
        ]  # fmt: skip
        account = gr.HTML(apply_default_css=False)

    def load(request: gr.Request) -> tuple[Any, ...]:
        user = user_of(request)
        kept = preferences_of(records, user)
        way = gr.Radio(visible=False)
        with suppress(BylineError):
            if (bot := chatbot()).writer:
                there = ways(bot)
                mode = kept.mode if kept.mode in dict(there).values() else WRITTEN
                way = gr.Radio(choices=there, value=mode, visible=True)
        return kept.theme, way, kept.more, _account(user)

    def keep(theme: str, mode: str, more: int, request: gr.Request) -> None:
        try:
            choose(records, user_of(request).id, **asdict(_valid(theme, mode, more)))
        except BylineError as error:
            raise gr.Error(escape(str(error)), print_exception=False) from None

    quiet: dict[str, Any] = {
        "queue": False, "show_progress": "hidden", "api_visibility": "private",
    }  # fmt: skip
    page.load(load, None, [*fields, account], **quiet)
    for field in fields:
        field.input(keep, fields, None, **quiet)
    fields[0].change(None, fields[0], None, js="(theme) => window.bylineTheme(theme)")


def _valid(theme: object, mode: object, more: object) -> Preferences:
    """What comes from the browser or a file may be anything."""
    return Preferences(
        cast(Theme, theme) if theme in get_args(Theme) else _DEFAULT.theme,
        mode if isinstance(mode, str) and _WAY.fullmatch(mode) else _DEFAULT.mode,
        more if isinstance(more, int) and more in MORE else _DEFAULT.more,
    )


def _account(user: User) -> str:
    """Who is logged in, and the way out."""
    if user.name is None:
        return ""
    return (
        f'<form class="byline-account" method="post" action="logout">'
        f"<span>{escape(wording.logged_in(user.name))}</span> "
        f"<button>{escape(wording.LOGOUT)}</button></form>"
    )
