"""The event stream; that events come is told in tests/e2e."""


def test_without_a_broker_one_is_told_how_to_name_it(run):
    said = run("events", "tail")

    assert said.exit_code == 2
    assert "CRM_AMQP_URL" in said.stderr


def test_a_broker_that_is_away_ends_with_3_and_without_its_password(run):
    said = run("events", "tail", CRM_AMQP_URL="amqp://reader:secret@127.0.0.1:9/")

    assert said.exit_code == 3
    assert "cannot be read" in said.stderr
    assert "secret" not in said.output


def test_an_address_that_is_none_is_wrong_use_and_not_repeated(run):
    said = run("events", "tail", CRM_AMQP_URL="amqp://reader:secret@host:port/")

    assert said.exit_code == 2
    assert "secret" not in said.output


def test_a_start_that_is_none_is_wrong_use(run):
    assert run("events", "tail", "--from", "yesterday", CRM_AMQP_URL="amqp://127.0.0.1:9/").exit_code == 2
