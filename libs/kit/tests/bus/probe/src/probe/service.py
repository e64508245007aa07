"""Notes: written by a command, announced, and heard again by reactions that work, fail, or keep a copy."""

import datetime as dt
import os
import time
from typing import Any
from uuid import UUID

from sqlalchemy import text

from crm_kit.app import App
from crm_kit.messages import command, event, query, view
from crm_kit.model import Aggregate, Mapped, ReadCopy, String, column
from crm_kit.schedules import Timer

NAME = __name__.partition(".")[0]
app = App(NAME)


class Note(Aggregate):
    __tablename__ = "notes"
    words: Mapped[str] = column(String(200))


class NoteCopy(ReadCopy):
    __tablename__ = "note_copies"
    words: Mapped[str] = column(String(200))


@view
class NoteView:
    """A note."""

    id: UUID
    words: str


@event(f"{NAME}.note.written.v1")
class NoteWritten:
    """A note has these words now."""

    id: UUID
    words: str


@command(allow="public", returns=NoteView)
class WriteNote:
    """Write a note."""

    words: str


@command(allow="public", returns=NoteView)
class RewriteNote:
    """Give a note other words."""

    note_id: UUID
    words: str


@query(allow="public", returns=None)
class Ping:
    """Nothing."""


@view
class EchoView:
    """Words that came back, and which process said them."""

    words: str
    process: int


@query(allow="public", returns=EchoView)
class Echo:
    """The same words, after so many milliseconds in the database."""

    words: str
    milliseconds: int = 0


@app.handles(WriteNote)
def write_note(command: WriteNote, work: Any) -> Note:
    note = work.add(Note(words=command.words))
    note.record(NoteWritten)
    return note


@app.handles(RewriteNote)
def rewrite_note(command: RewriteNote, work: Any) -> Note:
    note = work.get(Note, command.note_id, lock=True)
    note.words = command.words
    note.record(NoteWritten)
    return note


@app.answers(Ping)
def ping(query: Ping, work: Any) -> None:
    return None


@app.answers(Echo)
def echo(query: Echo, work: Any) -> dict[str, Any]:
    if query.milliseconds:
        work.session.execute(text("SELECT pg_sleep(:seconds)"), {"seconds": query.milliseconds / 1000})
    return {"words": query.words, "process": os.getpid()}


@app.reacts(NoteWritten)
def on_note_written(event: NoteWritten, work: Any) -> None:
    _effect(work, "written", event.words)


@app.reacts(NoteWritten)
def on_note_copied(event: NoteWritten, work: Any) -> None:
    work.copy(NoteCopy, event.id, words=event.words)


@app.reacts(NoteWritten)
def on_note_judged(event: NoteWritten, work: Any) -> None:
    """Fails for ever on poison, until permitted on what is early, and else leaves an effect."""
    permits = work.session.scalar(text("SELECT count(*) FROM effects WHERE kind = 'permit'"))
    if event.words.startswith("poison") or (event.words.startswith("early") and not permits):
        raise RuntimeError(f"cannot judge {event.words}")
    _effect(work, "judged", event.words)


@app.reacts(NoteWritten, in_batches=True)
def on_note_gathered(event: NoteWritten, work: Any) -> None:
    """Leaves an effect; fails for ever on poison, and on what is fatal takes the process with it."""
    if event.words.startswith("poison"):
        raise RuntimeError(f"cannot gather {event.words}")
    if event.words == "fatal":
        time.sleep(0.2)
        os._exit(1)
    _effect(work, "gathered", event.words)


@app.on_time("ring")
def ring(timer: Timer, work: Any) -> None:
    """Leaves an effect and tells of it; fails on poison, is slow on what is slow, and what is fatal takes the process with it."""
    words = timer.payload["words"]
    if words.startswith("poison"):
        raise RuntimeError(f"cannot ring {words}")
    _effect(work, "rang", words, timer.id)
    if words.startswith("fatal"):
        work.flush()
        os._exit(1)
    if words.startswith("slow"):
        work.session.execute(text("SELECT pg_sleep(2)"))
    if words.startswith("again"):
        work.schedule("ring", timer.record_id, at=work.now, words="rung again")
    work.add(Note(words=words)).record(NoteWritten)


@app.due(every=dt.timedelta(days=1))
def sweep(work: Any) -> None:
    """Leaves an effect once a day."""
    _effect(work, "swept", str(work.caller.tenant_id), work.caller.tenant_id)


def _effect(work: Any, kind: str, words: str, cause: Any = None) -> None:
    row = {"kind": kind, "words": words, "event": cause or work.envelope["id"]}
    work.session.execute(text("INSERT INTO effects (kind, words, event_id) VALUES (:kind, :words, :event)"), row)


app.announces(Note, NoteWritten)
