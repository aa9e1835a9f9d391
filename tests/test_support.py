"""What a quote supports: figures, days, names, "not", direction, speaker; and what it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.attributions import attribution
from chatbot.grading import restated
from chatbot.support import Source, Support, check
from ingest.claims import claims
from vectorstore import Article, Hit
from vectorstore.sentences import sentences

BRIDGE = (
    "The Lowen bridge was closed on Tuesday after engineers found cracks in two of its piers. "
    "Mayor Ada Brunner said that the repairs would cost 4.2 million crowns. "
    "She denied that the city had been warned. "
    "At least 18,000 cars cross the bridge on a working day, and 42 buses go north and 64 south. "
    "The opposition did not ask for a new bridge. "
    "“We will walk to work,” said Tom Aldane, a baker."
)


def source(text: str, number: int = 1, published: str | None = "2024-05-08") -> Source:
    article = Article(id=f"a{number}", text=text, version=1, language="en", publisher="Valley Post")
    hit = Hit(
        article_id=article.id, version=1, position=0, start=0, end=len(text), text=text,
        sentences=tuple(sentences(text, "en")), title="Bridge closed", publisher="Valley Post",
        author=None, published=published, language="en", url=None, group=article.id, score=1.0,
    )  # fmt: skip
    return Source(number, hit, tuple(claims(article)))


def checked(sentence: str, *texts: str) -> Support:
    return check(sentence, [source(text, n) for n, text in enumerate(texts or (BRIDGE,), 1)], None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Ada Brunner said that the repairs would cost 4.2 million crowns.",
        "According to Ada Brunner, the mayor, repairs would cost 4,200,000 crowns.",
        "The mayor denied that the city had been warned.",
        "The bridge was closed on 7 May 2024 after cracks were found by engineers in two of its piers.",
        "The opposition did not ask for a new bridge.",
        "42 buses go north and 64 go south.",
        "“We will walk to work,” Tom Aldane said.",
    ],
)
def test_supported(sentence: str) -> None:
    found = checked(sentence)
    assert (found.level, found.reasons) == ("supported", ())


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The repairs would cost 4.2 million crowns.", "has Mayor Ada Brunner say this"),
        ("Tom Aldane said that the repairs would cost 4.2 million crowns.", "not Tom Aldane"),
        ("Mayor Ada Brunner said that repairs would cost 2.4 million crowns.", "2.4 million"),
        ("Mayor Ada Brunner confirmed that the city had been warned.", "deny this"),
        ("The Lowen bridge was closed on Thursday after engineers found cracks.", "Thursday"),
        ("The Lowen bridge was closed on 8 May 2024 after engineers found cracks.", "8 May 2024"),
        ("The opposition asked for a new bridge.", "leaves out a “not”"),
        ("The Lowen bridge was not closed on Tuesday.", "“not” where"),
        ("64 buses go north and 42 go south.", "“64” where the quote says “42”"),
        ("The Lowen bridge was opened on Tuesday.", "“opened” where"),
        ("The Vastra bridge was closed on Tuesday.", "Vastra"),
        ("Fewer than 18,000 cars cross the bridge on a working day.", "18,000"),
        ("“We will swim to work,” said Tom Aldane.", "word for word"),
        ("“We will walk to work,” said Ada Brunner.", "not Ada Brunner"),
        (
            "The Lowen bridge was closed on Tuesday, and the harbour burned for days.",
            "not say this",
        ),
    ],
)
def test_unsupported(sentence: str, reason: str) -> None:
    found = checked(sentence)
    assert found.level == "unsupported"
    assert any(reason in one for one in found.reasons), found.reasons


HARBOUR = (
    "The ferry Ilse, which had closed the harbour of Torvik since Monday, was towed away on Friday. "
    "The storm that sank the two barges of the port was not foreseen, Norse forecasters said. "
    "Divers turned down a crane that a local farmer had lent. The head of the salvage said it was "
    "too weak for the wreck. The crane firm Halvard counted 12 boats in the bay on Friday. "
    "The authority denied that it had any blame. The master alone was at fault, it said. "
    "A judge freed the ferry at the authority's request. The owner is asking for 30,000 crowns. "
    "In Norway, far to the north, two horses drowned on a quay in the Salten district in high waves. "
    "Harbour pilots gave nine warnings to the west and five to the east."
)
ASH = (
    "Growers accused the council of hiding the figures, as dust from the Orra quarry closed schools "
    "across the valley for a third day on Tuesday. "
    "“So a week is nothing,” said Runa, a weaver. “The goats are glad that it is over.” "
    "“We slept in the barn,” said a miller in the village of Drangey who gave her name as Signe. "
    "A lawyer for the growers said the ruling showed that they were honest. The mayor who led the "
    "inquiry called it absurd: the growers, he said, had not kept the books that were asked for."
)
WOOL = (
    "The wool board expects the strike to end. On Monday a mill in the valley had spoken of 40 bales "
    "at the least. Some 90 bales were lost, by an estimate of the wool journal Fleece."
)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The ferry Ilse was towed away on 3 May 2024.", HARBOUR),
        ("The ferry Ilse, which had closed Torvik harbour since Monday, was towed away.", HARBOUR),
        ("The storm sank the two barges of the port.", HARBOUR),
        ("The head of the salvage said that the crane was too weak for the wreck.", HARBOUR),
        ("The owner is seeking 30,000 crowns.", HARBOUR),
        ("The authority denied any blame and said that the master alone was at fault.", HARBOUR),
        ("Two horses drowned on a quay in Norway in high waves.", HARBOUR),
        ("Pilots gave 14 warnings in all, nine to the west and five to the east.", HARBOUR),
        ("Dust from the Orra quarry closed schools across the valley for a third day.", ASH),
        ("Runa, a weaver, said: “The goats are glad that it is over.”", ASH),
        ("“We slept in the barn,” said Signe, a miller in Drangey.", ASH),
        ("“We slept in the barn,” said a miller named Signe.", ASH),
        ("The mayor who led the inquiry called the ruling absurd.", ASH),
    ],
)
def test_said_otherwise_is_not_refused(sentence: str, text: str) -> None:
    found = checked(sentence, text)
    assert found.level != "unsupported", found.reasons


@pytest.mark.parametrize(
    ("sentence", "text", "reason"),
    [
        ("A local farmer said that the crane was too weak for the wreck.", HARBOUR, "not a local"),
        ("Norse forecasters counted 12 boats in the bay on Friday.", HARBOUR, "Norse forecasters"),
        ("The authority counted 12 boats in the bay on Friday.", HARBOUR, "not have the authority"),
        ("The wool board spoke of 40 bales for the mill.", WOOL, "not have the wool board"),
        ("A wool buyer estimated that 90 bales were lost.", WOOL, "not have a wool buyer"),
        ("The storm was not foreseen.", HARBOUR, "not the article itself"),
        ("A judge freed the ferry at the owner's request.", HARBOUR, "turns round"),
        ("A judge freed the ferry at the request of its owner.", HARBOUR, "turns round"),
        ("Dust from the quarry closed schools across the valley for a fourth day.", ASH, "fourth"),
        ("“We slept in the barn,” said a shepherd named Signe.", ASH, "not a shepherd"),
        ("A lawyer for the growers called the ruling absurd.", ASH, "not a lawyer"),
        ("A lawyer for the growers said that they had not kept the books.", ASH, "not a lawyer"),
        ("Pilots gave 15 warnings in all, nine to the west and five to the east.", HARBOUR, "15"),
    ],
)
def test_said_by_or_of_another_is_refused(sentence: str, text: str, reason: str) -> None:
    found = checked(sentence, text)
    assert found.level == "unsupported"
    assert any(reason in one for one in found.reasons), found.reasons


FARM = (
    "Dr. H. Sand, a vet on her way to Narvik, said of the goats: “They eat the tarpaulin.” "
    "The vet took about an hour for each goat, and 30 goats held back by the frost came late. "
    "A boy aged 12 was bitten and a 70-year-old woman fell. Nothing but smoke was seen. "
    "Inspectors confirmed on Sunday that the barn was safe. There were still ticks on the straw, "
    "they said. The pump did not run, although the first reports had said that it did, and a valve "
    "burst. The chairman of the farm board praised the vet. The farm board asked for more straw. "
    "Neither side disclosed the price. The farm still hopes for a prize. "
    "“I counted the goats,” said a porter at the gate who gave his name as Odd. "
    "The heater was switched off at night, the porter said."
)
TRUST = (
    "The trust, one of the sponsors of the museum, said in May that the budget was largely spent. "
    "It objected in particular to 40,000 crowns for a drone and 20,000 crowns for the tents. "
    "By 9 a.m. on Tuesday 30 finds had been cleaned, according to the museum, which awaited more. "
    "The tents cost a third of the budget. Its first tests ruled out any leak, the museum said. "
    "The court said that the dam operator had known of the flood of "
    "2019. The council said that it would not pay. The keeper denied that he had slept. He said that "
    "the lamp alone was broken."
)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("A boy of 12 was bitten and a woman of 70 fell.", FARM),
        ("H. Sand, a vet bound for Narvik, said of the goats: “They eat the tarpaulin.”", FARM),
        ("Only smoke was seen.", FARM),
        ("A valve burst.", FARM),
        ("The farm has not given up hope of a prize.", FARM),
        ("“I counted the goats,” said a porter who gave his name as Odd.", FARM),
        ("The goats were held back by the frost.", FARM),
        ("More straw was asked for by the farm board.", FARM),
        ("In May the trust, a sponsor of the museum, called the budget largely spent.", TRUST),
        ("The trust objected to the 40,000 crowns for a drone in particular.", TRUST),
        ("The museum found that its first tests excluded any leak.", TRUST),
        ("The court said that the operator of the dam had known of the 2019 flood.", TRUST),
        ("The council will not pay.", TRUST),
        ("The keeper denied that he had slept and said that only the lamp was broken.", TRUST),
    ],
)
def test_much_the_same_in_other_words_is_not_refused(sentence: str, text: str) -> None:
    found = checked(sentence, text)
    assert found.level != "unsupported", found.reasons


@pytest.mark.parametrize(
    ("sentence", "text", "reason"),
    [
        ("The vet took about a day for each goat.", FARM, "about a day"),
        ("The vet took about half an hour for each goat.", FARM, "half an hour"),
        ("Inspectors could not confirm on Sunday that the barn was safe.", FARM, "“not” where"),
        ("Inspectors said that there were no longer ticks on the straw.", FARM, "“not” where"),
        ("The first reports had said that the pump did not run.", FARM, "the opposite"),
        ("The chairman of the farm board asked for more straw.", FARM, "not the chairman"),
        ("Its chairman asked for more straw.", FARM, "not its chairman"),
        ("The farm board said of the goats: “They eat the tarpaulin.”", FARM, "not the farm board"),
        ("The farm disclosed the price.", FARM, "leaves out a “not”"),
        ("The heater was switched on at night, the porter said.", FARM, "“switchedon”"),
        ("The museum's lawyer said that the first tests ruled out any leak.", TRUST, "lawyer"),
        ("The tents cost half of the budget.", TRUST, "half"),
    ],
)
def test_small_turns_are_refused(sentence: str, text: str, reason: str) -> None:
    found = checked(sentence, text)
    assert found.level == "unsupported"
    assert any(reason in one for one in found.reasons), found.reasons


MILL = (
    "Three women, two of them cooks, left the mill at four in the morning. "
    "About 62% of the town's 104,000 people were affected by dust and noise, the council said. "
    "Oil had been drained from the tanks. Neither party revealed the exact price. "
    "The herd counts 40 brown goats, 25 white goats and 12 sheep. "
    "Divers saw no leak, not even a crack in the hull. "
    "There was not enough evidence to name the culprit or to bring charges against the owners. "
    "The work could last weeks, the foreman said. The old wheel is broken. "
    "The mill, which opened in 1911, closed 106 days after the flood. Losses came to $200 million. "
    "The number of goats remained at 77, a shepherd said. The mill council met in 2019."
)
VOICES = (
    "“The clerk says it is the mayor. The mayor says it is the rain,” said Ada Lund, a baker on her "
    "way to Sandvik, at Torvik station. "
    "“I sweep it every day,” said Ole, a porter whose window looks on the yard where the goat slept. "
    "An early report said that the tower had fallen. The town's engineer says that is not true. "
    "“It is in the soup,” said a cook in Aldby, reached by radio, who gave her name as Berit. "
    "Nobody will be fined over the flood, the judge said on Monday, closing a case of two years. "
    "While the board had spoken of a week, the institute said that the repair would take a month."
)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The women left the mill at 4 a.m.", MILL),
        ("According to the council, 62% of the town's 104,000 people were affected by dust.", MILL),
        ("The tanks had been drained of oil.", MILL),
        ("The exact price was revealed by neither party.", MILL),
        ("The mill closed a hundred and six days after the flood.", MILL),
        ("The losses came to two hundred million dollars.", MILL),
        ("A baker at Torvik station said that the clerk says it is the mayor.", VOICES),
        ("From his window Ole can see the yard where the goat slept.", VOICES),
        ("The town's engineer says it is not true that the tower had fallen.", VOICES),
        ("Berit, who was reached by radio, said: “It is in the soup.”", VOICES),
        ("The judge closed a case that had lasted two years.", VOICES),
    ],
)
def test_numbers_and_speakers_in_other_words_are_not_refused(sentence: str, text: str) -> None:
    found = checked(sentence, text)
    assert found.level != "unsupported", found.reasons


@pytest.mark.parametrize(
    ("sentence", "text", "reason"),
    [
        ("The women left the mill at five in the morning.", MILL, "five in the morning"),
        ("Divers saw a crack in the hull.", MILL, "leaves out a “not”"),
        ("Charges against the owners were brought.", MILL, "leaves out a “not”"),
        ("The herd counts 25 brown goats.", MILL, "something else"),
        ("The work could last months, the foreman said.", MILL, "months"),
        ("The old wheel has been repaired.", MILL, "“repaired” where"),
        ("The number of goats rose, a shepherd said.", MILL, "“rose” where"),
        ("The mill council met in 2024.", MILL, "2024"),
        (
            "A fisherman at Torvik station said that the clerk says it is the mayor.",
            VOICES,
            "not a",
        ),
        ("The town's engineer says that the tower had fallen.", VOICES, "deny this"),
        ("The clerk closed a case that had lasted two years.", VOICES, "not the article"),
    ],
)
def test_numbers_units_and_opposites_are_compared(sentence: str, text: str, reason: str) -> None:
    found = checked(sentence, text)
    assert found.level == "unsupported"
    assert any(reason in one for one in found.reasons), found.reasons


def test_what_all_reports_say_is_in_each_of_them() -> None:
    texts = ("The ship carries 2,400 cars.", "The ship carries 2,600 cars.")
    assert (
        checked("Both reports say that the ship carries 2,400 cars.", *texts).level != "supported"
    )
    assert checked("The ship carries 2,400 cars.", *texts).level == "supported"


YARD = (
    "One of the porters accused the foremen of letting the crane run at night. "
    "The yard had at first claimed 40 million crowns and would later accept 20 million. "
    "Norfoss, the operator, said it had been warned by the insurer that the crane was old. "
    "Two foremen denied it. They said that nobody had told them of the noise and that no one had "
    "begged to stop the crane. "
    "The chief confirmed that the town would also receive a boat from the yard. "
    "The agency counted 90 barges on the quay: 50 at Torvik, 28 at Aldby and 12 in the Old Basin. "
    "The strike held up timber worth 8 million crowns a week, or some 50,000 crowns an hour. "
    "Oskar Lind, a former Danish army diver aged 41, fainted after mending the pump. "
    "There was a fog, after which the ferry could no longer be seen. "
    "The lander Minna reached the lake on Monday. Before sinking it sent home all its pictures. "
    "Most guests were expected to leave by Sunday, nurses said."
)
FLOOD = (
    "About 70 houses were spoiled by the water from the burst of the Orra dam on 4 May, the council "
    "said in its first report. There had been no further rain, but mud was blocking roads. "
    "The bridge is shut, and the rail board expects the work to take nine weeks. On Monday a bus "
    "firm in the valley had still spoken of two weeks. "
    "Rumours said that the dam had been blown up. Norfoss, the operator, denied this."
)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("One of the porters accused the foremen of letting the crane run.", YARD),
        ("The yard at first claimed 40 million crowns.", YARD),
        ("The insurer had warned Norfoss that the crane was old, Norfoss said.", YARD),
        ("The chief confirmed that the town would receive a boat.", YARD),
        ("The Old Basin, where the agency counted 12 barges, is full.", YARD),
        ("The strike held up timber worth some 50,000 crowns an hour.", YARD),
        ("Oskar Lind, 41, once a diver in the Danish army, fainted after mending the pump.", YARD),
        ("The ferry could no longer be seen after a fog.", YARD),
        ("Minna sent home all its pictures.", YARD),
        ("Most guests were expected to leave by Sunday.", YARD),
        ("The burst of the Orra dam was on 4 May.", FLOOD),
        ("Mud was blocking roads, but there had been no further rain, the council said.", FLOOD),
        (
            "While a valley bus firm had spoken of two weeks, the rail board expects it to take nine.",
            FLOOD,
        ),
    ],
)
def test_who_did_what_in_another_order_is_not_refused(sentence: str, text: str) -> None:
    found = checked(sentence, text)
    assert not found.reasons or found.level == "weak" or "not say this" in found.reasons[0]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (
            "One of the foremen accused the porters of letting the crane run at night.",
            "turns round",
        ),
        ("The town had at first claimed 40 million crowns from the yard.", "turns round"),
        ("Norfoss said it had warned the insurer that the crane was old.", "turns round"),
        ("The chief confirmed that the yard would receive a boat from the town.", "turns round"),
        ("The foremen admitted that somebody had begged to stop the crane.", "leaves out a “not”"),
        ("The agency counted 50 barges at Aldby and 28 at Torvik.", "where the quote says"),
    ],
)
def test_who_did_it_to_whom_is_compared(sentence: str, reason: str) -> None:
    found = checked(sentence, YARD)
    assert found.level == "unsupported"
    assert any(reason in one for one in found.reasons), found.reasons


DOCK = (
    "All 14 members of the crew are safe, the owner said. The old winch is broken. "
    "The Salt Office, which runs the locks, praised the plan. Its spokesman said that tests by the "
    "navy bore it out. The mayor said that thrift must come before speed. "
    "Lawyers for Norfoss told a court in Aldby that the harbour board was at fault. "
    "The divers' main task is to look for traces of old nets. The agency has not claimed a find. "
    "Two pumps did not start, and a valve failed. Italian divers found the boat. "
    "At Torvik station a baker, on her way to Sandvik, slept on her bag. "
    "The dock's manager said that its first inquiries ruled out a leak. "
    "The board had forty lamps and 12 more for the quay."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody in the crew was hurt, the owner said.",
        "The old winch is no longer intact.",
        "The Salt Office said that tests by the navy bore the plan out.",
        "The first inquiries by the dock's manager ruled out a leak.",
        "The divers are to look for traces of old nets.",
        "A baker on her way to Sandvik slept on her bag at Torvik station.",
    ],
)
def test_an_opposite_denied_or_a_voice_lent_is_not_refused(sentence: str) -> None:
    found = checked(sentence, DOCK)
    assert found.level != "unsupported", found.reasons


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The crew was hurt, the owner said.", "“hurt” where"),
        ("The old winch is not broken.", "“not” where"),
        ("The Salt Office said that thrift must come before speed.", "not the Salt Office"),
        ("The mayor said that tests by the navy bore it out.", "not the mayor"),
        ("Divers found traces of old nets.", "as certain"),
        ("Two valves failed, and a pump did not start.", "something else"),
        ("Danish divers found the boat.", "Danish"),
        ("A baker in Sandvik slept on her bag on her way to Torvik.", "where the quote says"),
    ],
)
def test_what_is_lent_or_denied_is_still_compared(sentence: str, reason: str) -> None:
    found = checked(sentence, DOCK)
    assert found.level == "unsupported"
    assert any(reason in one for one in found.reasons), found.reasons


@pytest.mark.parametrize(
    ("clause", "speaker", "stance"),
    [
        (
            "Der Bürgermeister bestritt, dass die Brücke geschlossen war.",
            "Der Bürgermeister",
            "denies",
        ),
        ("El alcalde afirmó que el puente estaba cerrado.", "El alcalde", "asserts"),
        ("El puente estaba cerrado, informó la alcaldesa.", "la alcaldesa", "asserts"),
        ("Die Brücke war nach Angaben der Stadt geschlossen", "Stadt geschlossen", "asserts"),
    ],
)
def test_who_says_it_in_other_languages(clause: str, speaker: str, stance: str) -> None:
    found = attribution(clause)
    assert found is not None
    assert ((found.speaker or "").strip("."), found.stance) == (speaker, stance)


def test_the_full_name_of_what_a_quote_shortens() -> None:
    full = source("The Torvik Harbour Authority has run the port since 1960.", 2)
    sentence = "The Torvik Harbour Authority denied that it had any blame."
    assert check(sentence, [source(HARBOUR)], None, [full]).level == "supported"
    other = source("The Torvik Harbour Authority fined the Skarv Fishing Authority.", 2)
    assert check(sentence, [source(HARBOUR)], None, [other]).level == "unsupported"
    beside = source("A dam burst in 2019. The dam operator, Norfoss, was fined.", 2)
    sentence = "The court said that Norfoss had known of the 2019 flood."
    assert check(sentence, [source(TRUST)], None, [beside]).level != "unsupported"
    assert check(sentence, [source(TRUST)], None, [other]).level == "unsupported"


@pytest.mark.parametrize(
    ("sentence", "given_text", "read"),
    [
        ("On 3 May 2024, the ferry left.", "The ferry left on Friday.", "the ferry left."),
        ("It left on Friday for Torvik.", "It left on Friday.", "It left on Friday for Torvik."),
        ("It left, by 3 May 2024, for Torvik.", "It left.", "It left for Torvik."),
        (
            "62 people and 9000 sheep",
            "Sixty-two people, 9,000 sheep",
            "Sixty-two people and 9,000 sheep",
        ),
        ("It cost nine thousand crowns.", "9,000 crowns", "It cost 9,000 crowns."),
        ("It took 1.5 hours.", "1.5 hours", "It took 1.5 hours."),
    ],
)
def test_the_reader_gets_days_and_figures_as_the_quote_has_them(
    sentence: str, given_text: str, read: str
) -> None:
    assert restated(sentence, given_text) == read


def test_less_exact_is_weak() -> None:
    found = checked("On a working day 18,000 cars cross the bridge.")
    assert found.level == "weak"


def test_the_right_sentence_under_the_wrong_number() -> None:
    right, wrong = source(BRIDGE, 1), source("Nurses at the hospital ended their strike.", 2)
    found = check("The opposition did not ask for a new bridge.", [wrong], None, [right])
    assert found.level == "unsupported"
    assert "It is rather [1] that speaks of this." in found.reasons


def test_the_quote_of_each_source_is_whole_sentences() -> None:
    strike = "Nurses went home. They ended their strike. It had lasted 23 days. Nobody was hurt."
    one, other = source(BRIDGE, 1), source(strike, 2)
    found = check("The strike had lasted 23 days.", [one, other], None)
    quote = other.hit.text[slice(*found.spans[1])]
    assert quote == "They ended their strike. It had lasted 23 days."
    assert any("[1]" in reason for reason in found.reasons)


def test_without_a_source_only_what_asserts_nothing() -> None:
    assert check("Here is what the articles say:", [], None).level == "supported"
    assert check("The bridge was closed.", [], None).level == "unsupported"


TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            "The bridge was not closed on Tuesday , . “ ” said Ada Brunner that 42 $3 million 7 May"
            " 2024 -  according to denied before after more than it ; and which 8:30 p.m. [1] \n\n ’"
            .split(" ")
        ),
        max_size=60,
    ).map(" ".join),
)  # fmt: skip


@given(
    sentence=TEXTS,
    text=TEXTS.filter(str.strip),
    published=st.sampled_from([None, "2024-05-08", "?"]),
)
def test_any_text_is_checked_and_quotes_are_whole_sentences(
    sentence: str, text: str, published: str | None
) -> None:
    one, other = source(text, 1, published), source(BRIDGE, 2)
    found = check(sentence, [one, other], None, [source("Nobody came.", 3)])
    for given_, (start, end) in zip((one, other), found.spans, strict=True):
        starts, ends = zip(*given_.hit.sentences, strict=True)
        assert start in starts and end in ends and start < end
    assert (found.level == "supported") == (not found.reasons)
