"""Processes that nobody calls: relay, scheduler, imports, sender. Each has runners, one in a thread, until it is told to stop."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from crm_kit import telemetry
from crm_kit.probes import serve_probes
from crm_kit.serve import wait_for_stop
from crm_kit.settings import SettingError, Settings
from crm_kit.telemetry import log

_DEADLINE_SECONDS = 24.0


class Runner(Protocol):
    """What runs until the event that it was made with is set, over whatever is lost meanwhile."""

    def run(self) -> None:
        """Work; its whole life."""

    @property
    def is_ready(self) -> bool:
        """Whether it can work just now."""


def settings_of(program: str, description: str, arguments: Sequence[str] | None, *needed: str) -> list[Settings]:
    """The settings of the services that are named on the command line; ends the process where one of those needed is missing."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("services", nargs="+", metavar="SERVICE")
    names = parser.parse_args(arguments).services
    try:
        return [Settings.from_env(name.replace("-", "_")).require(*needed, "metrics_port", "log_level") for name in names]
    except SettingError as error:
        parser.error(str(error))


def run_until_told(name: str, settings: Settings, make: Callable[[threading.Event], Sequence[Runner]]) -> None:
    """Run what is made, and answer probes, until told to stop. One that dies of what it does not expect ends the process."""
    telemetry.configure(settings.log_level, service=name)
    stop = threading.Event()
    runners = make(stop)
    if settings.metrics_port:
        serve_probes(settings.metrics_address, settings.metrics_port, lambda: all(runner.is_ready for runner in runners))
    threads = [threading.Thread(target=_run, args=[name, runner], name=name, daemon=True) for runner in runners]
    for thread in threads:
        thread.start()
    wait_for_stop(_DEADLINE_SECONDS)
    stop.set()
    for thread in threads:
        thread.join()


def _run(name: str, runner: Runner) -> None:
    try:
        runner.run()
    except Exception:
        log.critical(f"{name} died", service=getattr(runner, "service", name), exc_info=True)
        signal.raise_signal(signal.SIGTERM)
