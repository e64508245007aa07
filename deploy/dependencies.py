"""For the Dockerfile: what pip shall install for a package folder, or for all packages in a folder.

`dependencies.py FOLDER` prints the names that its packages depend on, our own left out;
`dependencies.py --editable FOLDER` prints the packages themselves, each as `-e PATH`.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path


def packages(folder: Path) -> list[Path]:
    """The folder itself where it is a package, else the packages in it."""
    return sorted(path.parent for path in [*folder.glob("pyproject.toml"), *folder.glob("*/pyproject.toml")])


def third_party(package: Path) -> Iterator[str]:
    """Requirements of a package that are not ours."""
    project = tomllib.loads((package / "pyproject.toml").read_text())["project"]
    return (name for name in project.get("dependencies", []) if not name.startswith("crm-"))


def main(arguments: list[str]) -> None:
    found = packages(Path(arguments[-1]))
    if "--editable" in arguments:
        words = [word for package in found for word in ("-e", f"./{package}")]
    else:
        words = sorted({name for package in found for name in third_party(package)})
    sys.stdout.write(" ".join(words) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
