"""Where sign-ins are kept."""

import stat

import pytest
from click import ClickException

from crm_cli.profiles import Profile, config_file, read_profile, write_profile
from crm_cli.session import Session

HERE = Profile("https://crm.example", "secret", "session", "ada@crm.example")


def test_only_its_owner_can_read_the_file():
    write_profile("default", HERE)

    assert stat.S_IMODE(config_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(config_file().parent.stat().st_mode) == 0o700


def test_a_file_that_others_could_read_is_closed_when_it_is_written():
    write_profile("default", HERE)
    config_file().chmod(0o644)

    write_profile("default", HERE)

    assert stat.S_IMODE(config_file().stat().st_mode) == 0o600


def test_profiles_stand_beside_each_other():
    write_profile("default", HERE)
    write_profile("test", Profile("https://test.example"))

    assert read_profile("default") == HERE
    assert read_profile("test").url == "https://test.example"
    assert read_profile("nobody") == Profile()
    assert [path.name for path in config_file().parent.iterdir()] == ["config.json"]


def test_a_profile_does_not_show_its_secrets():
    assert "secret" not in repr(HERE)


def test_a_file_that_is_broken_is_named_and_kept():
    write_profile("default", HERE)
    config_file().write_text("{", encoding="utf-8")

    with pytest.raises(ClickException, match=r"config\.json cannot be read"):
        write_profile("default", HERE)

    assert config_file().read_text(encoding="utf-8") == "{"


def test_the_environment_comes_before_the_profile(monkeypatch):
    write_profile("default", HERE)
    monkeypatch.setenv("CRM_TOKEN", "other")

    assert (Session().url, Session().token) == ("https://crm.example", "other")


def test_a_token_is_not_sent_to_another_server(monkeypatch):
    write_profile("default", HERE)
    monkeypatch.setenv("CRM_URL", "https://elsewhere.example")

    assert (Session().url, Session().token) == ("https://elsewhere.example", "")
