"""Private servers are watched like processes: who dies is started again, with the data it had."""

import threading

from crm_kit.private_servers import PrivateServers, Server, ServerError
from native.logs import say

_EVERY_SECONDS = 1.0


def watch(servers: PrivateServers, names: list[str], ending: threading.Event) -> None:
    """Watch the servers of these names, each in a thread of its own, until the event is set."""
    for server in servers:
        if server.name in names:
            threading.Thread(target=_keep, args=(server, ending), name=server.name, daemon=True).start()


def _keep(server: Server, ending: threading.Event) -> None:
    while not ending.wait(_EVERY_SECONDS):
        if server.pid is None:
            say(f"{server.name} has died and is started again")
            _start(server)


def _start(server: Server) -> None:
    try:
        server.start()
    except (ServerError, OSError) as error:
        say(f"{server.name} cannot be started: {error}")
