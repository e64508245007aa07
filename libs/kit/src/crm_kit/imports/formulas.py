"""Cells that a spreadsheet would take for formulas: an apostrophe before them makes them text (OWASP, CSV injection)."""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: str) -> str:
    """The cell as a spreadsheet shows it and never runs it."""
    return f"'{cell}" if cell.lstrip().startswith(_BEGINNINGS) else cell


def as_meant(cell: str) -> str:
    """The cell without the apostrophe that `harmless` put there, for files that come back."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(_BEGINNINGS) else cell
