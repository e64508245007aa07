"""One import."""

import pytest

from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest


def test_an_import_shows_how_far_it_is_without_a_new_version(files: ImportsUnderTest, rep: Caller) -> None:
    rows = "".join(f"A{number},Lamp\n" for number in range(600))
    begun = files.act("Run", rep, files.upload(rep, "items", f"code,name\n{rows}"))

    half = files.work(rep, begun, steps=1)

    assert (half["status"], half["counts"]["done"], half["counts"]["total"]) == ("running", 500, 600)
    assert half["version"] == begun["version"]


def test_what_somebody_may_do_is_not_shown(files: ImportsUnderTest, rep: Caller) -> None:
    begun = files.act("Run", rep, files.upload(rep, "items", "code,name\nA,Lamp\n"))

    assert "caller" not in begun


@pytest.mark.parametrize("grants", ["stall.item.*:own", "*.read:all"])
def test_the_import_of_somebody_else_is_not_there(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, grants: str) -> None:
    job = files.upload(rep, "items", "code,name\nA,Lamp\n")

    with crm.refused(404):
        files.get(crm.person(grants), job)
