"""Tables, JSON lines and CSV."""

import json

from crm_cli.output import columns_of, pointers, show_record, show_rows

ID = "01a21778-e4a6-708e-af04-ee23ac192c1d"
ROWS = [
    {
        "id": ID,
        "version": 3,
        "name": "Engines [bold]Ltd[/]",
        "status": "active",
        "region": None,
        "parent_id": "x",
        "contacts": [{}],
    },
    {"id": ID, "version": 1, "name": "有限公司", "status": "new", "region": None, "parent_id": "y", "contacts": []},
]


def test_a_table_has_the_columns_that_hold_something():
    assert columns_of(ROWS) == ["id", "name", "status"]


def test_what_was_typed_into_a_record_is_never_markup(capsys):
    show_rows(ROWS, "table")

    assert "Engines [bold]Ltd[/]" in capsys.readouterr().out


def test_a_narrow_terminal_gets_fewer_columns_and_whole_ids(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")

    show_rows([{"id": ID, "name": "x" * 80, "status": "a long status for so few columns"}], "table")

    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 60
    assert ID in lines[-1]
    assert "…" in lines[-1]
    assert "status" not in lines[0]


def test_columns_that_were_asked_for_are_shown_whole(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")

    show_rows([{"id": ID, "note": "word " * 30}], "table", ["id", "note"])

    assert capsys.readouterr().out.count("word") == 30


def test_json_lines_are_one_record_each(capsys):
    show_rows(ROWS, "json")

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == ROWS


def test_csv_has_a_header_and_escapes_formulas(capsys):
    show_rows([{"id": 1, "name": '=cmd|"x"'}], "csv")

    assert capsys.readouterr().out == 'id,name\n1,"\'=cmd|""x"""\n'


def test_without_rows_nothing_is_on_standard_output(capsys):
    for form in ("table", "json", "csv"):
        show_rows([], form)

    assert capsys.readouterr().out == ""


def test_a_record_is_shown_by_the_pointers_that_errors_use(capsys):
    record = {
        "name": "Engines",
        "region": None,
        "lines": [{"qty": "2", "price": {"amount": "1.00", "currency": "EUR"}}],
        "tags": [],
    }

    show_record(record, "table")

    assert dict(pointers(record)) == {"name": "Engines", "lines/0/qty": "2", "lines/0/price": {"amount": "1.00", "currency": "EUR"}}
    assert "lines/0/price" in capsys.readouterr().out
