"""Problems as people read them."""

from crm_cli.failures import Refused, problem_lines


def shown(**problem):
    return "\n".join(problem_lines(problem))


def test_every_error_has_a_line_with_its_place():
    errors = [{"pointer": "/lines/2/qty", "message": "Must be more than 0."}, {"parameter": "filter[x]", "message": "Unknown."}]

    assert shown(
        status=422, code="invalid", title="The input breaks a rule", detail="Some fields are not right", errors=errors
    ) == (
        "The input breaks a rule (422 invalid)\n"
        "  Some fields are not right\n"
        "  /lines/2/qty: Must be more than 0.\n"
        "  filter[x]: Unknown."
    )


def test_a_detail_that_says_the_same_as_the_error_is_said_once():
    errors = [{"parameter": "x", "message": "There is no x"}]

    assert shown(status=400, title="No", detail="There is no x", errors=errors).count("There is no x") == 1


def test_a_stale_version_says_what_has_changed_since():
    text = shown(status=412, code="stale", title="The record has changed", version=5, changed=["name", "status"])

    assert "It is at version 5 now; changed since: name, status" in text


def test_an_illegal_transition_says_what_is_possible():
    assert "Possible now: advance, lose" in shown(status=409, title="No", current="open", allowed=["advance", "lose"])
    assert "Possible now: nothing" in shown(status=409, title="No", current="won", allowed=[])


def test_signing_in_and_versions_have_a_hint():
    assert "crm login" in shown(status=401, title="Sign in first")
    assert "--version N" in shown(status=428, title="Say which version")
    assert "crm routes" in shown(status=404, title="Not Found", detail="The requested URL was not found on the server.")


def test_what_the_server_says_cannot_steer_the_terminal():
    assert "\x1b" not in shown(status=422, title="No", detail="x\x1b[2J", errors=[{"pointer": "/a", "message": "\x1b[31m"}])


def test_a_refusal_ends_with_1():
    assert Refused({"status": 403, "title": "No"}).exit_code == 1
