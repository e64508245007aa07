"""Imports begin."""

import pytest
from stall import imports

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_an_import_waits_for_its_file(crm: ServiceUnderTest, rep: Caller) -> None:
    job = crm.do(imports.StartImport, rep, collection="items", filename="a.csv")

    assert (job["status"], job["collection"], job["filename"], job["version"]) == ("uploading", "items", "a.csv", 1)
    assert [field["name"] for field in job["fields"] if field["is_required"]] == ["code", "name"]


@pytest.mark.parametrize(
    ("grants", "missing"),
    [(("stall.item.read:all",), "stall.item.import"), (("stall.item.import:all",), "stall.item.create")],
)
def test_who_may_not_import_or_not_create_is_refused(crm: ServiceUnderTest, grants: tuple[str, ...], missing: str) -> None:
    somebody = crm.person(*grants)

    with crm.refused(403, "forbidden") as problem:
        crm.do(imports.StartImport, somebody, collection="items", filename="a.csv")

    assert problem["permission"] == missing


def test_there_must_be_such_a_collection(crm: ServiceUnderTest, rep: Caller) -> None:
    with crm.refused(422, "unknown_collection", "/collection"):
        crm.do(imports.StartImport, rep, collection="nothing", filename="a.csv")


def test_a_media_type_that_is_no_table_is_refused_before_anything_is_sent(crm: ServiceUnderTest, rep: Caller) -> None:
    with crm.refused(415, "unsupported_media_type"):
        crm.do(imports.StartImport, rep, collection="items", filename="a.json", media_type="application/json")

    assert crm.ask(imports.ListImports, rep)["data"] == []
