"""Settings come from environment variables only; each may instead be a file named by NAME_FILE (a mounted secret)."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from crm_kit.money import decimals

_SERVICE_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_POSTGRES_SCHEME = re.compile(r"\Apostgres(ql)?(\+\w+)?://")

# Hashing a password computes for 140 ms, which would stop every green thread of a nameko process.
_ALWAYS_ON_THREADS = frozenset({"identity"})


class SettingError(Exception):
    """A setting is missing or unusable; the message names the variable, never its value."""


@dataclass(frozen=True)
class Settings:
    """What one process of one service is told from outside. Values are read, and complained about, when asked for."""

    service: str
    environment: Mapping[str, str] = field(repr=False, default_factory=lambda: MappingProxyType(dict(os.environ)))

    @classmethod
    def from_env(cls, service: str, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings of `service` (import name, e.g. "service_desk") as the environment has them now."""
        if not _SERVICE_NAME.match(service):
            raise SettingError(f"{service!r} is not the name of a service: lower case letters, digits and _ only")
        return cls(service, MappingProxyType(dict(os.environ if environment is None else environment)))

    def require(self, *names: str) -> "Settings":
        """These settings, after making sure that each named one has a usable value; a process asks this as it starts.

        Raises SettingError naming every variable at fault.
        """
        faults = [fault for name in names if (fault := self._fault(name)) is not None]
        if faults:
            raise SettingError("; ".join(faults))
        return self

    def _fault(self, name: str) -> str | None:
        try:
            getattr(self, name)
        except SettingError as error:
            return str(error)
        return None

    @property
    def database_url(self) -> str:
        """The service's database for its runtime role, as SQLAlchemy takes it."""
        return sqlalchemy_url(self._own("DATABASE_URL"))

    @property
    def owner_database_url(self) -> str:
        """The service's database for the role that owns its tables, as SQLAlchemy takes it; for migrations."""
        return sqlalchemy_url(self._own("OWNER_DATABASE_URL"))

    @property
    def database_dsn(self) -> str:
        """The service's database for its runtime role, as psycopg takes it."""
        return _POSTGRES_SCHEME.sub("postgresql://", self._own("DATABASE_URL"))

    @property
    def amqp_url(self) -> str:
        """The broker, by this service's own user where it has one."""
        return self._first(f"CRM_{self.service.upper()}_AMQP_URL", "CRM_AMQP_URL")

    @property
    def topology_amqp_url(self) -> str:
        """The broker by a user that may declare what all services share; the service's own where none is named."""
        return self.get("CRM_TOPOLOGY_AMQP_URL") or self.amqp_url

    @property
    def redis_url(self) -> str:
        """Rate limits and caches of the gateway."""
        return self._first("CRM_REDIS_URL")

    @property
    def signing_key(self) -> str:
        """Signs and verifies the caller; the same for the gateway and all services; at least 32 characters."""
        key = self._first("CRM_SIGNING_KEY")
        if len(key) < 32:
            raise SettingError("CRM_SIGNING_KEY must have at least 32 characters")
        return key

    @property
    def host(self) -> str:
        """Which host serves the service: "threads" or "nameko"."""
        host = self.get("CRM_HOST") or "threads"
        if host not in {"nameko", "threads"}:
            raise SettingError("CRM_HOST must be threads or nameko")
        return "threads" if self.service in _ALWAYS_ON_THREADS else host

    @property
    def workers(self) -> int:
        """How many handlers run at once in a process, and so how many database connections it holds."""
        return self._number("CRM_WORKERS", 8, minimum=1)

    @property
    def relay_yields_from(self) -> float:
        """The share of time in which something waits for a processor, from which on relays hold events back; 0: they never do."""
        return self._number("CRM_RELAY_YIELDS_FROM_PERCENT", 30, minimum=0) / 100

    @property
    def relay_yielding_rate(self) -> int:
        """How many events a second of each lane of its outbox a relay publishes meanwhile."""
        return self._number("CRM_RELAY_YIELDING_RATE", 50, minimum=1)

    @property
    def relay_pressure_file(self) -> Path:
        """Where Linux says how long processors were waited for; in a container with a limit, `cpu.pressure` of its group."""
        return Path(self.get("CRM_RELAY_PRESSURE_FILE") or "/proc/pressure/cpu")

    @property
    def metrics_port(self) -> int:
        """Port of /metrics, /livez and /readyz; 0 turns them off."""
        return self._number("CRM_METRICS_PORT", 0, minimum=0)

    @property
    def metrics_address(self) -> str:
        """Address those are served on; 0.0.0.0 in a container."""
        return self.get("CRM_METRICS_ADDRESS") or "127.0.0.1"

    @property
    def base_currency(self) -> str:
        """The currency that amounts are added up in."""
        currency = self.get("CRM_BASE_CURRENCY") or "CNY"
        try:
            decimals(currency)
        except ValueError as error:
            raise SettingError(f"CRM_BASE_CURRENCY must be a currency code of ISO 4217: {error}") from error
        return currency

    @property
    def log_level(self) -> str:
        """Lowest level written: debug, info, warning or error."""
        level = (self.get("CRM_LOG_LEVEL") or "info").lower()
        if level not in {"debug", "info", "warning", "error"}:
            raise SettingError("CRM_LOG_LEVEL must be debug, info, warning or error")
        return level

    def get(self, variable: str) -> str | None:
        """The value of a variable or the content of the file its _FILE names; None where neither is set."""
        if value := self.environment.get(variable):
            return value
        if path := self.environment.get(f"{variable}_FILE"):
            return _content(variable, path)
        return None

    def _own(self, suffix: str) -> str:
        return self._first(f"CRM_{self.service.upper()}_{suffix}")

    def _first(self, *variables: str) -> str:
        for variable in variables:
            if value := self.get(variable):
                return value
        raise SettingError(f"set {' or '.join(variables)} (or the same name with _FILE)")

    def _number(self, variable: str, default: int, minimum: int) -> int:
        text = self.get(variable) or str(default)
        if not text.isdecimal() or int(text) < minimum:
            raise SettingError(f"{variable} must be a whole number, at least {minimum}")
        return int(text)

    def __getstate__(self) -> Any:
        raise TypeError("settings hold secrets and are not written anywhere")


def sqlalchemy_url(url: str) -> str:
    """A PostgreSQL address in any common spelling, for SQLAlchemy with the psycopg 3 driver."""
    return _POSTGRES_SCHEME.sub("postgresql+psycopg://", url)


def _content(variable: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingError(f"{variable}_FILE cannot be read: {error.strerror}") from error
