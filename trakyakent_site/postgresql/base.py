"""Django's PostgreSQL, with connections whose every wait is bounded."""

from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from trakyakent_site.postgresql.bounded import BoundedConnection

# Django asks this for the connection, and for the classes of errors.
BOUNDED = SimpleNamespace(**{**vars(psycopg), "connect": BoundedConnection.connect})


class DatabaseWrapper(base.DatabaseWrapper):
    """Django names the engine by this module."""

    Database: Any = BOUNDED
