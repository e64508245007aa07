"""The supervisor with real processes: it restarts what dies, replaces what changed, and leaves nothing behind."""

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from native import control
from native.places import LOGS, RUN
from native.plan import Plan, Process

from crm_kit.private_servers import PrivateServers
from crm_kit.private_servers.processes import started_at, wait_until

pytestmark = pytest.mark.slow

Make = Callable[..., Process]
Run = Callable[..., Plan]


def entry(name: str) -> dict[str, Any]:
    return next(one for one in control.record()["processes"] if one["name"] == name)


def pid_of(name: str) -> int:
    """Its number; 0 while it does not run."""
    return int(entry(name)["pid"] or 0)


def test_a_killed_process_is_started_again(process: Make, running: Run) -> None:
    sales = process("sales")
    running(sales)
    killed = pid_of("sales")

    os.kill(killed, signal.SIGKILL)

    assert wait_until(lambda: pid_of("sales") not in (0, killed) and control.is_ready(sales), 10)
    assert entry("sales")["restarts"] == 1


def test_a_program_that_is_missing_is_tried_again_with_growing_pauses(running: Run) -> None:
    running()
    absent = Process("absent", ["/nowhere/absent"], {}, "http://127.0.0.1:9/readyz")

    control.follow(Plan([absent], []))

    assert wait_until(lambda: any(one["restarts"] >= 2 for one in control.record()["processes"]), 10)
    pauses = [line.split("again in ")[1] for line in (LOGS / "supervisor.log").read_text().splitlines()]
    assert pauses[:2] == ["0.5 s", "1 s"]


def test_who_waits_is_told_at_once_that_a_process_only_dies(running: Run) -> None:
    running()
    broken = Process("broken", [sys.executable, "-c", "print('no such setting')"], {}, "http://127.0.0.1:9/readyz")
    control.follow(Plan([broken], []))
    began = time.monotonic()

    with pytest.raises(control.NotReady, match="no such setting"):
        control.wait_until_ready(Plan([broken], []))

    assert time.monotonic() - began < 20


def test_the_same_plan_again_changes_nothing(process: Make, running: Run) -> None:
    plan = running(process("sales"), process("relay"))
    before = (control.record()["pid"], pid_of("sales"), pid_of("relay"))

    running(*plan.processes)

    assert (control.record()["pid"], pid_of("sales"), pid_of("relay")) == before


def test_only_the_process_that_changed_is_replaced(process: Make, running: Run) -> None:
    running(process("sales"), process("relay"))
    before = pid_of("sales"), pid_of("relay")

    running(process("sales", greeting="good morning"), process("relay"))

    assert pid_of("relay") == before[1]
    assert pid_of("sales") != before[0]
    assert (LOGS / "sales.log").read_text().splitlines()[-1].startswith(("good morning", "127.0.0.1"))


def test_a_process_that_left_the_plan_ends_alone(process: Make, running: Run) -> None:
    running(process("sales"), process("relay"))
    sales, relay = pid_of("sales"), pid_of("relay")

    running(process("relay"))

    assert started_at(sales) is None
    assert pid_of("relay") == relay


def test_who_need_not_be_ready_is_not_waited_for(process: Make, running: Run) -> None:
    sales = process("sales")
    running(sales)
    mute = Process("mute", [sys.executable, "-c", "import time; time.sleep(60)"], {}, "http://127.0.0.1:9/readyz")
    plan = Plan([sales, mute], [])

    control.follow(plan)
    control.wait_until_ready(plan, besides=("mute",))

    assert {one["name"] for one in control.record()["processes"]} <= {"sales", "mute"}
    assert control.is_ready(sales)


def test_sigterm_ends_everything_even_what_ignores_it(process: Make, running: Run) -> None:
    running(process("sales"), process("stubborn", "--stubborn"), stop_seconds=2.0)
    pids = [pid_of("sales"), pid_of("stubborn"), control.record()["pid"]]
    began = time.monotonic()

    os.kill(control.record()["pid"], signal.SIGTERM)

    assert wait_until(lambda: not any(map(started_at, pids)), 10)
    assert 1.5 < time.monotonic() - began < 5


def test_what_a_killed_supervisor_left_running_is_ended_before_the_next_one_starts(process: Make, running: Run) -> None:
    running(process("sales"))
    orphan, killed = pid_of("sales"), control.record()["pid"]
    os.kill(killed, signal.SIGKILL)
    assert wait_until(lambda: not control.is_running(), 5)
    assert started_at(orphan) is not None

    running(process("sales"))

    assert started_at(orphan) is None
    assert control.record()["pid"] != killed


def test_a_private_server_that_dies_is_started_again_on_its_port(running: Run) -> None:
    redis = PrivateServers.below(RUN).redis
    redis.start()
    running(servers=("redis",))
    port, killed = redis.port, redis.pid

    os.kill(killed or 0, signal.SIGKILL)

    assert wait_until(lambda: redis.pid not in (None, killed) and redis.answers(), 10)
    assert redis.port == port
