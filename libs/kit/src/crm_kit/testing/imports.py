"""Imports of a service under test, by its public doors; the worker's part is done here, step by step.

files = ImportsUnderTest(crm, customers.imports)
job = files.run(rep, "accounts", "name\\nAcme\\n")          # → the job as it is afterwards
files.outcomes(rep, job)                                   # → ["created"]
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Sequence
from types import ModuleType
from typing import Any
from uuid import UUID

from openpyxl import Workbook

from crm_kit.caller import Caller
from crm_kit.imports.running import Running
from crm_kit.testing.service import ServiceUnderTest

CHUNK = 300_000


class ImportsUnderTest:
    """The imports of one service; `words` are its messages."""

    def __init__(self, crm: ServiceUnderTest, words: ModuleType) -> None:
        self.crm, self.words = crm, words

    def send(self, caller: Caller, collection: str, content: str | bytes, filename: str = "file.csv") -> dict[str, Any]:
        """A file that is here and waits to be read."""
        content = content.encode() if isinstance(content, str) else content
        job = self.crm.do(self.words.StartImport, caller, collection=collection, filename=filename)
        pieces = [content[at : at + CHUNK] for at in range(0, len(content), CHUNK)]
        for number, piece in enumerate(pieces):
            text = base64.b64encode(piece).decode()
            self.crm.do(self.words.AddImportChunk, caller, job_id=job["id"], number=number, content=text)
        digest = hashlib.sha256(content).hexdigest()
        sent: dict[str, Any] = self.crm.do(self.words.FinishUpload, caller, job_id=job["id"], chunks=len(pieces), sha256=digest)
        return sent

    def upload(self, caller: Caller, collection: str, content: str | bytes, filename: str = "file.csv") -> dict[str, Any]:
        """A file that was read."""
        return self.work(caller, self.send(caller, collection, content, filename))

    def work(self, caller: Caller, job: dict[str, Any], steps: int = 10_000) -> dict[str, Any]:
        """The job after so many steps of a worker, or at its end."""
        worker = self.worker(job)
        while steps and worker.step():
            steps -= 1
        return self.get(caller, job)

    def worker(self, job: dict[str, Any]) -> Running:
        return Running(self.crm.app, UUID(job["id"]), self.crm.tenant_id)

    def get(self, caller: Caller, job: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = self.crm.ask(self.words.GetImport, caller, job_id=job["id"])
        return found

    def change(self, caller: Caller, job: dict[str, Any], **changes: Any) -> dict[str, Any]:
        changed: dict[str, Any] = self.crm.do(self.words.ChangeImport, caller, job_id=job["id"], version=job["version"], **changes)
        return changed

    def act(self, action: str, caller: Caller, job: dict[str, Any]) -> dict[str, Any]:
        """The job after Validate, Run, Cancel or Undo was said, before anything is done about it."""
        message = getattr(self.words, f"{action}Import")
        begun: dict[str, Any] = self.crm.do(message, caller, job_id=job["id"], version=job["version"])
        return begun

    def run(self, caller: Caller, collection: str, content: str | bytes, **changes: Any) -> dict[str, Any]:
        """Upload, change where something is to be changed, run to the end."""
        job = self.upload(caller, collection, content)
        job = self.change(caller, job, **changes) if changes else job
        return self.work(caller, self.act("Run", caller, job))

    def try_out(self, caller: Caller, collection: str, content: str | bytes, **changes: Any) -> dict[str, Any]:
        """Upload and validate."""
        job = self.upload(caller, collection, content)
        job = self.change(caller, job, **changes) if changes else job
        return self.work(caller, self.act("Validate", caller, job))

    def undo(self, caller: Caller, job: dict[str, Any]) -> dict[str, Any]:
        return self.work(caller, self.act("Undo", caller, self.get(caller, job)))

    def rows(self, caller: Caller, job: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.crm.ask(self.words.ListImportRows, caller, job_id=job["id"], limit=200)["data"]
        return found

    def outcomes(self, caller: Caller, job: dict[str, Any]) -> list[str]:
        return [row["outcome"] for row in self.rows(caller, job)]

    def codes(self, caller: Caller, job: dict[str, Any]) -> list[list[str]]:
        """What is wrong with each row, by its codes."""
        return [[error["code"] for error in row["errors"]] for row in self.rows(caller, job)]

    def errors(self, caller: Caller, job: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = self.crm.ask(self.words.ListImportErrors, caller, job_id=job["id"])
        return found


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    """An XLSX file with one sheet of these rows."""
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(kept)
    return kept.getvalue()
