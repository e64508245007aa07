"""`python -m crm_kit.provisioning SERVICE…`: databases and broker users of these services and of the gateway.

Reads CRM_DATABASE_URL (an administrator's), CRM_<SERVICE>_OWNER_DATABASE_URL, CRM_<SERVICE>_DATABASE_URL,
CRM_RABBITMQ_MANAGEMENT_URL (an administrator's, of the management plugin), CRM_<SERVICE>_AMQP_URL and CRM_GATEWAY_AMQP_URL;
each also as NAME_FILE.
"""

import sys

from crm_kit.provisioning.broker import GATEWAY, broker_definitions, import_definitions
from crm_kit.provisioning.databases import provision_database
from crm_kit.settings import SettingError, Settings


def main(services: list[str]) -> int:
    names = [service.replace("-", "_") for service in services]
    try:
        for name in names:
            _provision_database(name)
        _provision_broker(names)
    except SettingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _provision_database(service: str) -> None:
    settings = Settings.from_env(service)
    notices = provision_database(_required("CRM_DATABASE_URL"), _plain(settings.owner_database_url), _plain(settings.database_url))
    sys.stdout.write("".join(f"{service}: {line}\n" for line in [*notices, "database and roles are there"]))


def _provision_broker(services: list[str]) -> None:
    urls = {name: Settings.from_env(name).amqp_url for name in [*services, GATEWAY]}
    import_definitions(_required("CRM_RABBITMQ_MANAGEMENT_URL"), broker_definitions(urls))
    sys.stdout.write(f"broker users: {', '.join(urls)}\n")


def _required(variable: str) -> str:
    value = Settings.from_env(GATEWAY).get(variable)
    if not value:
        raise SettingError(f"set {variable} (or {variable}_FILE)")
    return value


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
