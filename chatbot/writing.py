"""Written mode: a language model writes, and each of its sentences is checked before it counts."""

from __future__ import annotations

import logging
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace

from langchain_core.prompt_values import PromptValue
from langchain_core.runnables import RunnableConfig

from chatbot import given, prompts, quotes
from chatbot.accounts import ClaimsOf
from chatbot.answers import Answer, Turn
from chatbot.citing import Fetch, sides_of
from chatbot.drafting import Draft
from chatbot.faults import reason, too_long
from chatbot.models import CONTEXT, REPLY, Model
from chatbot.orders import is_order
from chatbot.premises import says_otherwise
from chatbot.questions import Question
from chatbot.quotes import Plan
from chatbot.reader import Reader
from chatbot.retrieval import Evidence
from chatbot.said import Said, heard
from chatbot.streaming import Limits, Streaming
from chatbot.support import Source
from chatbot.terms import content_words

MOST = 12
"""Sentences after which no more are read; the model was asked for four."""
SPARE = 200
"""Tokens left free, for what a server adds around the text."""
SHORT = Limits(first=15.0, next=5.0, whole=20.0)
"""For the rewriting of a follow-up: if it takes longer, our own rules do it."""
LONGEST_REWRITTEN = 300
KEPT = 0.6
"""The share of a follow-up's own words that must still be there when it is rewritten."""

log = logging.getLogger(__name__)


class _Unwritten(Exception):
    """The model's text cannot be the answer; the message says why."""


class Writer:
    """Writes answers with a language model. Safe to use from many threads."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._streaming = Streaming()

    def answers(
        self,
        asked: Question,
        plan: Plan,
        evidence: Evidence,
        article: Fetch,
        claims: ClaimsOf,
        reader: Reader | None,
        config: RunnableConfig | None = None,
    ) -> Generator[Answer, None, None]:
        """The written answer as it grows, or the quotes with a notice of why there is none.

        An answer may be repeated while the model is silent, so that who asked can leave.
        """
        failed = ""
        try:
            yield from self._written(asked, plan, evidence, article, claims, reader, config)
            return
        except _Unwritten as error:
            failed = str(error)
        except Exception as error:  # every provider's client has errors of its own
            failed = f"No text by {self.model.name}: {reason(error)}."
            log.warning("%s", failed)
        for answer in quotes.composed(asked.put, plan, article, claims):
            yield replace(answer, model=self.model.name, notice=f"{failed} These are quotes.")

    def rewritten(
        self, question: str, history: Sequence[Turn], config: RunnableConfig | None = None
    ) -> str | None:
        """A follow-up made to stand alone by the model; None where what it wrote is of no use."""
        talk = prompts.conversation(history)
        asking = {"conversation": talk, "question": prompts.harmless(question)}
        prompt = prompts.REWRITE.invoke(asking)
        try:
            self.model.start()
            text = ""
            with closing(self._pieces(prompt, SHORT, config)) as pieces:
                for piece in pieces:
                    text += piece
                    if len(text) > LONGEST_REWRITTEN:
                        break
        except Exception as error:
            log.warning("A follow-up was not rewritten by %s: %s.", self.model.name, reason(error))
            return None
        rewritten = " ".join(text.split()).strip("\"'“” ")
        return rewritten if _of_use(rewritten, question, talk) else None

    def close(self) -> None:
        self._streaming.close()
        self.model.close()

    def _written(
        self,
        asked: Question,
        plan: Plan,
        evidence: Evidence,
        article: Fetch,
        claims: ClaimsOf,
        reader: Reader | None,
        config: RunnableConfig | None,
    ) -> Generator[Answer, None, None]:
        so_far = Answer(
            question=asked.put,
            text="",
            status=plan.status,
            mode="written",
            model=self.model.name,
            done=False,
        )
        yield so_far
        self.model.start()
        needed = [one.hit for one in plan.sentences]
        room = self._room(asked)
        sources = given.sources(needed, evidence.hits, claims, self.model, room)
        draft = Draft(sources, article, claims, reader)
        lead = f"{plan.lead}\n\n" if plan.status != "answered" and plan.lead else ""
        with closing(self._said(asked, plan, sources, draft, config)) as sentences:
            for said in sentences:
                if said is not None:
                    draft.add(said)
                    so_far = replace(
                        so_far,
                        text=f"{lead}{draft.text}" if draft.text else "",
                        citations=tuple(draft.citations),
                        claims=tuple(draft.claims),
                        sides=sides_of(plan.sides, draft.citations),
                        sentences=tuple(draft.sentences),
                    )
                yield so_far
        if missing := _missing(asked, plan, draft):
            raise _Unwritten(f"{self.model.name} {missing}.")
        yield replace(so_far, done=True)

    def _said(
        self,
        asked: Question,
        plan: Plan,
        sources: Sequence[Source],
        draft: Draft,
        config: RunnableConfig | None,
    ) -> Generator[Said | None, None, None]:
        """The sentences as they are finished, and None while nothing comes.

        It ends where the model only repeats itself. Where the server says that the sources are too
        many, it is asked again with half of them, as often as that helps.
        """
        asking = {
            "sources": "\n".join(map(prompts.block, sources)),
            "notes": given.notes(plan, sources),
            "question": prompts.harmless(asked.words),
            "history": prompts.messages(asked.history),
        }
        prompt = prompts.ANSWER.invoke(asking)
        try:
            with closing(self._pieces(prompt, self.model.limits, config)) as pieces:
                for said in heard(pieces, sources[0].hit.language):
                    if said and (draft.repeats(said) or len(draft.sentences) == MOST):
                        break
                    yield said
        except Exception as error:
            fewer = max(len(plan.sentences), len(sources) // 2)
            if fewer >= len(sources) or not too_long(error):
                raise
        else:
            return
        yield from self._said(asked, plan, sources[:fewer], draft, config)

    def _pieces(
        self, prompt: PromptValue, limits: Limits, config: RunnableConfig | None
    ) -> Generator[str, None, None]:
        return self._streaming.pieces(self.model.chat, prompt, limits, config)

    def _room(self, asked: Question) -> int:
        """Tokens that are left for sources."""
        told = [text for _, text in prompts.messages(asked.history)]
        rest = "\n".join([prompts.SYSTEM, prompts.ASKING, asked.words, *told])
        return CONTEXT - REPLY - SPARE - self.model.tokens(rest)


def _missing(asked: Question, plan: Plan, draft: Draft) -> str | None:
    """What keeps the draft from being the answer."""
    if not draft.sentences:
        return "wrote nothing"
    if all(prompts.NOTHING in one.text for one in draft.sentences):
        return "found no answer in the articles"
    if not draft.enough:
        return "wrote too little that the articles support"
    if len(sides_of(plan.sides, draft.citations)) < len(plan.sides):
        return "did not tell what each side says"
    if plan.lead == quotes.OTHERWISE and not any(
        says_otherwise(asked.complete, one.text) for one in draft.citing(plan.sentences[0])
    ):
        return "did not tell what the articles say instead"
    if plan.updates and not draft.citing(plan.updates[0].sentence):
        return "did not give the newest figure"
    return None


def _of_use(rewritten: str, question: str, talk: str) -> bool:
    """Whether it is a question of the conversation's own words, with most of the follow-up's."""
    if not rewritten or len(rewritten) > LONGEST_REWRITTEN or is_order(rewritten):
        return False
    own, new = set(content_words(question)), set(content_words(rewritten))
    known = own | set(content_words(talk))
    return bool(new) and new <= known and len(own & new) >= KEPT * len(own)
