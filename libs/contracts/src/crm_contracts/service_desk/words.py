"""The values that the messages of the service desk are made of."""

from __future__ import annotations

from typing import Annotated, Literal

from crm_kit.words import Between, Text

TicketStatus = Literal[
    "new", "accepted", "allocated", "in_progress", "waiting_customer", "waiting_third_party", "solved", "closed", "cancelled",
    "merged",
]  # fmt: skip
TicketKind = Literal["request", "complaint"]
TicketNature = Literal["consultation", "fault", "repair", "return", "complaint", "suggestion"]
MessageNature = Literal["consultation", "fault", "repair", "return", "suggestion"]
TicketSource = Literal["phone", "email", "web", "portal", "on_site", "social", "api"]
Validity = Literal["valid", "invalid", "duplicate", "out_of_scope"]
Urgency = Literal["low", "normal", "high", "critical"]
Impact = Literal["one", "some", "many", "all"]
Cover = Literal["covered", "partly", "expired", "none"]
ClockPoint = Literal[
    "accepted", "allocated", "first_response", "next_response", "dispatched", "arrived", "completed", "signed",
]  # fmt: skip
EscalationTrigger = Literal["time", "reopen", "manual", "csat", "vip", "keyword"]
AssetStatus = Literal["in_use", "in_repair", "returned", "scrapped"]
Severity = Literal["minor", "major", "critical"]
EscalationLevel = Annotated[int, Between(0, 3)]
Code = Annotated[str, Text(40, least=1, pattern="^[a-z0-9][a-z0-9_]*$")]
Department = Annotated[str, Text(100, least=1)]
MessageId = Annotated[str, Text(500, least=1)]
ComplaintStage = Literal["investigating", "compensation_pending", "agreed", "disputed"]
CompensationStatus = Literal["none", "pending", "approved", "rejected"]
ComplaintOutcome = Literal["agreed", "disputed"]
NoteVisibility = Literal["internal", "public"]
NoteAuthor = Literal["agent", "customer"]
JournalKind = Literal[
    "status", "urgency", "impact", "kind", "owner", "group", "policy", "entitlement", "escalation", "response", "customer_note",
    "complaint_stage", "merged_in", "split_off", "warning", "breach",
]  # fmt: skip
CancelValidity = Literal["invalid", "duplicate", "out_of_scope"]
GranteeKind = Literal["user", "team", "role"]
ShareLevel = Literal["read", "write"]
