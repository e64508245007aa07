import os
from pathlib import Path

from native.logs import last_lines, open_log, rotate


def test_a_log_that_is_too_long_is_moved_aside_and_its_writer_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "sales.log"
    with open_log(path) as log:
        log.write(b"x" * 200)
        log.flush()

        rotate(tmp_path, largest=100)
        log.write(b"after\n")
        log.flush()

    assert path.read_bytes() == b"after\n"
    assert (tmp_path / "sales.log.1").stat().st_size == 200


def test_no_more_than_three_old_logs_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "sales.log"

    for number in range(5):
        path.write_text(f"{number}" * 200)
        rotate(tmp_path, largest=100)

    assert sorted(old.name for old in tmp_path.glob("*.log.*")) == ["sales.log.1", "sales.log.2", "sales.log.3"]
    assert (tmp_path / "sales.log.1").read_text()[0] == "4"


def test_a_log_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "sales.log"

    open_log(path).close()

    assert os.stat(path).st_mode & 0o777 == 0o600


def test_the_last_lines_of_a_missing_log_are_empty(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "nobody.log") == ""
