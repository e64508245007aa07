"""Cells that would be formulas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_kit.imports.formulas import as_meant, harmless

BEGINNINGS = "=+-@＝＋－＠"


@pytest.mark.parametrize("sign", BEGINNINGS)
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u00a0", "\u3000"])
def test_a_cell_that_begins_like_a_formula_is_text(before: str, sign: str) -> None:
    assert harmless(f"{before}{sign}cmd|' /C calc'!A0") == f"'{before}{sign}cmd|' /C calc'!A0"


@given(st.text())
def test_no_cell_begins_like_a_formula_and_every_cell_comes_back(cell: str) -> None:
    written = harmless(cell)

    assert not written.lstrip().startswith(tuple(BEGINNINGS))
    assert as_meant(written) == cell or cell.startswith("'")


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r\n")), min_size=2, max_size=5))
def test_escaped_cells_survive_a_csv_file(cells: list[str]) -> None:
    kept = io.StringIO()
    csv.writer(kept).writerow([harmless(cell) for cell in cells])

    (row,) = csv.reader(io.StringIO(kept.getvalue(), newline=""))

    assert row == [harmless(cell) for cell in cells]
