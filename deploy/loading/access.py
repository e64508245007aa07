"""Which system the demo goes to, and as whom: CRM_URL, CRM_USER and CRM_PASSWORD, else what `make up` wrote down."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

_USUAL_RUN = Path(__file__).resolve().parents[2] / ".run"


class NoSystem(Exception):
    """Nothing says where the system is; the text says what to do."""


@dataclass(frozen=True)
class Access:
    """A system's address and its administrator."""

    url: str
    user: str
    password: str = field(repr=False)


def access() -> Access:
    """Raises NoSystem where nothing runs here and nothing was named."""
    named = [os.environ.get(name) for name in ("CRM_URL", "CRM_USER", "CRM_PASSWORD")]
    if all(named):
        return Access(*map(str, named))
    if any(named):
        raise NoSystem("CRM_URL, CRM_USER and CRM_PASSWORD are given together or not at all")
    path = Path(os.environ.get("CRM_RUN_DIRECTORY") or _USUAL_RUN) / "access.json"
    if not path.exists():
        raise NoSystem("no system runs here; make up starts one, or name one by CRM_URL, CRM_USER and CRM_PASSWORD")
    found = json.loads(path.read_text(encoding="utf-8"))
    return Access(found["url"], found["user"], found["password"])
