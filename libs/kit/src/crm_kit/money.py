"""Money: an exact decimal amount of one currency."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.core import UnknownLocaleError
from babel.numbers import get_currency_precision, list_currencies


@lru_cache(maxsize=512)
def decimals(currency: str) -> int:
    """Digits after the point in ISO 4217 terms (CNY 2, JPY 0), from CLDR by way of Babel. Unknown code: ValueError."""
    try:
        known = currency in list_currencies("en")
    except UnknownLocaleError as error:  # pragma: no cover - Babel without its own locale data
        raise ValueError(currency) from error
    if not known:
        raise ValueError(f"'{currency}' is not a currency code")
    return get_currency_precision(currency)


@dataclass(frozen=True, order=False)
class Money:
    """`Money(Decimal("12.34"), "CNY")`. Adding two currencies is a TypeError: convert first, at a rate somebody chose."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount) is not Decimal:
            object.__setattr__(self, "amount", Decimal(self.amount))

    def __composite_values__(self) -> tuple[Decimal, str]:
        return self.amount, self.currency

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        return Money(self.amount * factor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def rounded(self) -> "Money":
        """To the currency's own decimals, half up: 0.005 CNY becomes 0.01 CNY."""
        return Money(self.amount.quantize(Decimal(1).scaleb(-decimals(self.currency)), ROUND_HALF_UP), self.currency)

    def as_dict(self) -> dict[str, str]:
        return {"amount": plain(self.amount, decimals(self.currency)), "currency": self.currency}

    def _same(self, other: "Money") -> Decimal:
        if self.currency != other.currency:
            raise TypeError(f"{self.currency} and {other.currency} do not add up without a rate")
        return other.amount


def plain(number: Decimal, least: int = 0) -> str:
    """A decimal as people write it, no exponent, no zeros beyond `least` digits: `plain(Decimal("1.500000"), 2)` is '1.50'."""
    whole, _, fraction = format(number, "f").partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    return f"{whole}.{fraction}" if fraction else whole
