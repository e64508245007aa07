"""Where things are in the checkout."""

import json
import os
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
_USUAL_RUN = ROOT / ".run"
RUN = Path(os.environ.get("CRM_RUN_DIRECTORY") or _USUAL_RUN).resolve()
IS_USUAL = RUN == _USUAL_RUN
LOGS = RUN / "logs"


def write_private(path: Path, content: Any) -> None:
    """Write JSON that only its owner can read, all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(content, indent=1) + "\n")
    draft.replace(path)


def read_json(path: Path, otherwise: Any) -> Any:
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        return otherwise
