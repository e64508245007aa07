"""Who may do what, as people wrote it down in policy.csv, and what answer follows from it.

A row says for each role how deep it reaches: all, subtree, team, own, or - for nothing. `record` is what the address names: one
record (account), a list of them (accounts), or - for none. `met` is the answer to the test's request when the caller reaches the
record; the request is made so that it changes nothing that matters: it names a version that does not exist, or breaks a rule.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

ELSEWHERE = "elsewhere"
REACHED = {
    "all": ("own", "team", "subtree", "sibling"),
    "subtree": ("own", "team", "subtree"),
    "team": ("own", "team"),
    "own": ("own",),
    "-": (),
}
NO_SUCH = 404
FORBIDDEN = 403


@dataclass(frozen=True)
class Rule:
    """One row of the table."""

    operation: str
    record: str
    met: int
    depths: dict[str, str]

    def reached(self, role: str) -> tuple[str, ...]:
        """Whose records the role reaches."""
        return REACHED[self.depths[role]]

    def answer(self, role: str, whose: str) -> int:
        """The status that somebody with the role gets for a record of that owner."""
        if self.depths[role] == "-":
            return FORBIDDEN
        return self.met if whose in self.reached(role) else NO_SUCH


def read_policy() -> dict[str, Rule]:
    """The table, by operation."""
    text = (Path(__file__).parents[1] / "policy.csv").read_text(encoding="utf-8")
    head, *lines = csv.reader(text.splitlines(), skipinitialspace=True)
    roles = head[3:]
    rules = [[cell.strip() for cell in line] for line in lines]
    return {
        row[0]: Rule(row[0], row[1], 0 if row[2] == "-" else int(row[2]), dict(zip(roles, row[3:], strict=True))) for row in rules
    }
