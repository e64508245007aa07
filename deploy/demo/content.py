"""What the demo's content is made of."""

from dataclasses import dataclass

from loading.line import Body


@dataclass(frozen=True)
class Step:
    """One action on a record: its last word in the address, and the request."""

    action: str
    body: Body
