"""Every route of every service. A new service adds its file here and nothing else."""

from __future__ import annotations

import importlib
import pkgutil

from gateway.rows import Row


def _rows() -> list[Row]:
    found: list[Row] = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name):
        found += importlib.import_module(f"{__name__}.{module.name}").ROWS
    return found


ROWS = _rows()
