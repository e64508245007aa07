"""Whether what a rule of assignment names is there."""

from __future__ import annotations

from sqlalchemy import select

from crm_kit.errors import Invalid
from crm_kit.work import Work
from service_desk.domain.assignment import AssignmentRule
from service_desk.domain.copies import ProductCopy
from service_desk.lookups.customers import known
from service_desk.lookups.holders import heir


def check_rule(work: Work, rule: AssignmentRule) -> None:
    """Invalid (422) names what is not."""
    heir(work, rule.owner_id, rule.group_id)
    known(work, {"problem_type_id": rule.problem_type_id})
    products = set(work.session.scalars(select(ProductCopy.id).where(ProductCopy.id.in_(rule.product_ids))))
    for number, each in enumerate(rule.product_ids):
        if each not in products:
            raise Invalid.field(f"/product_ids/{number}", "unknown_product", "There is no such product")
