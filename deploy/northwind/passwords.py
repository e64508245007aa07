"""The employees' passwords: made up once and kept beside the installation, so that an interrupted load goes on with the same."""

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Passwords:
    """One for each employee, in a file that only its owner can read."""

    path: Path
    _known: dict[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if self.path.exists():
            self._known = json.loads(self.path.read_text(encoding="utf-8"))

    def make(self, employees: list[str]) -> None:
        """Make up those that are missing and keep them all."""
        self._known = {one: self._known.get(one) or secrets.token_urlsafe(16) for one in employees}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(self._known, file, indent=1)

    def of(self, employee: str) -> str:
        return self._known[employee]
