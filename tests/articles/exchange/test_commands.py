"""What an operator types, and what is answered."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from articles.models import Article

pytestmark = pytest.mark.django_db


def write(path, *lines):
    path.write_bytes(
        b"".join(
            each if isinstance(each, bytes) else json.dumps(each).encode() + b"\n" for each in lines
        )
    )
    return path


def test_import_says_what_it_did(tmp_path, line):
    out, err = StringIO(), StringIO()
    file = write(tmp_path / "in.jsonl", line(id=1), line(id=2))
    call_command("import_articles", file, source="wire", stdout=out, stderr=err)
    assert out.getvalue() == "2 new, 0 changed, 0 unchanged, 0 refused of 2 lines.\n"
    assert err.getvalue() == ""
    assert Article.objects.filter(imported_from="wire").count() == 2


def test_refused_lines_are_named_and_the_exit_code_says_so(tmp_path, line):
    out, err = StringIO(), StringIO()
    file = write(tmp_path / "in.jsonl", line(id=1), b"{\n", b"\xff\n", line(id=2, headline=""))
    with pytest.raises(SystemExit) as left:
        call_command("import_articles", file, stdout=out, stderr=err)
    assert left.value.code == 1
    assert "1 new" in out.getvalue()
    lines = err.getvalue().splitlines()
    assert [each.split(":")[0] for each in lines] == ["line 2", "line 3", "line 4"]
    assert "Traceback" not in err.getvalue()


def test_progress_is_told_every_thousand_lines(tmp_path, monkeypatch):
    err = StringIO()
    monkeypatch.setattr("articles.exchange.incoming.Import._batch", lambda self, batch: None)
    file = write(
        tmp_path / "in.jsonl", *[{"id": n, "title": "Т", "date": "2026-02-19"} for n in range(2100)]
    )
    call_command("import_articles", file, verbosity=2, stdout=StringIO(), stderr=err)
    assert err.getvalue().count("lines read") == 2


def test_dry_run_says_so(tmp_path, line):
    out = StringIO()
    file = write(tmp_path / "in.jsonl", line())
    call_command("import_articles", file, dry_run=True, stdout=out)
    assert out.getvalue().startswith("Would be: 1 new")
    assert not Article.objects.exists()


def test_file_that_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="cannot be read") as error:
        call_command("import_articles", tmp_path / "none.jsonl")
    assert error.value.returncode == 2


def test_folder_that_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_articles", tmp_path / "none" / "out.jsonl")


@pytest.mark.parametrize("command", ["import_articles", "export_articles", "load_demo"])
def test_help_is_printed(command, capsys):
    with pytest.raises(SystemExit):
        call_command(command, "--help")
    assert "FILE" in capsys.readouterr().out


def test_database_that_is_away_stops_the_run_and_refuses_no_line(tmp_path, line, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("articles.exchange.arrivals.write", fail)
    file, err = write(tmp_path / "in.jsonl", line()), StringIO()
    with pytest.raises(CommandError, match="run this again") as error:
        call_command("import_articles", file, stdout=StringIO(), stderr=err)
    assert error.value.returncode == 2
    assert err.getvalue() == ""
