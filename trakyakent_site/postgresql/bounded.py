"""Connections to PostgreSQL that never wait longer than the server has promised to work.

`statement_timeout` is kept by the server, and a server that hangs keeps nothing: its kernel still acknowledges every
packet, so neither keepalives nor `tcp_user_timeout` see that anything is wrong. Only the client can give up.
"""

import re
from typing import Any

import psycopg
from psycopg import errors

from trakyakent_site.postgresql.patience import GRACE

STATEMENT_TIMEOUT = re.compile(r"statement_timeout\s*=\s*(\d+)(ms|s|min)?(?=\s|$)")
SECONDS = {None: 0.001, "ms": 0.001, "s": 1, "min": 60}


class BoundedConnection(psycopg.Connection):
    """Gives up on an answer after `longest_wait` seconds, and on the connection with it; None waits for ever."""

    longest_wait: float | None = None

    @classmethod
    def connect(cls, conninfo: str = "", **options: Any) -> "BoundedConnection":
        # A pooler takes no options, so the bound is told by itself.
        bound = options.pop("longest_wait", None)
        connection = super().connect(conninfo, **options)
        connection.longest_wait = bound or longest_wait(str(options.get("options", "")))
        return connection

    def wait(self, gen, interval: float = 0.1, timeout: float | None = None):
        bound = self.longest_wait if timeout is None else timeout
        try:
            return super().wait(gen, interval=interval, timeout=bound)
        except errors._WaitTimeout as error:
            if timeout is not None:
                # Whoever waits for a notice says for how long, and nothing was asked.
                raise
            # The answer may still come, and would be taken for that of the next question.
            self.close()
            raise psycopg.OperationalError(f"PostgreSQL has not answered for {bound:g} seconds.") from error


def longest_wait(options: str) -> float | None:
    """How long an answer may take, by the options with which the connection is opened."""
    found = STATEMENT_TIMEOUT.findall(options)
    if not found:
        return None
    number, unit = found[-1]
    seconds = int(number) * SECONDS[unit or None]
    return seconds + GRACE if seconds else None
