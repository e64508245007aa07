"""What the gateway is told from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network

from crm_kit.settings import SettingError, Settings

Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class GatewaySettings:
    """Addresses and keys stay out of its text. Limits are requests per minute; 0 turns a limit off."""

    amqp_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    signing_key: str = field(repr=False)
    rate_per_minute: int = 6000
    sign_in_per_minute: int = 10
    cors_origins: frozenset[str] = frozenset()
    trusted_proxies: tuple[Network, ...] = ()
    log_level: str = "info"

    @classmethod
    def read(cls, settings: Settings) -> GatewaySettings:
        """From the environment. Raises SettingError, which names the variable at fault."""
        settings.require("amqp_url", "redis_url", "signing_key", "log_level")
        return cls(
            settings.amqp_url, settings.redis_url, settings.signing_key,
            _number(settings, "CRM_RATE_LIMIT_PER_MINUTE", cls.rate_per_minute),
            _number(settings, "CRM_SIGN_IN_LIMIT_PER_MINUTE", cls.sign_in_per_minute),
            frozenset(_listed(settings, "CRM_CORS_ORIGINS")),
            tuple(_network(text) for text in _listed(settings, "CRM_TRUSTED_PROXIES")),
            settings.log_level,
        )  # fmt: skip


def _listed(settings: Settings, variable: str) -> list[str]:
    return [part.strip() for part in (settings.get(variable) or "").split(",") if part.strip()]


def _number(settings: Settings, variable: str, default: int) -> int:
    text = settings.get(variable) or str(default)
    if not text.isdecimal():
        raise SettingError(f"{variable} must be a whole number of requests per minute, 0 for no limit")
    return int(text)


def _network(text: str) -> Network:
    try:
        return ip_network(text, strict=False)
    except ValueError as error:
        raise SettingError("CRM_TRUSTED_PROXIES must be addresses or networks, separated by commas") from error
