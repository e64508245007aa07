"""Statements about several records that are made once, and so compiled once, however many records it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ARRAY, Uuid, any_, bindparam

THE_IDS: Any = any_(bindparam("ids", type_=ARRAY(Uuid)))
"""Any of the `ids` that come with the statement: `Order.id == THE_IDS`."""
