"""Tools that can be listed, made, changed, worn out and thrown away; and tokens, as identity knows them."""

from __future__ import annotations

import datetime as dt
import os
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from sqlalchemy import text

from crm_kit.app import App
from crm_kit.audit_words import ExplainQuery, Explanation
from crm_kit.caller import Caller
from crm_kit.errors import Invalid, NotFound, Unauthenticated
from crm_kit.listing import page
from crm_kit.lists import ListQuery
from crm_kit.messages import command, given, query, view
from crm_kit.model import Aggregate, Machine, Mapped, Owned, Searchable, String, column, money
from crm_kit.money import Money
from crm_kit.words import UNSET, Between, Email, Name, Note, Unset

NAME = __name__.partition(".")[0]
app = App(NAME)


class Tool(Owned, Searchable, Aggregate):
    __tablename__ = "tools"
    MACHINE = Machine(wear_out=("sharp", "blunt"), sharpen=("blunt", "sharp"))

    name: Mapped[str] = column(String(200))
    status: Mapped[str] = column(String(20), default="sharp")
    weight: Mapped[Decimal | None]
    price: Mapped[Money | None] = money("price")
    bought_on: Mapped[dt.date | None]

    def words(self) -> list[str | None]:
        return [self.name]


@view
class ToolView:
    """A tool."""

    id: UUID
    version: int
    name: str
    status: Literal["sharp", "blunt"]
    weight: Decimal | None
    price: Money | None
    bought_on: dt.date | None
    owner_id: UUID
    created_at: dt.datetime


@view
class TokenView:
    """A token, or what it stands for."""

    token: str


@view
class NapView:
    """Who slept."""

    process: int


@query(allow="workshop.tool.read", returns=ToolView)
class ListTools(ListQuery):
    """Tools, newest first."""

    filters: ClassVar = ("name", "status", "weight", "price", "bought_on", "created_at", "owner_id")
    sorts: ClassVar = ("created_at", "name", "weight")
    searchable: ClassVar = True


@query(allow="workshop.tool.read", returns=ToolView)
class GetTool:
    """One tool."""

    tool_id: UUID


@command(allow="workshop.tool.create", returns=ToolView)
class CreateTool:
    """Buy a tool."""

    name: Name
    weight: Decimal | None = None
    price: Money | None = None
    bought_on: dt.date | None = None


@command(allow="workshop.tool.update", returns=ToolView)
class UpdateTool:
    """Change what is known of a tool."""

    tool_id: UUID
    version: int
    name: Name | Unset = UNSET
    weight: Decimal | Unset | None = UNSET
    price: Money | Unset | None = UNSET


@command(allow="workshop.tool.delete", returns=None)
class DeleteTool:
    """Throw a tool away."""

    tool_id: UUID
    version: int


@command(allow="workshop.tool.wear_out", returns=ToolView)
class WearOutTool:
    """Make it blunt."""

    tool_id: UUID
    version: int
    reason: Note = ""


@command(allow="workshop.tool.create", returns=ToolView)
class UpsertTool:
    """Make or change the tool that another system knows under a name."""

    system: Name
    name: Name
    weight: Decimal | None = None


@query(allow="workshop.tool.read", returns=dict)
class WeighTools:
    """The weight of all tools of some kind, bought within a period."""

    status: Literal["sharp", "blunt"] | None = None
    bought_after: dt.date | None = None
    bought_before: dt.date | None = None
    names: list[str] | None = None
    at_most: Annotated[int, Between(1, 100)] = 100
    is_rough: bool = False


@query(allow="workshop.tool.read", returns=dict)
class Doze:
    """Answer after so many seconds."""

    seconds: Annotated[int, Between(0, 60)] = 0


@command(allow="workshop.tool.update", returns=NapView)
class DozeOff:
    """Do something that takes so many seconds."""

    seconds: Annotated[int, Between(0, 60)] = 0


@query(allow="workshop.tool.read", returns=dict)
class Stumble:
    """Fails in a way that nobody foresaw."""


@query(allow="signed-in", returns=dict)
class WhoAmI:
    """The caller, as the service sees them."""


@command(allow="public", returns=TokenView)
class ResolveToken:
    """What a token stands for."""

    token: str
    ip: str


@command(allow="public", returns=TokenView)
class SignIn:
    """Say who one is."""

    email: Email
    password: Name


@command(allow="signed-in", returns=None)
class SignOut:
    """End this token."""

    token: Name


@query(allow="identity.user.explain", returns=dict)
class GetAccess:
    """What a user may do."""

    user_id: UUID


@query(allow="workshop.access.explain", returns=Explanation)
class ExplainAccess(ExplainQuery):
    """Why somebody can meet a tool, or cannot."""


@app.answers(GetAccess)
def get_access(query: GetAccess, work: Any) -> dict[str, Any]:
    statement = text("SELECT content FROM tokens WHERE content #>> '{caller,user_id}' = :user_id")
    found = work.session.scalar(statement, {"user_id": str(query.user_id)})
    if found is None:
        raise NotFound()
    return {"caller": found["caller"]}


@app.answers(ExplainAccess)
def explain_access(query: ExplainAccess, work: Any) -> dict[str, Any]:
    subject = Caller.from_json(query.subject)
    permission = f"workshop.{query.entity}.{query.action}"
    rule = {"rule": "permission", "grants": subject.may(permission), "detail": str(query.record_id)}
    return {"permission": permission, "depth": subject.depth(permission), "granted": subject.may(permission), "rules": [rule]}


@app.answers(ListTools)
def list_tools(query: ListTools, work: Any) -> dict[str, Any]:
    return page(work, query, Tool)


@app.answers(GetTool)
def get_tool(query: GetTool, work: Any) -> Tool:
    return work.get(Tool, query.tool_id)


@app.handles(CreateTool)
def create_tool(command: CreateTool, work: Any) -> Tool:
    return work.add(Tool(**given(command)))


@app.handles(UpdateTool)
def update_tool(command: UpdateTool, work: Any) -> Tool:
    tool = work.get(Tool, command.tool_id, version=command.version)
    for name, value in given(command).items():
        setattr(tool, name, value)
    return tool


@app.handles(DeleteTool)
def delete_tool(command: DeleteTool, work: Any) -> None:
    tool = work.get(Tool, command.tool_id, version=command.version)
    tool.deleted_at = work.now


@app.handles(WearOutTool)
def wear_out_tool(command: WearOutTool, work: Any) -> Tool:
    tool = work.get(Tool, command.tool_id, version=command.version)
    tool.transition("wear_out")
    return tool


@app.handles(UpsertTool)
def upsert_tool(command: UpsertTool, work: Any) -> Tool:
    known = work.find(Tool, Tool.name == f"{command.system}:{command.name}")
    tool = known[0] if known else work.add(Tool(name=f"{command.system}:{command.name}"))
    tool.weight = command.weight
    return tool


@app.answers(WeighTools)
def weigh_tools(query: WeighTools, work: Any) -> dict[str, Any]:
    if query.bought_after and query.bought_before and query.bought_after > query.bought_before:
        raise Invalid("A period ends after it begins", code="period_reversed")
    asked = {"status": query.status, "names": query.names, "at_most": query.at_most, "is_rough": query.is_rough}
    return {"weight": "0", "asked": asked}


@app.answers(Doze)
def doze(query: Doze, work: Any) -> dict[str, Any]:
    work.session.execute(text("SELECT pg_sleep(:seconds)"), {"seconds": query.seconds})
    return {"process": os.getpid()}


@app.handles(DozeOff)
def doze_off(command: DozeOff, work: Any) -> dict[str, Any]:
    work.session.execute(text("SELECT pg_sleep(:seconds)"), {"seconds": command.seconds})
    return {"process": os.getpid()}


@app.answers(Stumble)
def stumble(query: Stumble, work: Any) -> dict[str, Any]:
    raise RuntimeError("secret of the workshop")


@app.answers(WhoAmI)
def who_am_i(query: WhoAmI, work: Any) -> dict[str, Any]:
    return {**work.caller.as_json(), "context": {name: work.context[name] for name in ("request_id", "ip", "user_agent")}}


# --- tokens: kept in a table, so that every process of the service knows the same ones ---------------------------------


@app.handles(ResolveToken)
def resolve_token(command: ResolveToken, work: Any) -> dict[str, Any]:
    work.session.execute(text("INSERT INTO resolutions (token) VALUES (:token)"), {"token": command.token})
    found = work.session.scalar(text("SELECT content FROM tokens WHERE token = :token"), {"token": command.token})
    if found is None:
        work.session.commit()
        raise Unauthenticated()
    return dict(found)


@app.handles(SignIn)
def sign_in(command: SignIn, work: Any) -> dict[str, Any]:
    if command.password != "correct":
        raise Unauthenticated("E-mail address or password are wrong")
    return {"token": f"token of {command.email}"}


@app.handles(SignOut)
def sign_out(command: SignOut, work: Any) -> None:
    work.session.execute(text("DELETE FROM tokens WHERE token = :token"), {"token": command.token})
