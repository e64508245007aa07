"""What one can do with saved views."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from crm_contracts.customers.views.others import SavedViewView
from crm_contracts.customers.words import ViewCollection
from crm_kit.messages import command
from crm_kit.words import UNSET, Name, Text, Unset

Sort = Annotated[str, Text(200)]


@command(allow="customers.view.create", returns=SavedViewView)
class CreateSavedView:
    """Keep a search of accounts or contacts under a name, for oneself or (`is_shared`) for all who may use views.

    Whoever runs it sees only what they may see anyway.
    """

    collection: ViewCollection
    name: Name
    where: dict[str, Any] | None = None
    sort: Sort | None = None
    fields: list[str] | None = None
    is_shared: bool = False


@command(allow="customers.view.update", returns=SavedViewView)
class ChangeSavedView:
    """Change a saved view."""

    view_id: UUID
    version: int
    name: Name | Unset = UNSET
    where: dict[str, Any] | Unset | None = UNSET
    sort: Sort | Unset | None = UNSET
    fields: list[str] | Unset | None = UNSET
    is_shared: bool | Unset = UNSET


@command(allow="customers.view.delete")
class DeleteSavedView:
    """Delete a saved view."""

    view_id: UUID
    version: int
