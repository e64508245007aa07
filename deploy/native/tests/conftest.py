"""The supervisor under test has a run directory of its own, apart from a system that runs in this checkout."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_DIRECTORY = Path(tempfile.mkdtemp(prefix="crm-native-"))
sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["CRM_RUN_DIRECTORY"] = str(_DIRECTORY)

from native import control, places  # noqa: E402
from native.plan import Plan, Process  # noqa: E402

del os.environ["CRM_RUN_DIRECTORY"]

from crm_kit.private_servers import PrivateServers  # noqa: E402
from crm_kit.private_servers.places import free_ports  # noqa: E402

_SERVER = """
import http.server, os, signal, sys
print(os.environ["GREETING"], flush=True)
if "--stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ready).serve_forever()
"""


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    shutil.rmtree(_DIRECTORY, ignore_errors=True)


@pytest.fixture
def process() -> Callable[..., Process]:
    """Makes a process of the plan that says it is ready over HTTP."""
    ports: dict[str, int] = {}

    def make(name: str, *options: str, greeting: str = "hello") -> Process:
        port = ports.setdefault(name, free_ports(1)[0])
        command = [sys.executable, "-c", _SERVER, str(port), *options]
        return Process(name, command, {"GREETING": greeting}, f"http://127.0.0.1:{port}/readyz")

    return make


@pytest.fixture
def running() -> Iterator[Callable[..., Plan]]:
    """Brings a supervisor to follow a plan of these processes; everything ends with the test."""

    def follow(*processes: Process, servers: tuple[str, ...] = (), stop_seconds: float = 25.0) -> Plan:
        plan = Plan(list(processes), list(servers), stop_seconds)
        control.follow(plan)
        control.wait_until_ready(plan)
        return plan

    yield follow
    control.end()
    PrivateServers.below(places.RUN).erase()
    shutil.rmtree(places.RUN)
