"""How far one may place people: into one's own team and those below it, unless one's permission reaches all."""

from __future__ import annotations

from crm_kit.errors import Forbidden
from crm_kit.work import Work
from identity.domain.team import Team


def require_reach(work: Work, team: Team | None) -> None:
    """Forbidden (403) for a team that the caller's permission does not reach: whoever could go there would see its records."""
    depth, path = work.caller.depth(work.allow), team.path if team else ""
    own = work.caller.team_path
    reached = {"all": True, "subtree": bool(own) and path.startswith(own), "team": bool(own) and path == own}
    if not reached.get(depth, False):
        raise Forbidden("This team is beyond your own", code="beyond_own_team")


def require_all(work: Work) -> None:
    """Forbidden (403) for whoever's permission does not reach all: the tree of teams decides who sees what."""
    if work.caller.depth(work.allow) != "all":
        raise Forbidden(f"This needs the permission '{work.allow}' for all", permission=work.allow)
