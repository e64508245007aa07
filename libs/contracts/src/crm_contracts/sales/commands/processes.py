"""What one can do with sales processes and with the reasons for winning and losing."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from crm_contracts.sales.views.processes import MigrationView, ProcessView, ReasonView
from crm_contracts.sales.words import Code, Outcome, Stage
from crm_kit.messages import command
from crm_kit.words import UNSET, Between, Items, Label, Name, Unset

Stages = Annotated[list[Stage], Items(30, least=1)]
VersionNumber = Annotated[int, Between(1, 100_000)]


@command(allow="sales.process.create", returns=ProcessView)
class CreateProcess:
    """A way of selling: stages in their order, each code once. The tenant's first process is its default one."""

    name: Name
    stages: Stages
    is_default: bool = False


@command(allow="sales.process.update", returns=ProcessView)
class ChangeProcess:
    """Change a process. Other stages make a new version; opportunities stay on theirs until they are migrated."""

    process_id: UUID
    version: int
    name: Name | Unset = UNSET
    stages: Stages | Unset = UNSET
    is_default: bool | Unset = UNSET
    is_active: bool | Unset = UNSET


@command(allow="sales.process.delete")
class DeleteProcess:
    """Delete a process; 409 `in_use` while opportunities run on it."""

    process_id: UUID
    version: int


@command(allow="sales.process.restore", returns=ProcessView)
class RestoreProcess:
    """Bring a deleted process back."""

    process_id: UUID
    version: int


@command(allow="sales.process.migrate", returns=MigrationView)
class MigrateOpportunities:
    """Take opportunities that are not closed from one version of a process to another, at most 500 at once.

    `stages` says for each stage that they are in where they go: {"demo": "proposal"}; 422 `unmapped_stage` names those left out.
    """

    process_id: UUID
    from_version: VersionNumber
    to_version: VersionNumber
    stages: dict[str, str]


@command(allow="sales.reason.create", returns=ReasonView)
class CreateReason:
    """A reason for winning or losing that people can choose."""

    outcome: Outcome
    code: Code
    name: Name
    category: Label = ""
    needs_competitor: bool = False


@command(allow="sales.reason.update", returns=ReasonView)
class ChangeReason:
    """Rename a reason, or take it from the choice."""

    reason_id: UUID
    version: int
    name: Name | Unset = UNSET
    category: Label | Unset = UNSET
    needs_competitor: bool | Unset = UNSET
    is_active: bool | Unset = UNSET
