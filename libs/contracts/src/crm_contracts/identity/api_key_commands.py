"""Keys for programs."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.identity.views import ApiKeyView, NewApiKeyView
from crm_contracts.identity.words import IpNetworks, RatePerMinute, SomeGrants
from crm_kit.messages import command
from crm_kit.words import UNSET, Name, Unset


@command(allow="identity.api_key.create", returns=NewApiKeyView)
class CreateApiKey:
    """Make a key, for oneself or for `user_id`. It may do what its owner may, within `limits`; the token is shown once."""

    name: Name
    limits: SomeGrants
    user_id: UUID | None = None
    expires_at: dt.datetime | None = None
    ip_allow: IpNetworks = ()  # type: ignore[assignment]
    rate_per_minute: RatePerMinute | None = None


@command(allow="identity.api_key.update", returns=ApiKeyView)
class ChangeApiKey:
    """Change a key's name or bounds."""

    api_key_id: UUID
    version: int
    name: Name | Unset = UNSET
    limits: SomeGrants | Unset = UNSET
    expires_at: dt.datetime | Unset | None = UNSET
    ip_allow: IpNetworks | Unset = UNSET
    rate_per_minute: RatePerMinute | Unset | None = UNSET


@command(allow="identity.api_key.rotate", returns=NewApiKeyView)
class RotateApiKey:
    """Give a key a new token, shown once. The old one is good until `old_valid_until`, at most 30 days; without it, no longer."""

    api_key_id: UUID
    version: int
    old_valid_until: dt.datetime | None = None


@command(allow="identity.api_key.revoke", returns=ApiKeyView)
class RevokeApiKey:
    """Stop a key for good."""

    api_key_id: UUID
    version: int
