"""Questions whose best plan depends on what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from crm_kit.work import Work


@contextmanager
def planned_anew(work: Work) -> Iterator[None]:
    """Within the block each statement is planned for its own values: a plan for any values looks at everybody to show a page."""
    connection = work.session.connection()
    connection.exec_driver_sql("SET plan_cache_mode = force_custom_plan")
    try:
        yield
    finally:
        connection.exec_driver_sql("RESET plan_cache_mode")
