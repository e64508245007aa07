"""This is no installed package; it runs from the folder that it lies in."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
