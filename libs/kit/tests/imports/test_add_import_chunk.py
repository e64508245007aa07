"""Pieces of files."""

import base64
import hashlib

import pytest
from stall import imports

from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest


def piece(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_a_piece_that_is_sent_again_takes_the_place_of_the_first(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller
) -> None:  # fmt: skip
    right = b"code,name\nA,right\n"
    job = crm.do(imports.StartImport, rep, collection="items", filename="a.csv")
    for content in (b"code,name\nA,wrong\n", right):
        crm.do(imports.AddImportChunk, rep, job_id=job["id"], number=0, content=piece(content))

    sent = crm.do(imports.FinishUpload, rep, job_id=job["id"], chunks=1, sha256=hashlib.sha256(right).hexdigest())

    assert files.work(rep, sent)["sample"] == [["A", "right"]]


def test_nothing_is_added_to_a_file_that_is_whole(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    job = files.send(rep, "items", "code,name\nA,Lamp\n")

    with crm.refused(409, "already_uploaded"):
        crm.do(imports.AddImportChunk, rep, job_id=job["id"], number=1, content=piece(b"B,Chair\n"))


def test_nobody_adds_to_the_file_of_somebody_else(crm: ServiceUnderTest, rep: Caller, admin: Caller, colleague: Caller) -> None:
    job = crm.do(imports.StartImport, rep, collection="items", filename="a.csv")

    with crm.refused(404):
        crm.do(imports.AddImportChunk, colleague, job_id=job["id"], number=0, content=piece(b"code"))
    with crm.refused(409, "already_uploaded"):
        crm.do(imports.AddImportChunk, admin, job_id=job["id"], number=0, content=piece(b"code"))


@pytest.mark.parametrize("content", ["", "no base64!", "abc"])
def test_a_piece_is_base64(crm: ServiceUnderTest, rep: Caller, content: str) -> None:
    job = crm.do(imports.StartImport, rep, collection="items", filename="a.csv")

    with crm.refused(422, pointer="/content"):
        crm.do(imports.AddImportChunk, rep, job_id=job["id"], number=0, content=content)
