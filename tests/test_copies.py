from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.copies import SHORT, Overlap, overlap, read_signature, read_words, signature

WIRE = """\
A freight train carrying 1,200 tonnes of grain left the rails near the town of Aldmoor early on \
Tuesday, blocking the main line between the coast and the capital for the whole day.

The rail authority said that eleven wagons had turned over and that a further four were leaning \
against the wall of a signal box. Nobody was hurt. “We heard a noise like a long drum,” said Ilse \
Brandt, who lives beside the level crossing. “Then the lights in our kitchen went out.”

Investigators were looking at the track, which was laid in 1987 and last renewed in 2009, the \
authority's spokesman, Tomas Novak, told reporters at the scene. He said it was too early to name \
a cause and declined to say how fast the train had been travelling.

The operator, Eastgate Freight, said that the driver had reported a jolt about 300 metres before \
the points. It denied a report that the brakes had been out of order since the weekend.

Passengers were taken on by 46 buses. The line is not expected to open again before Friday noon, \
and the port of Gorsey warned that two ships would have to wait for their cargo."""

OWN_WORDS = """\
Trains between the capital and the coast will be out of service until the end of the week after \
wagons full of grain came off the track at Aldmoor in the small hours of Tuesday.

Fifteen of them were affected in all, according to officials, eleven of which fell on their side. \
There were no injuries, but several streets lost their electricity. “We heard a noise like a long \
drum,” said Ilse Brandt, a resident. “Then the lights in our kitchen went out.”

Why it happened is not known. Eastgate Freight, which ran the train, says its driver felt \
something strike the wheels shortly before a set of points. The company rejects claims that \
maintenance had been skipped. Tomas Novak of the rail authority would not be drawn on speed, but \
confirmed that experts were examining rails that are more than thirty years old.

A fleet of buses has been hired for commuters. Exporters fear a jam at Gorsey, where two vessels \
are already expecting deliveries."""


def compared(text: str, other: str) -> Overlap:
    return overlap(read_words(text), read_words(other))


def paragraphs(start: int, end: int | None = None) -> str:
    return "\n\n".join(WIRE.split("\n\n")[start:end])


NEW_LEAD = (
    "It may be the end of the week before grain and people move again on the country's busiest"
    " railway, officials admitted, after a derailment that woke half a town."
)

COPIES = {
    "the text itself": WIRE,
    "another headline": f"Line shut after derailment\n\n{WIRE}",
    "another lead": f"{NEW_LEAD}\n\n{paragraphs(1)}",
    "its end cut": paragraphs(0, 2),
    "a paragraph dropped": WIRE.replace(paragraphs(2, 3), ""),
    "a paragraph put in": f"{paragraphs(0, 1)}\n\n{NEW_LEAD}\n\n{paragraphs(1)}",
    "paragraphs in another order": f"{paragraphs(3)}\n\n{paragraphs(1, 2)}",
    "capitals": WIRE.upper(),
    "other spelling": WIRE.replace("tonnes", "tons").replace("metres", "meters"),
    "other quotation marks": WIRE.replace("“", '"').replace("”", '"').replace("'", "’"),
    "other figures": WIRE.replace("1,200", "1.200").replace("eleven", "11").replace("four", "4"),
    "narrow spaces in figures": WIRE.replace("1,200", "1\u202f200"),
    "dateline and credits": f"ALDMOOR, March 3 (AB/CD) – {WIRE}\n\n(Reporting by A. Writer)",
    "marks of HTML": f"<p>{WIRE}</p>".replace("“", "&ldquo;").replace(" of ", "&nbsp;of "),
    "soft hyphens": WIRE.replace("report", "re\u00adport").replace("author", "au\u200bthor"),
    "one figure corrected": WIRE.replace("46 buses", "64 buses"),
}


@pytest.mark.parametrize("kind", COPIES)
def test_an_edited_copy_is_a_copy(kind: str) -> None:
    assert compared(COPIES[kind], WIRE).is_copy


@pytest.mark.parametrize("kind", ["capitals", "marks of HTML", "soft hyphens", "another headline"])
def test_what_is_only_dress_changes_nothing(kind: str) -> None:
    seen = compared(COPIES[kind], WIRE)
    assert seen.covered == 1.0 and seen.facts == 1.0


def test_another_report_of_the_event_is_not_a_copy_though_it_quotes_the_same_words() -> None:
    seen = compared(OWN_WORDS, WIRE)
    assert 0.05 < seen.covered < 0.35 and not seen.is_copy


def test_a_follow_up_with_background_from_the_first_report_is_not_a_copy() -> None:
    follow_up = f"{OWN_WORDS}\n\n{paragraphs(2, 3)}"
    assert compared(follow_up, WIRE).covered > 0.2
    assert not compared(follow_up, WIRE).is_copy


def test_the_same_footer_makes_no_copy() -> None:
    footer = NEW_LEAD + " Sign up for our newsletter and never miss a story; you can leave any day."
    assert not compared(f"{OWN_WORDS}\n\n{footer}", f"{paragraphs(2)}\n\n{footer}").is_copy


def test_a_line_of_a_long_article_is_an_extract_and_not_a_copy() -> None:
    seen = compared(paragraphs(0, 1), WIRE)
    assert seen.covered == 1.0 and seen.length < 0.2 and not seen.is_copy


QUAKE = (
    "An earthquake of magnitude {} struck {} kilometres {} of {} at {} on {}, the institute for"
    " seismology said. Its depth was {} kilometres. There were no immediate reports of damage or"
    " injuries, and no tsunami warning was issued. This report was written from the institute's"
    " notice and checked by an editor before it was published."
)


def test_one_template_with_other_facts_is_not_a_copy() -> None:
    one = QUAKE.format(4.1, 12, "north", "Aldmoor", "6:12", "Monday", 35)
    other = QUAKE.format(5.3, 40, "west", "Kelmarsh", "11:47", "Sunday", 8)
    seen = compared(one, other)
    assert seen.covered > 0.7 and seen.facts < 0.3 and not seen.is_copy
    assert compared(one, one.replace("institute for seismology", "seismologists")).is_copy


def test_a_short_text_must_be_nearly_the_same() -> None:
    one = "The museum of clocks in Hexley stays shut until the spring because its roof is leaking."
    same = "The museum of clocks in Hexley stays shut until the spring, because its roof is leaking"
    half = "The museum of clocks in Hexley stays shut until the spring: nobody has a key any more."
    assert len(one.split()) < SHORT
    assert compared(one, same).is_copy
    assert compared(one, half).covered > 0.5
    assert not compared(one, half).is_copy


CHINESE = (
    "周二凌晨，一列载有一千二百吨粮食的货运列车在阿尔德穆尔镇附近脱轨，连接沿海与首都的铁路干线全天中断。"
    "铁路部门表示，十一节车厢翻倒，另有四节车厢靠在信号楼的墙上，没有人员受伤。调查人员正在检查1987年铺设的轨道。"
    "运营公司称，司机在道岔前约300米处报告列车发生震动，并否认刹车自周末以来一直存在故障的说法。"
)
JAPANESE = (
    "火曜日の早朝、穀物1200トンを積んだ貨物列車がアルドムーアの町の近くで脱線し、首都と海岸を結ぶ本線は終日不通となった。"
    "鉄道当局によると、11両が横転し、さらに4両が信号所の壁に寄りかかっていた。けが人はいなかった。"
    "当局は原因を特定するのはまだ早いと述べ、列車の速度については明らかにしなかった。"
)
THAI = (
    "รถไฟบรรทุกสินค้าที่บรรทุกธัญพืช 1,200 ตันตกรางใกล้เมืองอัลด์มัวร์เมื่อเช้าวันอังคาร"
    "ทำให้เส้นทางหลักระหว่างชายฝั่งกับเมืองหลวงปิดตลอดทั้งวัน การรถไฟกล่าวว่าตู้สินค้าสิบเอ็ดตู้พลิกคว่ำ"
    "ไม่มีผู้ได้รับบาดเจ็บ ผู้สอบสวนกำลังตรวจสอบรางซึ่งวางไว้ตั้งแต่ปี 1987"
)
ARABIC = (
    "خرج قطار شحن يحمل 1200 طن من الحبوب عن القضبان بالقرب من بلدة ألدمور في وقت مبكر من"
    " صباح الثلاثاء مما أدى إلى إغلاق الخط الرئيسي بين الساحل والعاصمة طوال اليوم. وقالت هيئة"
    " السكك الحديدية إن إحدى عشرة عربة انقلبت وإن أحدا لم يصب بأذى."
)


@pytest.mark.parametrize("text", [CHINESE, JAPANESE, THAI, ARABIC], ids=["zh", "ja", "th", "ar"])
def test_scripts_without_spaces_or_capitals_are_compared_too(text: str) -> None:
    cut = text[: len(text) * 6 // 10]
    assert len(read_words(text).facts) > SHORT
    assert compared(cut, text).is_copy
    assert compared(f"（新华社）{text}", text).is_copy
    assert not any(
        compared(text, other).is_copy
        for other in (CHINESE, JAPANESE, THAI, ARABIC)
        if other != text
    )


def test_two_chinese_reports_of_one_event_are_not_copies() -> None:
    other = (
        "阿尔德穆尔发生火车出轨事故，通往海边的铁路预计周五才能恢复通车。官员说，事故原因仍在调查，列车速度未予公布。"
        "伊斯特盖特货运公司强调车辆维护正常。受影响的旅客改乘四十六辆大巴。当地居民布兰特说，她家厨房的灯突然熄灭。"
    )
    assert not compared(CHINESE, other).is_copy


def agreement(text: str, other: str) -> float:
    (_, one), (_, two) = read_signature(signature(text)), read_signature(signature(other))
    return float((one == two).mean())


def test_signatures_agree_as_far_as_texts_do() -> None:
    assert agreement(WIRE, COPIES["marks of HTML"]) == 1.0
    assert agreement(WIRE, COPIES["its end cut"]) == pytest.approx(0.4, abs=0.15)
    assert agreement(WIRE, OWN_WORDS) < 0.25
    assert agreement(WIRE, CHINESE) < 0.05


def test_a_signature_is_small_and_says_how_long_the_text_is() -> None:
    mark = signature(WIRE)
    assert len(mark) == 133
    size, minima = read_signature(mark)
    assert size == len(set(read_words(WIRE).shingles.tolist()))
    assert minima.shape == (128,)


def test_stored_signatures_stay_valid() -> None:
    """Where this fails, SIGNATURE_VERSION must be counted up."""
    marks = signature(WIRE) + signature(CHINESE) + signature("")
    assert hashlib.sha256(marks).hexdigest()[:16] == "886825d832ed49da"


def test_a_signature_of_another_version_is_refused() -> None:
    mark = signature(WIRE)
    for wrong in (b"", mark[:-1], mark + b"\0", bytes([mark[0] + 1]) + mark[1:]):
        with pytest.raises(ValueError, match="version"):
            read_signature(wrong)


def test_signatures_are_the_same_in_every_process(root: Path) -> None:
    code = "import sys; from ingest.copies import signature; print(signature(sys.argv[1]).hex())"
    marks = {
        subprocess.run(
            [sys.executable, "-c", code, WIRE],
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "4242")
    }
    assert marks == {signature(WIRE).hex()}


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared_in_either_order(text: str, other: str) -> None:
    seen = compared(text, other)
    assert seen == compared(other, text)
    assert 0 <= seen.covered <= 1 and 0 <= seen.facts <= 1 and 0 <= seen.length <= 1


@given(st.text(st.characters(exclude_categories=[]), max_size=300))
def test_any_text_has_a_signature_and_is_a_copy_of_itself_if_it_has_a_word(text: str) -> None:
    assert signature(text) == signature(text)
    assert compared(text, text).is_copy == bool(len(read_words(text).facts))


@pytest.mark.parametrize("text", ["", " \n", "…!?", "“”", "<p></p>", "\u200b"])
def test_a_text_without_words_is_a_copy_of_nothing(text: str) -> None:
    assert not compared(text, text).is_copy
    assert not compared(text, WIRE).is_copy
