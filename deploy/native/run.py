"""Which function a command is."""

import os
import sys
from collections.abc import Callable

from crm_kit.private_servers import ServerError
from crm_kit.provisioning.databases import ProvisioningError
from native import commands
from native.control import NotReady
from native.up import StepFailed, tool, up

_COMMANDS: dict[str, Callable[..., None]] = {
    "up": up,
    "down": commands.down,
    "reset": commands.reset,
    "status": commands.status,
    "logs": commands.logs,
    "scale": commands.scale,
    "stop": commands.stop,
    "start": commands.start,
    "test-servers": commands.test_servers,
    "tool": tool,
}


def run(command: str, arguments: list[str]) -> int:
    """Run a command and turn what went wrong into words and an exit code."""
    try:
        _COMMANDS[command](*arguments)
    except (commands.WrongUse, NotReady, StepFailed, ServerError, ProvisioningError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BrokenPipeError:
        os.close(sys.stdout.fileno())
    return 0
