"""The list of imports."""

from stall import imports

from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest

ROW = "code,name\nA,Lamp\n"


def test_imports_are_listed_newest_first_with_how_far_they_are(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    first, second = files.run(rep, "items", ROW), files.upload(rep, "items", ROW)

    listed = crm.ask(imports.ListImports, rep)["data"]

    assert [(job["id"], job["status"], job["counts"]["created"]) for job in listed] == [
        (second["id"], "uploaded", 0),
        (first["id"], "completed", 1),
    ]
    assert [job["id"] for job in crm.ask(imports.ListImports, rep, where={"field": "status", "value": "completed"})["data"]] == [
        first["id"]
    ]


def test_one_sees_ones_own_and_who_imports_for_everybody_sees_all(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, colleague: Caller, admin: Caller
) -> None:  # fmt: skip
    job = files.upload(rep, "items", ROW)
    reader = crm.person("*.read:all")

    seen = [[each["id"] for each in crm.ask(imports.ListImports, who)["data"]] for who in (rep, colleague, admin, reader)]

    assert seen == [[job["id"]], [], [job["id"]], []]
