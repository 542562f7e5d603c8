"""What Django keeps for the running request is kept by thread, without asking for a task each time.

Django keeps the active language, time zone and prefix of addresses in a `Local` that serves threads and tasks of an
event loop alike, and each look takes a lock: a page that asks some thousand times for its language spends a tenth of
its time there. This site is served by threads (WSGI) only, for which a `threading.local` says the same. The places are
Django's own; `tests/trakyakent_site/test_by_thread.py` fails first when a new version has others.
"""

import threading
from types import ModuleType

from django.urls import base
from django.utils import timezone
from django.utils.translation import trans_real

PLACES: list[tuple[ModuleType, str]] = [
    (trans_real, "_active"),
    (timezone, "_active"),
    (base, "_prefixes"),
    (base, "_urlconfs"),
]


def keep_by_thread() -> None:
    """Replaces each place once; what this thread has set there already stays."""
    for module, name in PLACES:
        before = getattr(module, name)
        if isinstance(before, threading.local):
            continue
        after = threading.local()
        if hasattr(before, "value"):
            after.value = before.value
        setattr(module, name, after)
