"""Signs are set as a Kazakh newspaper sets them, and nothing but signs and spaces changes."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kazakh.galley import Galley, mended
from kazakh.typography import set_type, typeset, typeset_runs

SIGNS = st.text("аәқАҚ1290 \n\xa0\"“”„«»'.,-–—!?…()№%:;@#`/км", max_size=30)
ANY_TEXT = st.text(st.characters(), max_size=40)
HARD = "\xa0"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"Нұр Отан" партиясы', "«Нұр Отан» партиясы"),
        ("“Ақ Жол” мен „Нұр”", "«Ақ Жол» мен «Нұр»"),
        ('Ол "Мен "Егемен" газетіне жаздым" деді', "Ол «Мен „Егемен“ газетіне жаздым» деді"),
        ("«Газета «Егемен» деді»", "«Газета „Егемен“ деді»"),
        ('("Абай") [“Әлем”]', "(«Абай») [«Әлем»]"),
        ('"Нұр"-дың', "«Нұр»-дың"),
        ('"Бір." "Екі!"', "«Бір.» «Екі!»"),
        ("« Абай » жолы", "«Абай» жолы"),
    ],
)
def test_quotation_marks_are_paired(typed, printed):
    assert typeset(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ол келді - кетті", f"Ол келді{HARD}– кетті"),
        ("Қала — бұл", f"Қала{HARD}– бұл"),
        ("Қала— бұл", f"Қала{HARD}– бұл"),
        ("Қала —бұл", f"Қала{HARD}– бұл"),
        ("Қала -- бұл", f"Қала{HARD}– бұл"),
        ("- Сәлем!\n- Сәлем.", "– Сәлем!\n– Сәлем."),
        ("«Келдім»,-деді ол", f"«Келдім»,{HARD}– деді ол"),
        ("Келдің бе? -деп сұрады", f"Келдің бе?{HARD}– деп сұрады"),
        ('"Келемін"- деді ол', f"«Келемін»{HARD}– деді ол"),
        ('"Келемін" -деді ол', f"«Келемін»{HARD}– деді ол"),
        ("қала--ауыл", f"қала{HARD}– ауыл"),
        ("01-15 мамыр", f"01–15{HARD}мамыр"),
        ("2-3 гол, 3-2 есебі", "2-3 гол, 3-2 есебі"),
        ("Команда 1-2 есебімен ұтылды", "Команда 1-2 есебімен ұтылды"),
        ("Boeing 737-800 ұшағы", "Boeing 737-800 ұшағы"),
        ("Тел: 24-567", "Тел: 24-567"),
        ("Хабарласу: +7 701 777-1122", "Хабарласу: +7 701 777-1122"),
        ("Жаңа Боинг 737-800 қонды", "Жаңа Боинг 737-800 қонды"),
        ("Боинг 737-800 қонды", "Боинг 737-800 қонды"),
        ("Ол ГОСТ 12-34 бойынша", "Ол ГОСТ 12-34 бойынша"),
        ("Қазақстан 3-5 Ресей", "Қазақстан 3-5 Ресей"),
        ("«Реал» 2-3 «Барса»", "«Реал» 2-3 «Барса»"),
        ("екінші сетте 4-6, 3-4", "екінші сетте 4-6, 3-4"),
        ("851-852 рейсі, рейс 851-852", "851–852 рейсі, рейс 851-852"),
        ("Бүгін 10-15 адам келді. Ертең 3-4 адам", "Бүгін 10–15 адам келді. Ертең 3–4 адам"),
        ("8 (7172) 24-567", "8 (7172) 24-567"),
        ("Абай көшесі, 15-42", "Абай көшесі, 15-42"),
        ("Есеп 3 : 2 болды", "Есеп 3 : 2 болды"),
        ("2024-25 оқу жылы, 10-15 адам", "2024-25 оқу жылы, 10–15 адам"),
        ("Алматы—Астана", "Алматы–Астана"),
        ("1941-1945 жылдары", f"1941–1945{HARD}жылдары"),
        ("7-8 сынып, 9-10-сыныптар", "7–8 сынып, 9–10-сыныптар"),
        ("1,5-2 млн теңге", f"1,5–2{HARD}млн теңге"),
        ("сағат 10:00-12:30", "сағат 10:00–12:30"),
    ],
)
def test_a_dash_stands_between_words_and_in_ranges(typed, printed):
    assert typeset(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("5 км жол, 10 кг ет", f"5{HARD}км жол, 10{HARD}кг ет"),
        ("300 млрд теңге", f"300{HARD}млрд теңге"),
        ("5 теңгеге, 10 %, 25 °C", f"5{HARD}теңгеге, 10{HARD}%, 25{HARD}°C"),
        ("7 м² жер", f"7{HARD}м² жер"),
        ("5тг, 3,5млн теңге, Ту-134км", f"5{HARD}тг, 3,5{HARD}млн теңге, Ту-134км"),
        ("19 ақпанда, 2026 жылғы", f"19{HARD}ақпанда, 2026{HARD}жылғы"),
        ("№ 5 мектеп, § 12", f"№{HARD}5 мектеп, §{HARD}12"),
        ("А. Байтұрсынұлы, А.Б. Сәрсенов", f"А.{HARD}Байтұрсынұлы, А.Б.{HARD}Сәрсенов"),
        ("Қ.К. Тоқаев", f"Қ.К.{HARD}Тоқаев"),
        ("Қ. И. Сәтбаев, А. Б. В. Ким", f"Қ.{HARD}И.{HARD}Сәтбаев, А.{HARD}Б.{HARD}В.{HARD}Ким"),
    ],
)  # fmt: skip
def test_a_line_does_not_break_after_a_number_or_initials(typed, printed):
    assert typeset(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Келді , кетті .", "Келді, кетті."),
        ("алма,өрік", "алма, өрік"),
        ("алма ,өрік", "алма, өрік"),
        ("Бұл қалай ?", "Бұл қалай?"),
        ("Сонда...", "Сонда…"),
        ("екі  бос орын", "екі бос орын"),
    ],
)
def test_spaces_stand_where_they_belong(typed, printed):
    assert typeset(typed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "ала-құла, Ту-154, 7-сынып, 2026-жылғы",
        "8-701-123-45-67 және 2026-02-19, 25-26-НҚ",
        "3-1 есебімен",
        "№12-15 бұйрық",
        "-5 тен төмен",
        "О'Коннор, Жанна д’Арк, Об\"ект",
        'диагоналы 15" экран',
        '«Бірінші абзац. "Екінші',
        'https://a.kz/a-b?c="d" www.a.kz/1-2 a.kz/«b»',
        'print("a") x="1-2" `a - "b"`',
        "#Астана_2025-2026 @kz...news",
        "1 000 000, 2,5, 12:30",
        "Ал-Фараби. Ол келді. А. кейін",
        "",
        " ",
    ],
)
def test_what_cannot_be_told_for_sure_is_left_alone(text):
    assert typeset(text) == text


def test_a_line_is_set_across_its_runs():
    assert typeset_runs(['Ол "', "Егемен", '" - газет, 5', " км"]) == [
        "Ол «",
        "Егемен",
        f"»{HARD}– газет, 5",
        f"{HARD}км",
    ]


def test_what_changed_is_told_in_whole_words():
    _runs, changes = mended(['Ол "Ақ ', 'Жол" - де', "ді ... "], set_type)
    assert changes == [('"Ақ', "«Ақ"), ('Жол" -', f"Жол»{HARD}–"), ("деді ...", "деді…")]


@example('«"')
@example('а ,- "')
@example("а - - а")
@given(st.one_of(SIGNS, ANY_TEXT))
def test_setting_twice_is_setting_once(text):
    assert typeset(typeset(text)) == typeset(text)


def letters(text):
    return re.sub(r"[\s\"“”„‟«»….–—-]", "", text)


@given(st.one_of(SIGNS, ANY_TEXT))
def test_no_letter_is_lost_and_none_is_added(text):
    assert letters(typeset(text)) == letters(text)


@given(st.lists(SIGNS, min_size=1, max_size=5))
def test_runs_are_set_as_the_text_they_make(runs):
    done = typeset_runs(runs)
    assert len(done) == len(runs)
    assert "".join(done) == typeset("".join(runs))


@given(st.one_of(SIGNS, ANY_TEXT))
def test_changes_tell_the_whole_difference(text):
    galley = Galley(text)
    set_type(galley)
    changed = galley.changes()
    assert bool(changed) == (galley.text != text)
    rest = text
    for before, after in changed:
        assert before != after
        assert before in rest
        rest = rest[rest.index(before) + len(before) :]


@pytest.mark.parametrize("piece", ['"', "а-", " - ", "5 ", "а.", ",-", "а,", "«", "` "])
def test_a_long_run_of_one_sign_is_no_trap(piece):
    text = piece * 5_000
    assert letters(typeset(text)) == letters(text)
