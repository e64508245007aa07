"""Fields and filters as they are typed."""

import click
import pytest

from crm_cli.assignments import body_of, filter_of, is_assignment


def test_a_field_is_text_unless_it_is_said_to_be_json():
    assert body_of(["name=Ada = Byron", "count:=3", 'types:=["customer"]', "note=", "region:=null"]) == {
        "name": "Ada = Byron", "count": 3, "types": ["customer"], "note": "", "region": None,
    }  # fmt: skip


def test_dots_go_down_into_objects():
    assert body_of(["amount.amount=10.50", "amount.currency=EUR"]) == {"amount": {"amount": "10.50", "currency": "EUR"}}


def test_fields_come_over_what_the_file_holds(tmp_path):
    file = tmp_path / "body.json"
    file.write_text('{"name": "Engines", "region": "north"}', encoding="utf-8")

    assert body_of(["region=south"], str(file)) == {"name": "Engines", "region": "south"}


@pytest.mark.parametrize("text", ["name", "=x", "count:=three", "count:=NaN", "two words=x"])
def test_what_gives_no_field_is_wrong_use(text):
    with pytest.raises(click.UsageError):
        body_of([text])


def test_a_value_cannot_be_a_text_and_an_object_at_once():
    with pytest.raises(click.UsageError, match="'a' has a value of its own"):
        body_of(["a=1", "a.b=2"])


@pytest.mark.parametrize("content", ["[1]", "{", "null"])
def test_a_file_that_holds_no_object_is_wrong_use(tmp_path, content):
    file = tmp_path / "body.json"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(click.UsageError):
        body_of([], str(file))


def test_a_file_that_is_not_there_is_wrong_use():
    with pytest.raises(click.UsageError, match="cannot be read"):
        body_of([], "nowhere.json")


@pytest.mark.parametrize(
    ("text", "parameter"),
    [
        ("status=open,won", ("filter[status]", "open,won")),
        ("total[gte]=100", ("filter[total][gte]", "100")),
        ("custom.colour=a=b", ("filter[custom.colour]", "a=b")),
        ("region[null]=true", ("filter[region][null]", "true")),
    ],
)
def test_a_filter_becomes_the_parameter_of_the_api(text, parameter):
    assert filter_of(text) == parameter


@pytest.mark.parametrize("text", ["status", "=open", "total[gte=1", "total[]=1"])
def test_what_is_no_filter_is_wrong_use(text):
    with pytest.raises(click.UsageError, match="no filter"):
        filter_of(text)


def test_words_without_a_sign_are_no_fields():
    assert [is_assignment(word) for word in ("win", "reason=price", "evidence:={}", "https://x.example/?a=b")] == [
        False,
        True,
        True,
        False,
    ]
