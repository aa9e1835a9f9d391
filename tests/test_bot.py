"""Chatbot: the whole path, over a small collection with the real embedding model."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.runnables import RunnableLambda

from chatbot import Answer, Chatbot, Filters, Turn, open_chatbot
from chatbot.bot import NOTHING_TO_LOOK_FOR
from chatbot.markdown import MARKER
from chatbot.questions import LONGEST
from chatbot.quotes import UNKNOWN
from ingest import ingest
from vectorstore import NoStore, QuestionError, StoreMismatch
from vectorstore.writes import set_fact


def check(bot: Chatbot, answer: Answer) -> None:
    """What holds of every answer."""
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [int(number) for number in MARKER.findall(answer.text)] == numbers
    for c in answer.citations:
        assert bot.article(c.article_id, c.version).text[c.start : c.end] == c.quote
    for claim in answer.claims:
        cited = answer.citations[claim.citation - 1]
        assert (claim.article_id, claim.version) == (cited.article_id, cited.version)
        assert cited.start <= claim.start < claim.end <= cited.end
        text = bot.article(claim.article_id, claim.version).text
        assert text[claim.cue_start : claim.cue_end] == claim.cue
    assert Answer.from_dict(json.loads(json.dumps(answer.to_dict()))) == answer


def test_an_answer_says_who_says_it(bot: Chatbot) -> None:
    answer = bot.ask("How much will the repairs of the bridge cost?")
    check(bot, answer)
    claim = next(claim for claim in answer.claims if claim.article_id == "bridge")
    assert (claim.name, claim.cue, claim.stance) == ("Ada Brunner", "said", "asserts")
    assert claim.name in {stored.name for stored in bot.store.claims(speaker="brunner")}


@pytest.mark.parametrize(
    ("question", "article", "said"),
    [
        ("Why was the Lowen bridge closed?", "bridge", "cracks in two of its piers"),
        ("How much will the repairs of the bridge cost?", "bridge", "4.2 million crowns"),
        ("Who called for the mayor to resign?", "warning", "Per Holm"),
        ("How long did the strike at Saint Agnes last?", "strike", "23 days"),
        ("Who led the strike?", "strike", "Rosa Lind"),
        ("When did engineers warn about the cracks in the bridge?", "warning", "2019"),
        ("Who is the keeper of the Skerrow lighthouse?", "keeper", "Tom Aldane"),
        ("How did the council vote on the library roof?", "budget", "9 to 4"),
        ("Wie viele Passagiere warten im Hafen?", "faehre", "Rund 300 Passagiere warten"),
    ],
)
def test_it_answers_with_the_sentence_that_answers(
    bot: Chatbot, question: str, article: str, said: str
) -> None:
    answer = bot.ask(question)
    check(bot, answer)
    assert answer.status == "answered" and answer.mode == "quotes" and answer.done
    assert any(c.article_id == article and said in c.quote for c in answer.citations), answer.text
    assert len(answer.citations) <= 4


@pytest.mark.parametrize(
    "question",
    [
        "Who won the chess world championship in Reykjavik?",
        "What is the capital of Brazil?",
        "How many moons does Jupiter have?",
        "Wer hat das Tor geschossen?",
    ],
)
def test_what_the_articles_do_not_say_is_unknown(bot: Chatbot, question: str) -> None:
    answer = bot.ask(question)
    check(bot, answer)
    assert answer.status == "unknown"
    assert answer.text.startswith(UNKNOWN)


def test_what_is_near_is_shown_when_nothing_answers(bot: Chatbot) -> None:
    answer = bot.ask("Who painted the Skerrow lighthouse in 1950?")
    check(bot, answer)
    assert answer.status == "unknown"
    assert [c.article_id for c in answer.citations] == ["keeper"]


@pytest.mark.parametrize("question", ["", "  \n\t ", "\u00a0"])
def test_no_question_is_an_error_that_says_what_to_do(bot: Chatbot, question: str) -> None:
    with pytest.raises(QuestionError, match="Ask a question"):
        bot.ask(question)
    with pytest.raises(QuestionError):
        bot.retrieve(question)


@pytest.mark.parametrize("question", ["what is the", "???", "— … ' \" ()", "and?", "\x00"])
def test_a_question_about_nothing_is_unknown(bot: Chatbot, question: str) -> None:
    answer = bot.ask(question)
    assert (answer.status, answer.text, answer.citations) == ("unknown", UNKNOWN, ())
    assert answer.notice == NOTHING_TO_LOOK_FOR


def test_a_very_long_question_is_cut_and_says_so(bot: Chatbot) -> None:
    question = "Why was the Lowen bridge closed? " * 3_000
    answer = bot.ask(question)
    check(bot, answer)
    assert answer.question == question
    assert answer.notice is not None and f"{LONGEST:,}" in answer.notice


@given(st.text(max_size=200) | st.text(alphabet="\"+-*:()[]{}^~\\/ ANDORT<>='`ab?", max_size=80))
@settings(max_examples=40)
def test_any_text_is_a_question_or_politely_refused(bot: Chatbot, question: str) -> None:
    try:
        answer = bot.ask(question)
    except QuestionError:
        assert not question.split()
    else:
        check(bot, answer)


def test_a_stream_grows_to_the_answer(bot: Chatbot) -> None:
    question = "Who called for the mayor to resign?"
    *growing, last = bot.stream(question)
    assert last == bot.ask(question) and last.done
    assert growing and not any(so_far.done for so_far in growing)
    for before, after in zip([*growing], [*growing[1:], last], strict=True):
        check(bot, before)
        assert after.text.startswith(before.text)
        assert after.citations[: len(before.citations)] == before.citations
        assert after.status == before.status


def test_a_follow_up_is_completed_by_the_question_before(bot: Chatbot) -> None:
    first = bot.ask("Why did the nurses strike?")
    answer = bot.ask("And who led it?", history=[Turn(first.question, first.text)])
    check(bot, answer)
    assert answer.question == "And who led it?"
    assert answer.status == "answered"
    assert "Rosa Lind" in " ".join(c.quote for c in answer.citations)


def test_filters_limit_the_answer_and_come_back_with_it(bot: Chatbot) -> None:
    filters = Filters(publishers=("The Lowen Ledger",))
    answer = bot.ask("What happened to the Lowen bridge?", filters=filters)
    check(bot, answer)
    assert answer.filters == filters
    assert {c.article_id for c in answer.citations} <= {"warning", "budget"}
    none = bot.ask("Why was the bridge closed?", filters=Filters(publishers=("Nobody",)))
    assert (none.status, none.text) == ("unknown", UNKNOWN)


def test_filters_are_read_from_the_question(bot: Chatbot) -> None:
    answer = bot.ask("Why was the Lowen bridge closed, according to the Valley Post?")
    check(bot, answer)
    assert answer.status == "answered" and answer.notice is None
    assert answer.filters == answer.asked_filters == Filters(publishers=("Valley Post",))
    assert [c.article_id for c in answer.citations] == ["bridge"]
    given = Filters(languages=("en",), published_from="2024-01-01")
    limited = bot.ask("Who called for the mayor to resign, in the Lowen Ledger?", filters=given)
    assert limited.asked_filters == Filters(publishers=("The Lowen Ledger",))
    assert limited.filters == dataclasses.replace(given, publishers=("The Lowen Ledger",))
    assert [c.article_id for c in limited.citations] == ["warning"]


def test_days_are_counted_from_the_newest_article(bot: Chatbot) -> None:
    """The newest is of Thursday, 9 May 2024."""
    answer = bot.ask("Why was the Lowen bridge closed this week?")
    assert answer.asked_filters == Filters(published_from="2024-05-06", published_to="2024-05-12")
    assert answer.status == "answered"
    hits = bot.retrieve("Articles of November 2023 about a bridge")
    assert {hit.article_id for hit in hits} == {"strike"}


def test_filters_that_leave_no_answer_are_dropped_and_that_is_said(bot: Chatbot) -> None:
    answer = bot.ask("In articles from March 2020, who led the strike?")
    check(bot, answer)
    assert answer.status == "answered"
    assert {c.article_id for c in answer.citations} == {"strike"}
    assert answer.filters == answer.asked_filters == Filters()
    assert answer.notice is not None and "March 2020" in answer.notice
    hits = bot.retrieve("Articles of February 1990 about the nurses' strike")
    assert hits[0].article_id == "strike"


def test_what_is_asked_of_some_days_is_not_answered_from_others(bot: Chatbot) -> None:
    for question in ("What was there this week?", "Articles of November 2023"):
        answer = bot.ask(question)
        check(bot, answer)
        assert answer.asked_filters and answer.notice is None
        hits = bot.retrieve(question)
        assert {hit.article_id for hit in hits} <= {"bridge", "bridge-copy", "warning", "strike"}


def test_what_is_given_is_never_dropped(bot: Chatbot) -> None:
    given = Filters(published_to="2020-12-31")
    answer = bot.ask("Who led the strike, according to the Valley Post?", filters=given)
    assert answer.filters == given and answer.status == "unknown"


def test_filters_need_not_be_read(bot: Chatbot) -> None:
    question = "Why was the Lowen bridge closed, according to the Lowen Ledger?"
    answer = bot.ask(question, read_filters=False)
    assert answer.filters == answer.asked_filters == Filters()
    assert answer.notice is None
    hits = bot.retrieve(question, read_filters=False)
    assert {"bridge", "warning"} <= {hit.article_id for hit in hits}
    assert bot.as_runnable().invoke({"question": question, "read_filters": False}) == answer


@pytest.mark.parametrize(
    "filters",
    [
        Filters(published_from="31 February", published_to="9999-99-99"),
        Filters(published_from="", languages=("xx",), article_ids=("none", "")),
        Filters(publishers=("\x00", "'; drop table articles"), not_publishers=("",)),
    ],
)
def test_unknown_filters_are_no_error(bot: Chatbot, filters: Filters) -> None:
    answer = bot.ask("Why was the bridge closed last week, according to the BBC?", filters=filters)
    check(bot, answer)


def test_a_follow_up_may_name_another_source(bot: Chatbot) -> None:
    first = bot.ask("What does the Valley Post say about the Lowen bridge?")
    answer = bot.ask("What about the Lowen Ledger?", history=[Turn(first.question, first.text)])
    assert answer.asked_filters == Filters(publishers=("The Lowen Ledger",))


def test_a_pronoun_is_who_was_quoted(bot: Chatbot) -> None:
    first = bot.ask("Who led the nurses' strike?")
    hits = bot.retrieve("What did she say?", [Turn(first.question, first.text)], limit=1)
    assert [hit.article_id for hit in hits] == ["strike"]


def test_a_copy_is_not_a_second_source(bot: Chatbot) -> None:
    answer = bot.ask("How much will the repairs of the bridge cost?")
    assert {c.article_id for c in answer.citations} == {"bridge"}  # the one published first


def test_article_text_is_shown_as_it_is(bot: Chatbot) -> None:
    answer = bot.ask("What did the notice at the Orsk mine read?")
    check(bot, answer)
    (quote,) = [c.quote for c in answer.citations if "Do not enter" in c.quote]
    assert "<script>alert(1)</script>" in quote and "[3]" in quote
    assert "<script>" not in answer.text.replace("\\<", "")


def test_retrieve_gives_hits_best_first(bot: Chatbot) -> None:
    hits = bot.retrieve("How long did the strike at Saint Agnes last?", limit=3)
    assert hits[0].article_id == "strike" and len(hits) == 3
    follow = bot.retrieve("And who led it?", history=[Turn("Why did nurses strike?", "")], limit=1)
    assert [hit.article_id for hit in follow] == ["strike"]
    only = bot.retrieve("bridge", filters=Filters(languages=("de",)))
    assert {hit.article_id for hit in only} == {"faehre"}


def test_a_question_is_searched_for_once_until_something_changes(
    newsroom: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(newsroom, tmp_path / "data")
    (tmp_path / "goat.txt").write_text("The goat of Lowen was found on the roof on Sunday.")
    with open_chatbot(data=data) as bot:
        asked = "Where was the goat of Lowen found?"
        before = bot.ask(asked)
        first = bot.retrieve(asked, limit=5)
        searched = bot._evidence.cache_info()
        assert (searched.misses, searched.hits) == (1, 1)
        ingest([tmp_path / "goat.txt"], data=data)
        assert "on the roof" in bot.ask(asked).text and "on the roof" not in before.text
        assert "goat.txt" not in {hit.article_id for hit in first}
        bot.store.remove(["goat.txt"])
        assert bot.ask(asked) == before


def test_copies_are_folded_from_the_moment_they_are_known(newsroom: Path, tmp_path: Path) -> None:
    data = shutil.copytree(newsroom, tmp_path / "data")
    for name in ("goat.txt", "wire.txt"):
        (tmp_path / name).write_text("The goat of Lowen was found on the roof on Sunday.")
    ingest([tmp_path / "goat.txt", tmp_path / "wire.txt"], data=data)
    with open_chatbot(data=data) as bot:

        def found() -> int:
            hits = bot.retrieve("Where was the goat of Lowen found?")
            return sum("goat" in hit.text for hit in hits)

        bot.store.set_groups({"goat.txt": "goat.txt", "wire.txt": "wire.txt"}, {})
        assert found() == 2
        bot.store.set_groups({"wire.txt": "goat.txt"}, {})
        assert found() == 1


def test_another_embedding_model_is_noticed_by_a_question_asked_before(
    newsroom: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(newsroom, tmp_path / "data")
    with open_chatbot(data=data) as bot:
        bot.ask("Who led the strike?")
        with bot.store.catalog.writing() as connection:
            set_fact(connection, "stamp", '{"embedding": "another", "limits": ""}')
        with pytest.raises(StoreMismatch):
            bot.ask("Who led the strike?")


def test_whoever_writes_all_share_what_was_found(bot: Chatbot) -> None:
    question = "Who keeps the lighthouse of Skerrow?"
    bot.retrieve(question)
    before = bot._evidence.cache_info()
    quoting = bot.written_by(None)
    assert quoting.retrieve(question) == bot.retrieve(question)
    assert bot._evidence.cache_info().misses == before.misses


def test_the_whole_path_is_a_runnable(bot: Chatbot) -> None:
    runnable = bot.as_runnable()
    question = "Who led the strike?"
    answer = bot.ask(question)
    assert runnable.invoke(question) == answer
    assert list(runnable.stream(question)) == list(bot.stream(question))
    history = [Turn("Why did nurses strike?", "")]
    filters = Filters(languages=("en",))
    given = {"question": "Who led it?", "history": history, "filters": filters}
    assert runnable.invoke(given) == bot.ask("Who led it?", history, filters)
    both = runnable.batch([question, "Why was the Lowen bridge closed?"])
    assert both[0] == answer and both[1].status == "answered"
    statuses = RunnableLambda(lambda text: f"{text}?") | runnable | (lambda found: found.status)
    assert statuses.invoke("Who led the strike") == "answered"
    assert list(statuses.stream("Who led the strike")) == ["answered"]


def test_without_a_collection_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match="python -m ingest"):
        open_chatbot(tmp_path / "none")


def test_a_second_process_answers_alike_without_torch(bot: Chatbot, newsroom: Path) -> None:
    """While this process has the collection open, and the model's conversion is kept."""
    question = "How long did the strike at Saint Agnes last?"
    code = (
        "import json, sys; from chatbot import open_chatbot\n"
        f"with open_chatbot({str(newsroom)!r}) as bot:\n"
        f"    print(json.dumps(bot.ask({question!r}).to_dict()))\n"
        "loaded = {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)\n"
        "assert not loaded, loaded"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    assert Answer.from_dict(json.loads(done.stdout)) == bot.ask(question)


def test_answers_cannot_be_changed(bot: Chatbot) -> None:
    answer = bot.ask("Who led the strike?")
    with pytest.raises(dataclasses.FrozenInstanceError):
        answer.text = "no"  # type: ignore[misc]
