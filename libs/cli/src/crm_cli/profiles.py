"""Where one is signed in: named profiles in a file that only its owner can read."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import click

DEFAULT = "default"


@dataclass(frozen=True)
class Profile:
    """A server and who one is there. `kind` says what the token is: a `session`, which can be ended, or an `api_key`."""

    url: str = ""
    token: str = ""
    kind: str = "session"
    user: str = ""
    amqp_url: str = ""

    def __repr__(self) -> str:
        return f"Profile({self.url!r}, user={self.user!r})"


def config_file() -> Path:
    """$XDG_CONFIG_HOME/crm/config.json."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "crm" / "config.json"


def read_profile(name: str) -> Profile:
    """The profile of that name; an empty one where there is none. Raises ClickException for a file that cannot be read."""
    known = {field.name for field in fields(Profile)}
    return Profile(**{key: value for key, value in _read().get(name, {}).items() if key in known})


def write_profile(name: str, profile: Profile) -> None:
    """Keep it. The file is replaced as a whole and is never readable for others, not for a moment."""
    place = config_file()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = {"profiles": {**_read(), name: asdict(profile)}}
    descriptor, temporary = tempfile.mkstemp(dir=place.parent, prefix=".config-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1, ensure_ascii=False)
    Path(temporary).replace(place)


def _read() -> dict[str, dict[str, Any]]:
    place = config_file()
    try:
        return dict(json.loads(place.read_text(encoding="utf-8"))["profiles"])
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"{place} cannot be read; mend it or remove it") from error
