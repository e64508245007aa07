"""Alembic's entry; everything is in the kit."""

from crm_kit.migrations import run

run()
