"""Files that are here whole, and what is seen in them."""

import base64
import hashlib

from stall import imports

from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest, workbook
from crm_kit.testing.service import ServiceUnderTest


def test_a_file_is_read_in_the_background(files: ImportsUnderTest, rep: Caller) -> None:
    sent = files.send(rep, "items", "Item Code;名称;Other\nA;Lamp;1\n\nB;Chair;2\n")
    read = files.work(rep, sent)

    assert sent["status"] == "reading"
    assert (read["status"], read["encoding"], read["delimiter"]) == ("uploaded", "utf-8", ";")
    assert read["columns"] == ["Item Code", "名称", "Other"]
    assert read["mapping"] == {"Item Code": "code", "名称": "name", "Other": None}
    assert read["sample"] == [["A", "Lamp", "1"], ["B", "Chair", "2"]]
    assert (read["counts"]["total"], read["counts"]["done"]) == (2, 0)


def test_a_file_of_several_pieces_is_put_together(files: ImportsUnderTest, rep: Caller) -> None:
    rows = "".join(f"A{number},Lamp {number} {'x' * 150}\n" for number in range(3000))

    read = files.upload(rep, "items", f"code,name\n{rows}")

    assert (read["status"], read["counts"]["total"]) == ("uploaded", 3000)


def test_a_workbook_is_read_too(files: ImportsUnderTest, rep: Caller) -> None:
    read = files.upload(rep, "items", workbook([["code", "name"], ["A", 12.0]]))

    assert (read["status"], read["sample"]) == ("uploaded", [["A", "12"]])


def test_what_is_no_table_fails_with_what_is_wrong(files: ImportsUnderTest, rep: Caller) -> None:
    read = files.upload(rep, "items", b"\x00\x01\x02")

    assert (read["status"], read["error"]["status"], read["error"]["code"]) == ("failed", 415, "unsupported_media_type")


def test_a_mapping_is_remembered_for_the_same_columns(files: ImportsUnderTest, rep: Caller, colleague: Caller) -> None:
    content = "code,What,Hue\nA,Lamp,red\n"
    files.change(rep, files.upload(rep, "items", content), mapping={"What": "name", "Hue": "colour"})

    again, others = files.upload(rep, "items", "Hue,code,What\nblue,B,Chair\n"), files.upload(colleague, "items", content)

    assert again["mapping"] == {"code": "code", "What": "name", "Hue": "colour"}
    assert others["mapping"] == {"code": "code", "What": None, "Hue": None}


def test_a_file_must_have_come_whole(crm: ServiceUnderTest, rep: Caller) -> None:
    job = crm.do(imports.StartImport, rep, collection="items", filename="a.csv")

    with crm.refused(422, "empty_file"):
        crm.do(imports.FinishUpload, rep, job_id=job["id"], chunks=0, sha256=hashlib.sha256(b"").hexdigest())


def test_a_file_of_which_a_piece_is_missing_is_refused(crm: ServiceUnderTest, rep: Caller) -> None:
    job = crm.do(imports.StartImport, rep, collection="items", filename="a.csv")
    crm.do(imports.AddImportChunk, rep, job_id=job["id"], number=0, content=base64.b64encode(b"code,name").decode())

    with crm.refused(422, "incomplete_upload"):
        crm.do(imports.FinishUpload, rep, job_id=job["id"], chunks=2, sha256=hashlib.sha256(b"code,name\nA,Lamp").hexdigest())


def test_an_upload_is_finished_once(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    content = "code,name\nA,Lamp\n"
    job = files.send(rep, "items", content)

    with crm.refused(409, "illegal_transition"):
        crm.do(imports.FinishUpload, rep, job_id=job["id"], chunks=1, sha256=hashlib.sha256(content.encode()).hexdigest())
