"""The caches of a process: values by key, limited in number, all emptied by one call."""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

MISSING = object()

_stores: "weakref.WeakSet[Store]" = weakref.WeakSet()


class Store:
    """Values by key, at most so many: the one that has not been read for the longest goes first."""

    def __init__(self, most: int):
        self.most = most
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()
        _stores.add(self)

    def get(self, key: Hashable, default: Any = None) -> Any:
        with self._lock:
            value = self._values.get(key, MISSING)
            if value is MISSING:
                return default
            self._values.move_to_end(key)
            return value

    def put(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self.most:
                self._values.popitem(last=False)

    def drop(self, key: Hashable) -> None:
        with self._lock:
            self._values.pop(key, None)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()

    def keys(self) -> list[Hashable]:
        with self._lock:
            return list(self._values)

    def __len__(self) -> int:
        return len(self._values)


def clear_all_stores() -> None:
    """Empty every store of this process, as tests need it: the rows of the next test have the same primary keys."""
    for store in list(_stores):
        store.clear()
