"""The complaint's side of a ticket: how grave it is, whose fault, what is offered, and what is learnt from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from crm_contracts.service_desk.events import ComplaintRaised, ComplaintResolved, TicketUpdated
from crm_kit.approval import Approvable, Decision
from crm_kit.errors import Conflict, Invalid
from crm_kit.messages import as_json
from crm_kit.model import Machine, Mapped, Money, String, Text, column
from service_desk.domain.journal import Act

STAGES = Machine(
    offer=("investigating compensation_pending disputed", "compensation_pending"),
    agree=("investigating compensation_pending disputed", "agreed"),
    dispute=("investigating compensation_pending", "disputed"),
)
CLOSURE = ("cause", "root_cause", "responsible_department", "corrective_action", "preventive_action", "customer_verdict")


class Complaint(Approvable):
    """Mixed into the ticket; of use where its kind is `complaint`."""

    severity: Mapped[str | None] = column(String(10))
    responsible_department: Mapped[str] = column(String(100), default="")
    order_id: Mapped[UUID | None]
    complaint_stage: Mapped[str | None] = column(String(20))
    cause: Mapped[str] = column(Text, default="")
    root_cause: Mapped[str] = column(Text, default="")
    corrective_action: Mapped[str] = column(Text, default="")
    preventive_action: Mapped[str] = column(Text, default="")
    compensation_note: Mapped[str] = column(Text, default="")
    compensation_status: Mapped[str] = column(String(10), default="none")
    customer_verdict: Mapped[str] = column(Text, default="")

    if TYPE_CHECKING:
        id: Any
        kind: Any
        nature: Any
        status: Any
        compensation: Money | None
        note: Any
        record: Any
        transition: Any
        is_open: Any

    @property
    def complaint(self) -> Any:
        """Itself, where it is a complaint."""
        return self if self.kind == "complaint" else None

    def complain(self, severity: str, department: str, order_id: UUID | None) -> None:
        """Be a complaint from here on; what was offered when it was one before is void."""
        self.kind, self.complaint_stage = "complaint", "investigating"
        self.severity, self.responsible_department, self.order_id = severity, department, order_id
        self.compensation, self.compensation_note, self.compensation_status, self.customer_verdict = None, "", "none", ""

    def raised(self, notified: list[UUID]) -> None:
        """Tell of it, once it is a complaint; `notified` are the users who are told."""
        self.record(ComplaintRaised, ticket_id=self.id, severity=self.severity, order_id=self.order_id, notified=notified)

    def upgrade(
        self, severity: str, department: str, order_id: UUID | None, reason: str, act: Act, notified: list[UUID]
    ) -> None:  # fmt: skip
        """A request becomes a complaint; what happened before stays with it."""
        self.transition("upgrade_to_complaint", self.status)
        if self.kind == "complaint":
            raise Conflict("It is a complaint already", code="already_a_complaint")
        self.complain(severity, department, order_id)
        self.note("kind", "request", "complaint", act, reason)
        self.raised(notified)

    def downgrade(self, reason: str, act: Act) -> None:
        """A complaint turns out to be a request."""
        self.transition("downgrade_to_request", self.status)
        self._be_a_complaint()
        self.kind, self.complaint_stage = "request", None
        self.nature = "consultation" if self.nature == "complaint" else self.nature
        self.note("kind", "complaint", "request", act, reason)
        self.record(TicketUpdated)

    def investigate(self, findings: dict[str, Any]) -> None:
        """Note what is found out about an open complaint."""
        self.transition("change", self.status)
        self._be_a_complaint()
        for name, value in findings.items():
            setattr(self, name, value)
        self.record(TicketUpdated)

    def offer(self, compensation: Money | None, note: str, by: Decision, act: Act) -> None:
        """Propose what the customer shall get; somebody else approves it."""
        self._stage("offer", act)
        if compensation is None and not note:
            raise Invalid.field("/compensation", "required", "Say what is offered, as money or in words")
        if compensation is not None and compensation.amount <= 0:
            raise Invalid.field("/compensation", "out_of_range", "A compensation is above zero")
        self.compensation, self.compensation_note, self.compensation_status = compensation, note, "pending"
        self.submit_for([], by)
        self.record(TicketUpdated)

    def decide_offer(self, status: str, decision: Decision) -> None:
        """Approve or reject what is proposed."""
        self.transition("change", self.status)
        self._be_a_complaint()
        if self.compensation_status != "pending":
            raise Conflict("There is no compensation to decide on", code="nothing_to_decide", current=self.compensation_status)
        self.decide(decision)
        self.compensation_status = status
        self.record(TicketUpdated)

    def settle(self, outcome: str, verdict: str, act: Act) -> None:
        """The customer agrees with what comes of it, or does not. Nobody agrees to what is not approved."""
        if self.compensation_status == "pending":
            raise Conflict("The compensation is not decided on yet", code="compensation_pending")
        self._stage("agree" if outcome == "agreed" else "dispute", act)
        self.customer_verdict = verdict
        self.record(TicketUpdated)

    @property
    def missing_of_closure(self) -> list[str]:
        """What a complaint lacks before it can be closed."""
        if self.kind != "complaint":
            return []
        missing = [name for name in CLOSURE if not getattr(self, name)]
        return missing if self.complaint_stage in ("agreed", "disputed") else [*missing, "complaint_stage"]

    def check_closure(self) -> None:
        """Conflict (409 `closure_incomplete`) that names everything which is missing."""
        missing = self.missing_of_closure
        if missing:
            errors = [{"pointer": f"/{name}", "code": "required", "message": "A complaint needs this"} for name in missing]
            raise Conflict("The complaint's closure is not complete", code="closure_incomplete", errors=errors)

    def resolved(self) -> None:
        """Tell that it is settled."""
        told = {"severity": self.severity, "root_cause": self.root_cause, "compensation": self._compensation_told()}
        self.record(ComplaintResolved, ticket_id=self.id, **told)

    def _compensation_told(self) -> str:
        if self.compensation_status != "approved":
            return ""
        amount = as_json(self.compensation) if self.compensation else {}
        return " ".join(part for part in (*amount.values(), self.compensation_note) if part)

    def _stage(self, action: str, act: Act) -> None:
        self.transition("change", self.status)
        self._be_a_complaint()
        before = self.complaint_stage
        self.complaint_stage = STAGES.after(action, str(before))
        self.note("complaint_stage", before, self.complaint_stage, act)

    def _be_a_complaint(self) -> None:
        if self.kind != "complaint":
            raise Conflict("It is no complaint", code="not_a_complaint")
