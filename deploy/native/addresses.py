"""The addresses that each process is given: of its own database roles and its own broker user, and nobody else's."""

from collections.abc import Mapping
from urllib.parse import quote, urlsplit, urlunsplit

from crm_kit.private_servers import PrivateServers
from native.installation import Service, own_servers, secret
from native.places import RUN


class Addresses:
    """Addresses on the servers that were named, or on the private ones."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._private = PrivateServers.below(RUN)
        self.has_own_broker = "rabbitmq" in own_servers(variables)
        self.database = variables.get("CRM_DATABASE_URL") or self._private.postgres.url
        self.broker = variables.get("CRM_AMQP_URL") or self._private.rabbitmq.url
        self.redis = variables.get("CRM_REDIS_URL") or self._private.redis.url

    def of_service(self, service: Service) -> dict[str, str]:
        """What a running service, and the relay for it, need."""
        runtime = _with_login(self.database, service.name, secret(f"{service.name}.database"), service.name)
        return {service.setting("DATABASE_URL"): runtime, service.setting("AMQP_URL"): self.broker_url(service.name)}

    def of_owner(self, service: Service) -> dict[str, str]:
        """What migrations need."""
        owner = _with_login(self.database, f"{service.name}_owner", secret(f"{service.name}.owner"), service.name)
        return {service.setting("OWNER_DATABASE_URL"): owner}

    def of_gateway(self) -> dict[str, str]:
        return {"CRM_GATEWAY_AMQP_URL": self.broker_url("gateway"), "CRM_REDIS_URL": self.redis}

    def broker_url(self, user: str) -> str:
        """The broker by this user; by the one user of a named broker, where we may not make others."""
        if not self.has_own_broker:
            return self.broker
        return _with_login(self.broker, user, secret(f"{user}.broker"))


def _with_login(url: str, user: str, password: str, path: str | None = None) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    login = f"{quote(user, safe='')}:{quote(password, safe='')}@{place}"
    return urlunsplit(parts._replace(netloc=login, path=parts.path if path is None else f"/{path}"))
