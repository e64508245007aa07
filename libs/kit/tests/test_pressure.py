"""Whether processors are short, by a file as Linux writes it and a clock of the test's own."""

from pathlib import Path

import pytest

from crm_kit.pressure import Pressure


class Machine:
    """Seconds go by, and something waits for a processor in a share of them."""

    def __init__(self, path: Path) -> None:
        self.path, self.now, self.waited = path, 100.0, 50.0
        self.write()

    def write(self) -> None:
        total = f"avg10=0.00 avg60=0.00 avg300=0.00 total={self.waited * 1_000_000:.0f}"
        self.path.write_text(f"some {total}\nfull {total}9\n")

    def go_on(self, seconds: float, share: float) -> None:
        self.now += seconds
        self.waited += seconds * share
        self.write()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "cpu")


def pressure(machine: Machine, short_from: float = 0.3) -> Pressure:
    return Pressure(machine.path, short_from, clock=lambda: machine.now)


def test_processors_are_short_where_something_waited_for_them_in_so_large_a_share_of_the_time(machine: Machine) -> None:
    seen = pressure(machine)

    machine.go_on(0.3, share=0.25)
    assert not seen.is_short()
    machine.go_on(0.3, share=0.35)
    assert seen.is_short()


def test_a_look_so_soon_after_another_says_nothing_new(machine: Machine) -> None:
    seen = pressure(machine)

    machine.go_on(0.2, share=1)

    assert not seen.is_short()
    machine.go_on(0.1, share=1)
    assert seen.is_short()


def test_they_are_short_until_they_were_not_for_a_second(machine: Machine) -> None:
    seen = pressure(machine)
    machine.go_on(0.3, share=1)
    assert seen.is_short()

    machine.go_on(0.9, share=0)
    assert seen.is_short()
    machine.go_on(0.2, share=0)
    assert not seen.is_short()


def test_what_a_machine_waited_before_does_not_count(machine: Machine) -> None:
    machine.go_on(1000, share=1)
    seen = pressure(machine)

    machine.go_on(0.3, share=0)

    assert not seen.is_short()


def test_where_nobody_minds_they_are_never_short(machine: Machine) -> None:
    seen = pressure(machine, short_from=0)

    machine.go_on(0.3, share=1)

    assert not seen.is_short()


@pytest.mark.parametrize("content", [None, "", "some avg10=0.00\n"])
def test_a_machine_that_does_not_count_is_never_short(machine: Machine, content: str | None) -> None:
    machine.path.unlink()
    if content is not None:
        machine.path.write_text(content)
    seen = pressure(machine)

    machine.now += 0.3

    assert not seen.is_short()
