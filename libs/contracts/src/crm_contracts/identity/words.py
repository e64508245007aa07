"""Words that identity's messages share."""

from __future__ import annotations

from typing import Annotated, Literal

from crm_kit.messages import value
from crm_kit.words import Between, Items, Secret, Text

Depth = Literal["none", "own", "team", "subtree", "all"]
Pattern = Annotated[
    str, Text(150, least=1, pattern=r"^(\*|\*\.[a-z_]+|[a-z_]+\.\*|[a-z_]+\.\*\.[a-z_]+|[a-z_]+\.[a-z_]+\.(\*|[a-z_]+))$")
]
Token = Annotated[str, Secret(500)]
IpNetworks = Annotated[list[str], Items(50)]
RatePerMinute = Annotated[int, Between(1, 100_000)]


@value
class Grant:
    """A permission, or a family of them, with a depth: whose records it reaches.

    Permissions are service.noun.verb; families are sales.order.*, sales.*.read, sales.*, *.read and *.
    """

    permission: Pattern
    depth: Depth


Grants = Annotated[list[Grant], Items(200)]
SomeGrants = Annotated[list[Grant], Items(200, least=1)]
