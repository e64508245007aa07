"""Users from files. They have a password that nobody knows until one is set for them (`reset-password`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_contracts.identity.commands import CreateUser
from crm_kit.errors import Problem
from crm_kit.imports.columns import Field, as_list, as_lower
from crm_kit.imports.importer import Batch, Importer, Made, Row
from crm_kit.imports.words import ImportOptions
from crm_kit.work import Work
from identity.domain.api_key import ApiKey
from identity.domain.password import generated_password
from identity.domain.session import Session
from identity.domain.team import Team
from identity.domain.user import User
from identity.imports.references import References
from identity.passwords import hash_password
from identity.people import check_manager, keep_an_administrator, move_belongings

FIELDS = (
    Field("email", ("e-mail", "email address", "mail", "login", "邮箱", "电子邮箱"), read=as_lower, is_required=True),
    Field("name", ("full name", "display name", "user", "user name", "姓名", "名称")),
    Field("first_name", ("given name", "forename", "名"), beside=True),
    Field("last_name", ("surname", "family name", "姓"), beside=True),
    Field("position", ("title", "job title", "职位", "职务")),
    Field("team", ("department", "team name", "部门", "团队"), beside=True),
    Field("roles", ("role", "role names", "角色"), read=as_list, beside=True),
    Field("manager", ("manager email", "reports to", "上级", "主管"), read=as_lower, beside=True),
)


class UserImporter(Importer):
    """Users, with their teams, roles and managers."""

    collection, noun, command, fields = "users", "identity.user", CreateUser, FIELDS

    def complete(self, row: Row, options: ImportOptions) -> None:
        parts = [row.beside.get("first_name"), row.beside.get("last_name")]
        if "name" not in row.payload and any(parts):
            row.payload["name"] = " ".join(part for part in parts if part)

    # --- deciding ----------------------------------------------------------------------------------------------------

    def decide(self, work: Work, batch: Batch) -> None:
        references = References(work, batch)
        for row in batch.open:
            references.put(row)
            if not row.outcome:
                self._decide(work, batch, row, references)

    def _decide(self, work: Work, batch: Batch, row: Row, references: References) -> None:
        email = row.command.email.lower()
        known, earlier = references.users.get(email), batch.seen.get(email)
        batch.seen.setdefault(email, []).append((row.number, None))
        number = earlier[0][0] if earlier else references.earlier.get(known.id) if known is not None else None
        if number is not None:
            batch.repeat(row, f"The same as row {number}")
        elif known is None:
            self._create(row, references)
        elif not batch.may_change:
            batch.repeat(row, f"There is a user with this address already: {known.name}")
        elif known.deleted_at is not None or not references.may_touch(known):
            row.fail("duplicate", "There is a user with this address already, whom you may not change", outcome="duplicate")
        else:
            self._change(work, batch, row, known)

    def _create(self, row: Row, references: References) -> None:
        about = {"name": row.command.name, "position": row.command.position, "email": row.command.email.lower()}
        belongs = {"role_ids": row.beside["roles"], "manager_id": row.beside.get("manager")}
        row.record = User(**about, **belongs, must_change_password=True)
        row.outcome = "created"
        references.welcome(row.record)

    def _change(self, work: Work, batch: Batch, row: Row, user: User) -> None:
        fields = _brought(row)
        if batch.mode == "fill_empty_only":
            fields = {name: value for name, value in fields.items() if not getattr(user, name)}
        differing = {name: value for name, value in fields.items() if getattr(user, name) != value}
        try:
            work.caller.require("identity.user.update")
            check_manager(work, user, differing.get("manager_id"))
        except Problem as problem:
            row.refuse(problem, self.fields)
            return
        row.record, row.plan, row.outcome = user, differing, "updated" if differing else "skipped"
        row.before = {name: getattr(user, name) for name in differing}

    # --- doing -------------------------------------------------------------------------------------------------------

    def apply(self, work: Work, batch: Batch) -> None:
        created, updated = batch.of("created"), batch.of("updated")
        nobodys = hash_password(generated_password()) if created else ""
        for row in created:
            row.record.password_hash = nobodys
            work.add(row.record).join(row.beside.get("team"))
        for row in updated:
            _apply(row.record, row.plan, row.beside.get("team"))
        _settle(work, [name for row in updated for name in row.plan])

    # --- undoing -----------------------------------------------------------------------------------------------------

    def undo(self, work: Work, rows: Sequence[Made]) -> None:
        users = _untouched(work, rows)
        managing = _managing(work, {user.id for user in users.values()})
        for row in rows:
            user = users.get(row.number)
            row.undo = "undone" if user is not None else "kept"
            if user is None:
                continue
            if row.outcome == "updated":
                self._take_back(work, user, row.before or {})
            elif user.id in managing or user.id == work.caller.user_id:
                row.undo = "kept"
        _remove(work, [users[row.number] for row in rows if row.undo == "undone" and row.outcome == "created"])
        _settle(work, [name for row in rows if row.outcome == "updated" for name in row.before or ()])

    def _take_back(self, work: Work, user: User, before: dict[str, Any]) -> None:
        fields = dict(before)
        if "role_ids" in fields:
            fields["role_ids"] = [UUID(role_id) for role_id in fields["role_ids"]]
        for name in {"team_id", "manager_id"} & set(fields):
            fields[name] = UUID(fields[name]) if fields[name] else None
        team = work.session.get(Team, fields["team_id"]) if fields.get("team_id") else None
        _apply(user, fields, team)


def _brought(row: Row) -> dict[str, Any]:
    """The fields that a row brings to a user."""
    brought = {name: getattr(row.command, name) for name in ("name", "position") if name in row.payload}
    found = {"team_id": row.beside["team"].id} if "team" in row.beside else {}
    if row.beside["roles"]:
        found["role_ids"] = row.beside["roles"]
    return {**brought, **found, **({"manager_id": row.beside["manager"]} if "manager" in row.beside else {})}


def _apply(user: User, fields: dict[str, Any], team: Team | None) -> None:
    if "team_id" in fields:
        user.enter(team)
    user.change(**{name: value for name, value in fields.items() if name != "team_id"})


def _settle(work: Work, changed: Sequence[str]) -> None:
    """What follows from changes: belongings follow into other teams, and an administrator must be left."""
    if "team_id" in changed:
        move_belongings(work)
    if "role_ids" in changed:
        keep_an_administrator(work)


def _untouched(work: Work, rows: Sequence[Made]) -> dict[int, User]:
    """Row number → user, for those that are as the import left them."""
    query = select(User).where(User.id.in_([row.record_id for row in rows]), User.deleted_at.is_(None)).order_by(User.id)
    found = {user.id: user for user in work.session.scalars(query.with_for_update())}
    return {
        row.number: found[row.record_id] for row in rows if row.record_id in found and found[row.record_id].version == row.version
    }


def _managing(work: Work, ids: set[UUID]) -> set[UUID]:
    """Those who are the managers of somebody else who stays."""
    managed = User.manager_id.in_(ids), User.id.not_in(ids), User.is_active, User.deleted_at.is_(None)
    return set(work.session.scalars(select(User.manager_id).where(*managed))) if ids else set()  # type: ignore[arg-type]


def _remove(work: Work, users: list[User]) -> None:
    ids = [user.id for user in users]
    if not ids:
        return
    for session in work.session.scalars(select(Session).where(Session.owner_id.in_(ids), Session.deleted_at.is_(None))):
        work.remove(session)
    for key in work.session.scalars(select(ApiKey).where(ApiKey.owner_id.in_(ids), ApiKey.revoked_at.is_(None))):
        key.revoke(work.now)
    for user in users:
        if user.is_active:
            user.deactivate(work.now)
        work.remove(user)
    keep_an_administrator(work)
