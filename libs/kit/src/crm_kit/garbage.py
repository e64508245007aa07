"""The garbage collector of a process that has started.

Python looks through everything that it holds again and again for what nobody needs: half a second for a service with its tables and
messages, while all threads wait. What is there when a process has started stays, and what calls and events leave behind goes mostly
by itself.
"""

import gc

_OBJECTS_BEFORE_A_LOOK, _LOOKS_BEFORE_A_DEEPER_ONE = 50_000, 20


def spare_what_is_loaded() -> None:
    """Have the collector never look at what is there now, and at the rest less often. Called once, at the end of a start."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_A_LOOK, _LOOKS_BEFORE_A_DEEPER_ONE, _LOOKS_BEFORE_A_DEEPER_ONE)
