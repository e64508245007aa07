"""Web forms: what strangers are asked, and what becomes of their answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crm_contracts.marketing.words import Enquirer, EnquirerField, FormField
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import Aggregate, Machine, Mapped, Owned, Searchable, String, Text, Values, column, sorted_text
from marketing.domain.merge import OF_FORMS
from marketing.domain.template import Parts, parts_of

REACHABLE: tuple[EnquirerField, ...] = ("email", "phone")


class Form(Owned, Searchable, Aggregate):
    """A form with an address of its own, `/f/{slug}`. Whoever fills it in is acknowledged by mail at once.

    `fields` say what is asked and which of an enquirer's fields it fills; whose lead reaches `qualify_at` points goes to sales.
    """

    __tablename__ = "forms"
    MACHINE = Machine(close=("open", "closed"), open=("closed", "open"))

    name: Mapped[str] = column(sorted_text(200))
    slug: Mapped[str] = column(String(60))
    status: Mapped[str] = column(String(10), default="open")
    purpose: Mapped[str] = column(String(20), default="lead")
    intro: Mapped[str] = column(Text, default="")
    fields: Mapped[Any] = column(Values)
    campaign_id: Mapped[UUID | None]
    source: Mapped[str] = column(String(100), default="web")
    consent_wording: Mapped[str] = column(String(500), default="")
    consent_channels: Mapped[list[str]] = column(default=list)
    min_seconds: Mapped[int] = column(default=3)
    qualify_at: Mapped[int] = column(default=0)
    sender_name: Mapped[str] = column(String(100), default="")
    sender_email: Mapped[str] = column(String(254))
    reply_subject: Mapped[str] = column(String(300))
    reply_text: Mapped[str] = column(Text)

    def words(self) -> list[str | None]:
        return [self.name, self.slug]

    def change(self, changes: dict[str, Any]) -> None:
        """Write it. Invalid (422) where nobody who fills it in could be answered, or its acknowledgement cannot be read."""
        for name, value in changes.items():
            setattr(self, name, value)
        self._check_fields()
        self.reply  # noqa: B018 - reading it is the check
        needed = set().union(*(part.needed() for part in self.reply.all)) - self._certain()
        if needed:
            message = f"Say what stands in for {', '.join(sorted(needed))} where it is empty"
            raise Invalid.field("/reply_text", "missing_value", message)

    def close(self) -> None:
        self.transition("close")

    def reopen(self) -> None:
        self.transition("open")

    def must_be_open(self) -> None:
        """Conflict (409 `form_closed`) where nothing is taken in any more."""
        if self.status != "open":
            raise Conflict("The form is closed", code="form_closed")

    def _check_fields(self) -> None:
        names = [each.maps_to for each in self._typed()]
        if len(set(names)) < len(names):
            raise Invalid.field("/fields", "repeated", "Two fields fill in the same")
        certain = [each.maps_to for each in self._typed() if each.is_required]
        if not set(certain) & set(REACHABLE):
            raise Invalid.field("/fields", "unreachable", "Require an e-mail address or a phone number to answer to")

    def _typed(self) -> list[FormField]:
        return [each if isinstance(each, FormField) else FormField(**each) for each in self.fields]

    def _certain(self) -> set[str]:
        required = {f"enquirer.{each.maps_to}" for each in self._typed() if each.is_required}
        return required | {"reference", "form.name"}

    @property
    def reply(self) -> Parts:
        """The acknowledgement, read."""
        return parts_of(self.reply_subject, "", self.reply_text, OF_FORMS, "/reply")

    def check(self, given: Enquirer) -> None:
        """Invalid (422) naming every field that is missing, not asked for or none of its choices."""
        asked = {each.maps_to: each for each in self._typed()}
        errors = [error for name in Enquirer.__dataclass_fields__ for error in _faults(name, getattr(given, name), asked)]
        if errors:
            raise Invalid("Some fields are not right", errors=errors)


def _faults(name: str, value: str | None, asked: dict[Any, FormField]) -> list[dict[str, str]]:
    field = asked.get(name)
    if field is None:
        return [_fault(name, "unknown_field", "The form does not ask for this")] if value else []
    if not value:
        return [_fault(name, "required", f"Fill in: {field.label}")] if field.is_required else []
    if field.choices and value not in field.choices:
        return [_fault(name, "not_a_choice", f"There are {', '.join(field.choices)}")]
    return []


def _fault(name: str, code: str, message: str) -> dict[str, str]:
    return {"pointer": f"/enquirer/{name}", "code": code, "message": message}
