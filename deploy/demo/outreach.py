"""What marketing is about: a plan with its budget, campaigns on their way to being launched, a letter, a list and a web form.

Nothing is launched: the demo company writes to nobody.
"""

import datetime as dt
from dataclasses import dataclass

from loading.line import Body

from demo.content import Step

_YEAR = dt.timedelta(days=365)
_QUARTER = dt.timedelta(days=90)
_SENDER = "news@cloudsail.example"
_LEADS_OF_CAMPAIGNS = 3

LETTER: Body = {
    "name": "新品邀请 Invitation to the new series",
    "subject": "{{contact.name|您好}}，新一代控制器来了 Our new controllers",
    "text": "{{contact.name|尊敬的客户}}：\n\n诚邀{{account.name|贵公司}}了解新品。\n\nSee our new controllers at the fair.",
}
READERS: Body = {
    "name": "老客户 Customers with an address",
    "where": {"and": [{"field": "has_email", "value": True}, {"field": "account_types", "value": "customer"}]},
}
BUDGET: Body = {"lines": [{"cost_type": "event", "amount": {"amount": "200000.00", "currency": "CNY"}}]}


@dataclass(frozen=True)
class Campaign:
    """A campaign: the request, which lacks only ids, what it may cost and did, and how far it has come."""

    body: Body
    budget: Body
    costs: tuple[Body, ...]
    steps: tuple[Step, ...]


def plan(anchor: dt.date) -> Body:
    """The plan of the year."""
    period = {"starts_on": anchor.isoformat(), "ends_on": (anchor + _YEAR).isoformat()}
    return {"name": f"{anchor.year} 年度市场计划 Marketing plan", **period}


def campaigns(anchor: dt.date) -> list[Campaign]:
    """One that may start, one that waits for approval and one that is still written."""
    submitted, approved = Step("submit", {}), Step("approve", {"comment": "同意 Go ahead"})
    return [
        _campaign(anchor, "工博会 Industry fair", "80000.00", ("30000.00", "12500.00"), (submitted, approved)),
        _campaign(anchor, "新品发布 New controllers", "60000.00", (), (submitted,)),
        _campaign(anchor, "老客户回访 Customers of long standing", "20000.00", (), ()),
    ]


def campaign_of(number: int) -> int | None:
    """The place of the campaign that the lead of this number came by; None where it came by none."""
    return 0 if number % _LEADS_OF_CAMPAIGNS == 0 else None


def form(mark: str) -> Body:
    """A web form; `mark` makes its address one of its own, for all tenants share the addresses."""
    fields = [
        {"maps_to": "full_name", "label": "姓名 Your name", "is_required": True},
        {"maps_to": "email", "label": "邮箱 E-mail", "is_required": True},
        {"maps_to": "company", "label": "公司 Company"},
        {"maps_to": "message", "label": "需求 What do you need?"},
    ]
    return {"name": "在线咨询 Ask us", "slug": f"cloudsail-{mark}", "fields": fields, "sender_email": _SENDER}


def _campaign(anchor: dt.date, name: str, budget: str, costs: tuple[str, ...], steps: tuple[Step, ...]) -> Campaign:
    body = {
        "name": name, "starts_on": anchor.isoformat(), "ends_on": (anchor + _QUARTER).isoformat(), "sender_email": _SENDER,
        "sender_name": "云帆自动化 Cloudsail", "topic": "newsletter", "legal_basis": "consent",
    }  # fmt: skip
    paid = tuple({"step": "actual", "cost_type": "event", "amount": _yuan(each)} for each in costs)
    return Campaign(body, {"lines": [{"cost_type": "event", "amount": _yuan(budget)}]}, paid, steps)


def _yuan(amount: str) -> Body:
    return {"amount": amount, "currency": "CNY"}
