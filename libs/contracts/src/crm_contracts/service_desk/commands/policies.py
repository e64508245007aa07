"""What one can do with service levels: policies, rules of escalation, escalating."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from crm_contracts.service_desk.service_level_words import (
    Kinds,
    LateMinutes,
    Level13,
    PausingStatuses,
    People,
    Position,
    RuleTrigger,
    Targets,
    TicketClocks,
    Urgencies,
    WarnPercent,
)
from crm_contracts.service_desk.views.policies import EscalationRuleView, PolicyView
from crm_contracts.service_desk.views.tickets import TicketView
from crm_kit.messages import command
from crm_kit.words import UNSET, Between, Name, Reason, Unset

Reopens = Annotated[int, Between(1, 100)]


@command(allow="service_desk.policy.create", returns=PolicyView)
class CreatePolicy:
    """Promise how soon tickets are dealt with, by a calendar. It holds for the tickets of agreements that name it and of the
    groups in `team_ids`; the default one for all others."""

    name: Name
    calendar_id: UUID
    targets: Targets
    pausing: PausingStatuses = field(default_factory=lambda: ["waiting_customer", "waiting_third_party"])
    paused_clocks: TicketClocks = field(default_factory=lambda: ["next_response", "completed"])
    warn_percent: WarnPercent = 75
    team_ids: People = field(default_factory=list)
    is_default: bool = False


@command(allow="service_desk.policy.update", returns=PolicyView)
class ChangePolicy:
    """Change a policy. The clocks of open tickets under it are worked out again."""

    policy_id: UUID
    version: int
    name: Name | Unset = UNSET
    calendar_id: UUID | Unset = UNSET
    targets: Targets | Unset = UNSET
    pausing: PausingStatuses | Unset = UNSET
    paused_clocks: TicketClocks | Unset = UNSET
    warn_percent: WarnPercent | Unset = UNSET
    team_ids: People | Unset = UNSET
    is_default: bool | Unset = UNSET
    is_active: bool | Unset = UNSET


@command(allow="service_desk.escalation_rule.create", returns=EscalationRuleView)
class CreateEscalationRule:
    """Say when tickets go up to a level by themselves: so many minutes of working time after a clock has run out (`time`), or when
    they have been reopened so often (`reopen`). `owner_id` or `group_id` has the ticket then."""

    name: Name
    trigger: RuleTrigger
    level: Level13
    position: Position = 100
    clocks: TicketClocks = field(default_factory=list)
    minutes_after: LateMinutes = Decimal(0)
    reopens: Reopens | None = None
    kinds: Kinds = field(default_factory=list)
    urgencies: Urgencies = field(default_factory=list)
    notify: People = field(default_factory=list)
    notify_owner: bool = True
    notify_account_owner: bool = True
    owner_id: UUID | None = None
    group_id: UUID | None = None


@command(allow="service_desk.escalation_rule.update", returns=EscalationRuleView)
class ChangeEscalationRule:
    """Change a rule of escalation. It holds from the next change or clock of each ticket on."""

    escalation_rule_id: UUID
    version: int
    name: Name | Unset = UNSET
    level: Level13 | Unset = UNSET
    position: Position | Unset = UNSET
    clocks: TicketClocks | Unset = UNSET
    minutes_after: LateMinutes | Unset = UNSET
    reopens: Reopens | Unset | None = UNSET
    kinds: Kinds | Unset = UNSET
    urgencies: Urgencies | Unset = UNSET
    notify: People | Unset = UNSET
    notify_owner: bool | Unset = UNSET
    notify_account_owner: bool | Unset = UNSET
    owner_id: UUID | Unset | None = UNSET
    group_id: UUID | Unset | None = UNSET
    is_active: bool | Unset = UNSET


@command(allow="service_desk.ticket.escalate", returns=TicketView)
class EscalateTicket:
    """Take an open ticket a level up, or to `level`, 3 at the most; `owner_id` or `group_id` has it then. It stays as it is
    otherwise. Its owner, the account's owner and those in `notify` are told."""

    ticket_id: UUID
    version: int
    reason: Reason
    level: Level13 | None = None
    notify: People = field(default_factory=list)
    owner_id: UUID | None = None
    group_id: UUID | None = None
