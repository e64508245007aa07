"""`python -m demo`: load the demo company into a running system, and say who can sign in."""

import argparse
import os
import sys
import time

from loading.access import Access, NoSystem, access
from loading.line import Desk, Line, Refused

from demo.load import MOST_ACCOUNTS, Size, is_loaded, load
from demo.staff import STAFF


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make demo", description="Load the demo company; a second run changes nothing.")
    parser.add_argument("--accounts", type=int, default=300, help="how many accounts; everything else follows (default 300)")
    size = Size(parser.parse_args(arguments).accounts)
    if not 10 <= size.accounts <= MOST_ACCOUNTS:
        parser.error(f"--accounts is 10 to {MOST_ACCOUNTS}")
    try:
        _run(access(), size)
    except (NoSystem, Refused) as error:
        sys.stderr.write(f"\n{error}\n")
        return 1
    except BrokenPipeError:
        os.close(sys.stdout.fileno())
    except KeyboardInterrupt:
        sys.stderr.write("\ninterrupted; the same command goes on from here\n")
        return 130
    return 0


def _run(where: Access, size: Size) -> None:
    since = time.monotonic()
    line = Line(where.url)
    if not line.answers():
        raise NoSystem(f"nothing answers at {where.url}; make up starts a system here")
    admin = Desk.sign_in(line, where.user, where.password)
    if is_loaded(admin, size):
        sys.stdout.write("the demo company is there already\n")
    else:
        sys.stdout.write(f"loading a demo company with {size.accounts} accounts into {where.url} …\n")
        load(line, admin, size)
        sys.stdout.write(f"  done in {time.monotonic() - since:.0f} s\n")
    _say_who(where)


def _say_who(where: Access) -> None:
    sys.stdout.write(f"\n  {where.url}   these can sign in; their passwords are the same everywhere, for demonstrations only\n\n")
    for one in STAFF:
        sys.stdout.write(f"  {one.email:<34}{one.password:<18}{one.role:<22}{one.position}\n")
    sys.stdout.write("\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
