"""crm-serve: one process of one service. Imports little before the host is chosen, for one of them patches the system."""

import argparse
import faulthandler
import signal
import time
from collections.abc import Sequence
from typing import Any, Protocol

from crm_kit.garbage import spare_what_is_loaded
from crm_kit.settings import SettingError, Settings

# The process is gone within 25 s of SIGTERM, whatever hangs.
_DEADLINE_SECONDS = 24.0
_LOOK_SECONDS = 0.25


class Host(Protocol):
    """What serves an app: calls and events in, replies out."""

    def start(self) -> None:
        """Begin to serve as soon as the broker is there."""

    def stop(self) -> None:
        """Take nothing more, finish what runs, answer it."""

    @property
    def is_connected(self) -> bool:
        """Whether the broker's messages reach this process now."""


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-serve SERVICE [--only rpc|reactions]"""
    parser = argparse.ArgumentParser(prog="crm-serve", description="Serve one service: its calls and its events.")
    parser.add_argument("service", metavar="SERVICE")
    parser.add_argument("--only", choices=["rpc", "reactions"], help="serve one kind, to scale each alone")
    options = parser.parse_args(arguments)
    try:
        settings = _settings(options.service)
        host_of = _chosen_host(settings.host)
    except SettingError as error:
        parser.error(str(error))
    _serve(options.service, options.only, settings, host_of)
    return 0


def _settings(service: str) -> Settings:
    settings = Settings.from_env(service.replace("-", "_"))
    return settings.require("database_url", "amqp_url", "signing_key", "host", "workers", "metrics_port", "log_level")


def _chosen_host(name: str) -> type[Host]:
    if name == "threads":
        from crm_kit.hosting_threads import ThreadsHost

        return ThreadsHost
    from crm_kit.hosting import NamekoHost

    return NamekoHost


def _serve(service: str, only: str | None, settings: Settings, host_of: Any) -> None:
    from crm_kit import telemetry
    from crm_kit.app import load_app
    from crm_kit.probes import serve_probes

    telemetry.configure(settings.log_level, service=settings.service)
    app = load_app(service)
    app.open(settings)
    host = host_of(app, settings, only)
    if settings.metrics_port:
        serve_probes(settings.metrics_address, settings.metrics_port, lambda: host.is_connected and app.ready())
    host.start()
    telemetry.log.info("serving", host=settings.host, only=only, workers=settings.workers)
    wait_for_stop(_DEADLINE_SECONDS)
    host.stop()
    app.close()
    telemetry.log.info("stopped")


def wait_for_stop(deadline_seconds: float) -> None:
    """Return on SIGTERM or SIGINT; from then on the process has so many seconds, after which it is ended.

    Called when everything is loaded.
    """
    spare_what_is_loaded()
    asked: list[int] = []

    def stop(number: int, _frame: Any) -> None:
        asked.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    # Waiting in short sleeps serves both kinds of threads: a handler must not touch a green one.
    while not asked:
        time.sleep(_LOOK_SECONDS)
    faulthandler.dump_traceback_later(deadline_seconds, exit=True)


if __name__ == "__main__":
    raise SystemExit(main())
