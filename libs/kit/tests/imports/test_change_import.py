"""Mapping columns, and how to go about it."""

from typing import Any

import pytest

from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest

HEAD = "code,name,colour,pieces\n"


def test_columns_are_mapped_and_the_rest_stays(files: ImportsUnderTest, rep: Caller) -> None:
    job = files.upload(rep, "items", "code,name,Hue\nA,Lamp,red\n")

    changed = files.change(rep, job, mapping={"Hue": "colour"}, mode="upsert", options={"confirm_duplicates": True})

    assert changed["status"] == "mapped"
    assert changed["mapping"] == {"code": "code", "name": "name", "Hue": "colour"}
    assert (changed["mode"], changed["options"]["confirm_duplicates"]) == ("upsert", True)


@pytest.mark.parametrize(
    ("mapping", "code", "pointer"),
    [
        ({"nothing": "name"}, "unknown_column", "/mapping/nothing"),
        ({"colour": "weight"}, "unknown_field", "/mapping/colour"),
        ({"colour": 7}, "unknown_field", "/mapping/colour"),
        ({"colour": "name"}, "mapped_twice", "/mapping/colour"),
    ],
)
def test_a_mapping_names_columns_and_fields_that_exist(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, mapping: dict[str, Any], code: str, pointer: str
) -> None:  # fmt: skip
    job = files.upload(rep, "items", f"{HEAD}A,Lamp,red,1\n")

    with crm.refused(422, code, pointer):
        files.change(rep, job, mapping=mapping)


def test_authors_and_times_are_set_by_those_alone_who_import_for_everybody(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, admin: Caller
) -> None:  # fmt: skip
    content = "code,name,author\nA,Lamp,ada@crm.test\n"

    with crm.refused(403, "forbidden"):
        files.change(rep, files.upload(rep, "items", content), mapping={"author": "created_by"})

    assert files.change(admin, files.upload(admin, "items", content), mapping={"author": "created_by"})["status"] == "mapped"


def test_another_version_is_stale(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    job = files.upload(rep, "items", f"{HEAD}A,Lamp,red,1\n")
    files.change(rep, job, mode="upsert")

    with crm.refused(412, "stale") as problem:
        files.change(rep, job, mode="create")

    assert problem["current"]["mode"] == "upsert"


def test_what_runs_is_not_mapped_any_more(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    job = files.act("Run", rep, files.upload(rep, "items", f"{HEAD}A,Lamp,red,1\n"))

    with crm.refused(409, "illegal_transition"):
        files.change(rep, job, mode="upsert")
