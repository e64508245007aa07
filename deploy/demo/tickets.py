"""What customers asked for: tickets in every state, a complaint now and then, and one that went up."""

from dataclasses import dataclass
from random import Random

from loading.line import Body

from demo.content import Step
from demo.customers import Customer

_EVERY = 4
_OUTCOMES = ("closed", "solved", "in_progress", "waiting", "closed", "new", "escalated", "complaint", "closed", "accepted")
_MATTERS = (
    ("fault", "控制器报警停机 The controller stops with an alarm", "更换电源模块 Changed the power supply", "power"),
    ("consultation", "如何接入上位机 How to connect it to our own system", "发送了接口手册 Sent the manual", "manual"),
    ("repair", "触摸屏无反应 The touch screen does not react", "更换触摸屏 Changed the screen", "screen"),
    ("return", "型号订错 The wrong model was ordered", "已安排换货 An exchange is on its way", "order"),
    ("suggestion", "希望增加英文界面 Please add an English menu", "已转研发 Passed on to development", "wish"),
)
_SOURCES = ("phone", "email", "web", "social")
_URGENCIES = ("low", "normal", "normal", "high")
_COMPLAINT: Body = {"severity": "major", "responsible_department": "售后服务 Service"}


@dataclass(frozen=True)
class Matter:
    """A ticket of a customer; the request lacks only the ids of account and contact, and `allocate` whom it is given to."""

    customer: Customer
    body: Body
    steps: tuple[Step, ...]


def matters(customers: list[Customer]) -> list[Matter]:
    """One for every fourth customer."""
    return [_matter(number, one) for number, one in enumerate(customers[::_EVERY])]


def _matter(number: int, customer: Customer) -> Matter:
    random, outcome = Random(f"ticket {number}"), _OUTCOMES[number % len(_OUTCOMES)]
    nature, subject, solution, cause = _MATTERS[number % len(_MATTERS)]
    body = {"subject": subject, "nature": nature, "source": random.choice(_SOURCES), "urgency": random.choice(_URGENCIES)}
    if outcome == "complaint":
        body |= {"nature": "complaint", "complaint": _COMPLAINT}
    return Matter(customer, body, _steps(outcome, {"solution": solution, "cause_code": cause}))


def _steps(outcome: str, solved: Body) -> tuple[Step, ...]:
    accepted, solve = Step("accept", {}), Step("solve", solved)
    begun = (accepted, Step("allocate", {}), Step("start", {}))
    return {
        "new": (),
        "accepted": (accepted,),
        "in_progress": begun,
        "complaint": begun,
        "waiting": (*begun, Step("await-customer", {"reason": "等照片 We asked for photographs"})),
        "escalated": (*begun, Step("escalate", {"reason": "产线停机 The line stands still"})),
        "solved": (*begun, solve),
        "closed": (*begun, solve, Step("confirm", {})),
    }[outcome]
