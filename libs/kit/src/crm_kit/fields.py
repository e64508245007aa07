"""marshmallow fields for the types that messages use, one field per type and rule."""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, get_args, get_origin
from urllib.parse import urlsplit
from uuid import UUID

import nh3
import phonenumbers
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from marshmallow import ValidationError, fields, validate

from crm_kit import words
from crm_kit.money import Money, decimals

LARGEST = Decimal(10) ** 12
# Most addresses are so plain that nothing in them is forbidden or would be written differently: no need to look up every sign.
_PLAIN = re.compile(r"[a-z0-9_]+(?:[.+-][a-z0-9_]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}")
_LONGEST_PLAIN = 63
_SPECIAL = tuple(f"{sign}{name}" for name in SPECIAL_USE_DOMAIN_NAMES for sign in "@.")


class TextField(fields.String):
    """words.Text"""

    def __init__(self, rule: words.Text, **kwargs: Any):
        checks: list[Any] = [validate.Length(min=rule.least or None, max=rule.most)]
        if rule.pattern:
            checks.append(validate.Regexp(rule.pattern))
        super().__init__(validate=checks, **kwargs)
        self.rule = rule

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        try:
            return words.clean(text, self.rule.lines)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class RichField(fields.String):
    """words.Rich"""

    def __init__(self, rule: words.Rich, **kwargs: Any):
        super().__init__(validate=validate.Length(max=rule.most), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        return nh3.clean(super()._deserialize(value, *args, **kwargs))


class SecretField(fields.String):
    """words.Secret: taken as it is, never trimmed."""

    def __init__(self, rule: words.Secret, **kwargs: Any):
        super().__init__(validate=validate.Length(min=1, max=rule.most), **kwargs)


class EmailField(TextField):
    """words.EmailAddress"""

    def __init__(self, **kwargs: Any):
        super().__init__(words.Text(254, least=3), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        if _is_plain(text):
            return text
        try:
            return validate_email(text, check_deliverability=False, test_environment=True).normalized
        except EmailNotValidError as error:
            raise ValidationError("Not a valid e-mail address.") from error


def _is_plain(address: str) -> bool:
    """Whether an e-mail address is right as it stands, which the library takes thirty times as long to find out."""
    return len(address) <= _LONGEST_PLAIN and _PLAIN.fullmatch(address) is not None and not address.endswith(_SPECIAL)


class PhoneField(TextField):
    """words.PhoneNumber"""

    def __init__(self, **kwargs: Any):
        super().__init__(words.Text(40, least=3), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        try:
            number = phonenumbers.parse(text, None)
        except phonenumbers.NumberParseException as error:
            raise ValidationError("Not a phone number; write it with + and the country code.") from error
        if not phonenumbers.is_possible_number(number):
            raise ValidationError("Not a possible phone number.")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class UrlField(TextField):
    """words.Url"""

    def __init__(self, **kwargs: Any):
        super().__init__(words.Text(500, least=4), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        try:
            address = urlsplit(text)
            host = address.hostname
        except ValueError as error:
            raise ValidationError("Not a web address.") from error
        if address.scheme not in ("http", "https") or not host or text.split() != [text]:
            raise ValidationError("Not a web address; it begins with http:// or https://.")
        return text


class DecimalField(fields.Field[Decimal]):
    """An exact decimal, sent as a string; at most six decimals. Floats are refused, for they are not exact."""

    def __init__(self, rule: words.Between | None = None, **kwargs: Any):
        checks = [validate.Range(min=rule.least, max=rule.most)] if rule else []
        super().__init__(validate=checks, **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal) or len(str(value)) > 40:
            raise ValidationError('Not a decimal; send a string such as "12.50".')
        try:
            number = Decimal(value)
        except InvalidOperation as error:
            raise ValidationError('Not a decimal; send a string such as "12.50".') from error
        if not number.is_finite() or abs(number) >= LARGEST:
            raise ValidationError("Out of range.")
        if number != round(number, 6):
            raise ValidationError("At most six decimals.")
        return number


AMOUNT = DecimalField()


class MoneyField(fields.Field[Money]):
    """{"amount": "12.34", "currency": "CNY"}; no more decimals than the currency has."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Money:
        if not isinstance(value, Mapping) or set(value) != {"amount", "currency"}:
            raise ValidationError('Money is {"amount": "12.34", "currency": "CNY"}.')
        if not isinstance(value["amount"], str):
            raise ValidationError({"amount": ['Not a decimal; send a string such as "12.50".']})
        amount = _nested("amount", AMOUNT, value["amount"])
        try:
            places = decimals(value["currency"])
        except (ValueError, TypeError) as error:
            raise ValidationError({"currency": ["Not a currency code of ISO 4217."]}) from error
        if amount != round(amount, places):
            raise ValidationError({"amount": [f"{value['currency']} has {places} decimals."]})
        return Money(amount, value["currency"])


class DateField(fields.Date):
    """YYYY-MM-DD, from the year 1900 to 2999."""

    def __init__(self, **kwargs: Any):
        super().__init__(format="iso", validate=validate.Range(dt.date(1900, 1, 1), dt.date(2999, 12, 31)), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> dt.date:
        if not isinstance(value, str) or len(value) != 10:
            raise ValidationError("Not a valid date; write YYYY-MM-DD.")
        return super()._deserialize(value, *args, **kwargs)


class MomentField(fields.AwareDateTime):
    """RFC 3339 with an offset; kept as UTC. A naive time is refused."""

    def __init__(self, **kwargs: Any):
        super().__init__(format="iso", **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> dt.datetime:
        try:
            moment = super()._deserialize(value, *args, **kwargs).astimezone(dt.UTC)
        except (OverflowError, TypeError) as error:
            raise ValidationError("Not a valid datetime.") from error
        if not 1900 <= moment.year < 3000:
            raise ValidationError("Out of range.")
        return moment


class BooleanField(fields.Boolean):
    """true or false, nothing that looks alike."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Not a valid boolean.")
        return value


class IntegerField(fields.Integer):
    """A whole number that fits the database."""

    def __init__(self, rule: words.Between | None = None, **kwargs: Any):
        rule = rule or words.Between(-(2**31), 2**31 - 1)
        super().__init__(strict=True, validate=validate.Range(rule.least, rule.most), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError("Not a valid integer.")
        return value


class UuidField(fields.UUID):
    """A UUID in its usual form of 36 characters."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> UUID:
        if isinstance(value, UUID):
            return value
        if not isinstance(value, str) or len(value) != 36:
            raise ValidationError("Not a valid UUID.")
        return super()._deserialize(value, *args, **kwargs)


def _nested(name: str, field: fields.Field[Any], value: Any) -> Any:
    try:
        return field.deserialize(value)
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error


PLAIN: dict[Any, Any] = {
    UUID: UuidField, bool: BooleanField, int: IntegerField, Decimal: DecimalField,
    dt.date: DateField, dt.datetime: MomentField, Money: MoneyField, str: lambda **kw: TextField(words.Text(500), **kw),
}  # fmt: skip
RULES: dict[type, Any] = {
    words.Text: TextField, words.Rich: RichField, words.Secret: SecretField,
    words.EmailAddress: lambda _, **kw: EmailField(**kw), words.PhoneNumber: lambda _, **kw: PhoneField(**kw),
    words.Url: lambda _, **kw: UrlField(**kw),
}  # fmt: skip


def field_for(hint: Any, **options: Any) -> fields.Field[Any]:
    """The field that reads a value of the type `hint`. TypeError for a type that messages do not have."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is typing.Annotated:
        return _ruled(arguments[0], arguments[1], options)
    if origin in (typing.Union, types.UnionType):
        return _optional(arguments, options)
    if origin in (list, tuple):
        return _listed(arguments[0], words.Items(200), options)
    if origin is dict or hint in (dict, Any):
        return fields.Raw(**options) if hint is Any else fields.Dict(keys=fields.String(), **options)
    if origin is typing.Literal:
        return fields.Raw(validate=validate.OneOf(arguments), **options)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return fields.Enum(hint, by_value=True, **options)
    if hint in PLAIN:
        return typing.cast("fields.Field[Any]", PLAIN[hint](**options))
    return _part(hint, options)


def _ruled(hint: Any, rule: Any, options: dict[str, Any]) -> fields.Field[Any]:
    if isinstance(rule, words.Items):
        return _listed(get_args(hint)[0], rule, options)
    if isinstance(rule, words.Between):
        return DecimalField(rule, **options) if hint is Decimal else IntegerField(rule, **options)
    return typing.cast("fields.Field[Any]", RULES[type(rule)](rule, **options))


def _optional(arguments: tuple[Any, ...], options: dict[str, Any]) -> fields.Field[Any]:
    kept = [argument for argument in arguments if argument not in (type(None), words.Unset)]
    if len(kept) != 1:
        raise TypeError(f"a field has one type, not {kept}")
    return field_for(kept[0], **options, allow_none=type(None) in arguments)


def _listed(item: Any, rule: words.Items, options: dict[str, Any]) -> fields.Field[Any]:
    return fields.List(field_for(item), validate=validate.Length(min=rule.least or None, max=rule.most), **options)


def _part(hint: Any, options: dict[str, Any]) -> fields.Field[Any]:
    from crm_kit.messages import schema_of  # messages derive their schemas from this module

    return fields.Nested(lambda: schema_of(hint), **options)
