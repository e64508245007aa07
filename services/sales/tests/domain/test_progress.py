"""How far an order has come."""

from decimal import Decimal

from crm_kit.money import Money
from sales.domain.progress import payment_status, progress, return_status


def pairs(*quantities: tuple[int, int]) -> list[tuple[Decimal, Decimal]]:
    return [(Decimal(wanted), Decimal(done)) for wanted, done in quantities]


def test_it_goes_from_none_by_partial_to_full_and_over() -> None:
    assert progress(pairs((2, 0), (3, 0))) == "none"
    assert progress(pairs((2, 2), (3, 0))) == "partial"
    assert progress(pairs((2, 3), (3, 0))) == "partial"
    assert progress(pairs((2, 2), (3, 3))) == "full"
    assert progress(pairs((2, 3), (3, 3))) == "over"
    assert progress(pairs()) == "full"


def test_it_is_paid_when_the_total_is_there_or_nothing_is_open() -> None:
    def paid(amount: str, settled: bool = False) -> str:
        return payment_status(Money(Decimal(100), "CNY"), Money(Decimal(amount), "CNY"), settled)

    assert [paid("0"), paid("0.01"), paid("100"), paid("100.01")] == ["unpaid", "partial", "paid", "overpaid"]
    assert paid("99", settled=True) == "paid"


def test_what_came_back_is_all_or_some_of_what_left() -> None:
    assert [return_status(*told) for told in ((False, Decimal(3)), (True, Decimal(3)), (True, Decimal(0)))] == [
        "none", "partial", "full",
    ]  # fmt: skip
