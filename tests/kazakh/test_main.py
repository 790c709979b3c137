"""The command line: a line in, a line out, whatever the locale."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.__main__ import VERBS, main

ROOT = Path(__file__).parents[2]


def run(*arguments, lines):
    results, reasons = io.BytesIO(), io.BytesIO()
    code = main(list(arguments), io.BytesIO(lines), results, reasons)
    return code, results.getvalue(), reasons.getvalue().decode()


@pytest.mark.parametrize(
    ("verb", "line", "result"),
    [
        ("slug", "Үздік полицейлер", "uzdik-politseiler"),
        ("fold", "Қaзaқстан", "қазақстан"),
        ("repair", "29 шiлде", "29 шілде"),
    ],
)
def test_each_line_gives_a_line(verb, line, result):
    lines = f"{line}\n\r\n{line}".encode()
    assert run(verb, lines=lines) == (0, f"{result}\n\n{result}\n".encode(), "")


def test_sort_gives_the_lines_in_kazakh_order():
    lines = "біз\nәке\nата\nіні\nыдыс\n".encode()
    assert run("sort", lines=lines)[1].decode().split() == ["ата", "әке", "біз", "ыдыс", "іні"]


def test_date_prints_the_line_of_each_moment_in_the_zone():
    code, results, reasons = run(
        *("date", "--now", "2026-07-29T12:00:00+00:00", "--zone", "Asia/Almaty"),
        lines=b"2026-02-19T13:53:00+00:00\n2024-02-19T12:53:00Z\n",
    )
    assert (code, reasons) == (0, "")
    assert results.decode() == "19 ақпан, 18:53\n19 ақпан 2024, 18:53\n"


def test_a_bad_line_is_empty_and_the_others_are_done():
    code, results, reasons = run(
        *("date", "--now", "2026-07-29T12:00:00+00:00"),
        lines=b"\xff\n2026-02-19\n9999-12-31T23:59:00+00:00\n2026-02-19T13:53:00+00:00\n",
    )
    assert code == 1
    assert results.decode() == "\n\n\n19 ақпан, 18:53\n"
    assert [reason.split(":")[0] for reason in reasons.splitlines()] == [
        "line 1",
        "line 2",
        "line 3",
    ]


@pytest.mark.parametrize(
    "arguments",
    [[], ["tidy"], ["date", "--zone", "Asia/Nowhere"], ["date", "--now", "2026-07-29"]],
)
def test_a_wrong_order_is_refused_before_any_line(arguments, capsys):
    with pytest.raises(SystemExit) as refusal:
        run(*arguments, lines=b"")
    assert refusal.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_bytes_that_are_not_utf_8_pass_through():
    assert run("repair", lines=b"\xff\xd1\x88i\n") == (0, b"\xff\xd1\x88\xd1\x96\n", "")
    assert sorted(run("sort", lines=b"b\xff\na\xfe\n")[1].split()) == [b"a\xfe", b"b\xff"]


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_the_locale_changes_nothing(locale):
    environment = os.environ | {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "kazakh", "fold"],
        input="ШIЛДЕ\n".encode(),
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "шілде\n".encode(), b"")


@given(st.sampled_from(sorted(VERBS)), st.binary())
def test_any_bytes_give_as_many_lines_as_they_hold(verb, lines):
    code, results, reasons = run(verb, lines=lines)
    assert results.count(b"\n") == len(io.BytesIO(lines).readlines())
    assert code == (1 if reasons else 0)


@pytest.fixture
def printed(tmp_path):
    file = tmp_path / "words.tsv"
    file.write_text("Жаңа\t40\nмектеп\n\n", encoding="utf-8")
    return file


def test_spell_prints_the_hints_of_a_line_between_tabs(printed):
    lines = "Бұл жана мектеп , мектеп мектеп\nжаңа\n".encode()
    code, results, reasons = run("spell", "--lexicon", str(printed), lines=lines)
    assert (code, reasons) == (0, "")
    assert results.decode() == (
        "4-8 жана → жаңа\t9-17 мектеп , → мектеп,\t18-31 мектеп мектеп → мектеп\n\n"
    )


def test_spell_without_a_lexicon_sees_what_needs_no_words():
    assert run("spell", lines="жана жана\n".encode())[1].decode() == "0-9 жана жана → жана\n"


@pytest.mark.parametrize("content", [None, b"\xff", "сөз\tкөп".encode(), "сөз\t-1".encode()])
def test_spell_refuses_a_list_of_words_that_is_none(tmp_path, capsys, content):
    file = tmp_path / "words.tsv"
    if content:
        file.write_bytes(content)
    with pytest.raises(SystemExit) as refusal:
        run("spell", "--lexicon", str(file), lines=b"")
    assert refusal.value.code == 2
    assert str(file) in capsys.readouterr().err
