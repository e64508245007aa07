"""What a campaign says, held against those it is said to: found before anything is sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from crm_kit.work import Work
from marketing.domain.campaign import Campaign, CampaignStep
from marketing.domain.copies import AccountCopy, ContactCopy
from marketing.domain.target_list import TargetList
from marketing.domain.template import Template
from marketing.lookups.choosing import alive, is_member
from marketing.lookups.snapshots import reason_of

Hindrances = list[dict[str, str]]
SENDABLE = ("email",)


def content_errors(work: Work, campaign: Campaign, target: TargetList | None, excluded: list[TargetList]) -> Hindrances:
    """Steps whose template is not there, and fields that some have no value for and nothing stands in for."""
    if campaign.channel not in SENDABLE:
        return [_found("/channel", "unknown_channel", f"Messages go by {', '.join(SENDABLE)}")]
    templates = {each.id: each for each in work.find(Template, Template.id.in_([s.template_id for s in campaign.steps]), allow="*")}
    found: Hindrances = []
    for step in campaign.steps:
        template = templates.get(step.template_id)
        found += _of_step(work, campaign, step, template, target, excluded)
    return found


def _of_step(
    work: Work, campaign: Campaign, step: CampaignStep, template: Template | None, target: TargetList | None,
    excluded: list[TargetList],
) -> Hindrances:  # fmt: skip
    at = f"/steps/{step.position}/template_id"
    if template is None:
        return [_found(at, "unknown_template", "There is no such template")]
    own = {"campaign.name": campaign.name, "sender.name": campaign.sender_name, "sender.email": campaign.sender_email}
    found = [_missing(at, path) for path in template.needed if path in own and not own[path]]
    wanted = [path for path in template.needed if path.startswith(("contact.", "account."))]
    if target is None or not wanted:
        return found
    return found + _without_value(work, campaign, target, excluded, wanted, at)


def _without_value(
    work: Work, campaign: Campaign, target: TargetList, excluded: list[TargetList], wanted: list[str], at: str
) -> Hindrances:
    counts = [func.count().filter(_is_empty(path)) for path in wanted]
    recipients = (alive(), is_member(target), reason_of(campaign, excluded) == "")
    joined = select(*counts).select_from(ContactCopy).outerjoin(AccountCopy, AccountCopy.id == ContactCopy.account_id)
    row = work.session.execute(joined.where(*recipients)).one()
    return [_missing(at, path, count) for path, count in zip(wanted, row, strict=True) if count]


def _is_empty(path: str) -> ColumnElement[bool]:
    kind, _, name = path.partition(".")
    found: Any = getattr(ContactCopy if kind == "contact" else AccountCopy, name)
    return or_(found.is_(None), found == "")


def _missing(at: str, path: str, count: int = 0) -> dict[str, str]:
    whom = f" for {count} of them" if count else ""
    return _found(at, "missing_value", f"'{path}' has no value{whom}; say what stands in for it: {{{{{path}|…}}}}")


def _found(pointer: str, code: str, message: str) -> dict[str, str]:
    return {"pointer": pointer, "code": code, "message": message}
