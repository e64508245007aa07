"""A company to tell stories about: a tree of teams, and somebody with each ready-made role in the team in its middle.

head office
├── north            one person with each role, and a mate
│   └── inner        below north
└── south            beside north
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from crm_kit.testing.system import Client, System

PASSWORD = "a long enough phrase for stories"
ROLES = (
    "administrator", "sales_manager", "sales_representative", "marketing", "service_agent", "warehouse", "purchasing", "finance",
    "auditor",
)  # fmt: skip
PLACES = {"mate": "north", "inner": "inner", "sibling": "south"}
Record = dict[str, Any]


@dataclass
class Person:
    """Somebody who works there, signed in."""

    user: Record
    client: Client

    @property
    def id(self) -> str:
        return str(self.user["id"])


@dataclass
class Company:
    """`people` by role, and by their place: mate, inner, sibling."""

    system: System
    role_ids: dict[str, str]
    teams: dict[str, Record] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def admin(self) -> Client:
        return self.system.administrator

    def __getitem__(self, who: str) -> Client:
        return self.people[who].client

    def team(self, name: str, below: Record | None = None) -> Record:
        """A new team; names may repeat."""
        body = {"name": name} | ({"parent_id": below["id"]} if below else {})
        made: Record = self.admin.post("/v1/teams", body).must(201).json
        return made

    def hire(self, role: str, team: Record, name: str = "") -> Person:
        """Somebody new in a team, signed in."""
        email = f"{(name or role).lower().replace(' ', '.')}.{uuid4().hex[:8]}@stories.example"
        body = {
            "email": email, "name": name or role.replace("_", " "), "team_id": team["id"], "role_ids": [self.role_ids[role]],
            "password": PASSWORD, "must_change_password": False,
        }  # fmt: skip
        user = self.admin.post("/v1/users", body).must(201).json
        return Person(user, self.system.sign_in(email, PASSWORD))


def found_company(system: System) -> Company:
    """Make the teams and hire everybody."""
    roles = system.administrator.get("/v1/roles", limit=200).must().json["data"]
    company = Company(system, {role["key"]: role["id"] for role in roles if role["key"]})
    head = company.team("Head office")
    north = company.team("North", below=head)
    inner, south = company.team("Inner", below=north), company.team("South", below=head)
    company.teams = {"head": head, "north": north, "inner": inner, "south": south}
    wanted = [(role, role, "north") for role in ROLES] + [(who, "sales_representative", team) for who, team in PLACES.items()]
    for who, role, team in wanted:
        company.people[who] = company.hire(role, company.teams[team], who.replace("_", " "))
    return company
