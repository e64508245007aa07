import pickle

import pytest

from crm_kit.settings import SettingError, Settings

KEY = "k" * 32


def settings(**environment: str) -> Settings:
    return Settings.from_env("service_desk", environment)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2", "postgresql+psycopg"])
def test_a_database_address_in_any_spelling_becomes_one_for_sqlalchemy_and_one_for_psycopg(scheme: str) -> None:
    own = settings(CRM_SERVICE_DESK_DATABASE_URL=f"{scheme}://user:pw@host:5433/service_desk?sslmode=require")

    assert own.database_url == "postgresql+psycopg://user:pw@host:5433/service_desk?sslmode=require"
    assert own.database_dsn == "postgresql://user:pw@host:5433/service_desk?sslmode=require"


def test_a_missing_setting_is_named() -> None:
    with pytest.raises(SettingError, match="CRM_SERVICE_DESK_DATABASE_URL"):
        _ = settings().database_url


def test_a_starting_process_hears_of_everything_that_is_missing_at_once() -> None:
    with pytest.raises(SettingError, match=r"CRM_SERVICE_DESK_DATABASE_URL.*CRM_AMQP_URL.*CRM_SIGNING_KEY"):
        settings().require("database_url", "amqp_url", "signing_key")


def test_a_setting_may_be_the_content_of_a_file(tmp_path) -> None:
    secret = tmp_path / "signing-key"
    secret.write_text(KEY + "\n")

    assert settings(CRM_SIGNING_KEY_FILE=str(secret)).signing_key == KEY


def test_a_file_that_cannot_be_read_is_an_error_that_names_the_variable(tmp_path) -> None:
    with pytest.raises(SettingError, match="CRM_SIGNING_KEY_FILE"):
        _ = settings(CRM_SIGNING_KEY_FILE=str(tmp_path / "absent")).signing_key


def test_the_service_has_its_own_broker_user_and_falls_back_to_the_common_one() -> None:
    common = {"CRM_AMQP_URL": "amqp://common"}

    assert settings(**common).amqp_url == "amqp://common"
    assert settings(**common, CRM_SERVICE_DESK_AMQP_URL="amqp://own").amqp_url == "amqp://own"


def test_a_signing_key_too_short_to_be_safe_is_refused() -> None:
    with pytest.raises(SettingError, match="32 characters"):
        _ = settings(CRM_SIGNING_KEY="short").signing_key


def test_secrets_are_neither_shown_nor_pickled() -> None:
    own = settings(CRM_SIGNING_KEY=KEY)

    assert KEY not in repr(own)
    with pytest.raises(TypeError):
        pickle.dumps(own)


@pytest.mark.parametrize("number", ["none", "-1", "0", "2.5"])
def test_a_number_of_workers_that_makes_no_sense_is_refused(number: str) -> None:
    with pytest.raises(SettingError, match="CRM_WORKERS"):
        _ = settings(CRM_WORKERS=number).workers


@pytest.mark.parametrize(("variable", "name"), [
    ("CRM_RELAY_YIELDS_FROM_PERCENT", "relay_yields_from"), ("CRM_RELAY_YIELDING_RATE", "relay_yielding_rate"),
])  # fmt: skip
def test_when_and_how_much_relays_yield_can_be_said_in_whole_numbers(variable: str, name: str) -> None:
    assert (settings().relay_yields_from, settings().relay_yielding_rate) == (0.3, 50)
    assert getattr(settings(**{variable: "40"}), name) in (0.4, 40)
    with pytest.raises(SettingError, match=variable):
        getattr(settings(**{variable: "0.5"}), name)


def test_identity_always_runs_on_threads_because_it_hashes_passwords() -> None:
    assert Settings.from_env("identity", {"CRM_HOST": "nameko"}).host == "threads"
    assert Settings.from_env("sales", {}).host == "threads"


def test_an_unknown_host_or_log_level_is_refused() -> None:
    with pytest.raises(SettingError, match="CRM_HOST"):
        _ = settings(CRM_HOST="gevent").host
    with pytest.raises(SettingError, match="CRM_LOG_LEVEL"):
        _ = settings(CRM_LOG_LEVEL="loud").log_level


def test_the_base_currency_is_one_there_is() -> None:
    assert settings().base_currency == "CNY"
    assert settings(CRM_BASE_CURRENCY="EUR").base_currency == "EUR"
    with pytest.raises(SettingError, match="CRM_BASE_CURRENCY"):
        _ = settings(CRM_BASE_CURRENCY="XQX").base_currency


def test_a_name_that_could_not_be_a_service_is_refused() -> None:
    with pytest.raises(SettingError, match="not the name of a service"):
        Settings.from_env("service-desk", {})
