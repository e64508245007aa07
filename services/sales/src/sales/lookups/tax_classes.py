"""Which tax class is the default one."""

from __future__ import annotations

from crm_kit.work import Work
from sales.domain.tax_class import TaxClass


def make_default(work: Work) -> None:
    """Whichever was the default one is it no more."""
    for other in work.find(TaxClass, TaxClass.is_default):
        other.is_default = False
    work.flush()
