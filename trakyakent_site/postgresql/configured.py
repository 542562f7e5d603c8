"""How a process reaches PostgreSQL: straight, or through a pooler that lends a connection for one transaction.

Whoever changes tables or copies them needs a session of its own, and takes the way past the pooler.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from trakyakent_site.postgresql.patience import is_unhurried, needs_session, options

ENGINE = "trakyakent_site.postgresql"


def configured(
    database: dict[str, Any],
    direct: dict[str, Any] | None,
    arguments: Sequence[str],
    statement_timeout: int,
    *,
    has_pooler: bool,
) -> tuple[dict[str, Any], dict[str, Any] | None, bool]:
    """The database of Django's settings; where its notices are heard, if elsewhere; and whether they can be heard."""
    is_pooled = has_pooler and not (direct and is_unhurried(arguments))
    if is_pooled and needs_session(arguments):
        raise ImproperlyConfigured("DATABASE_POOLER is on: for this command DATABASE_DIRECT_URL must be set.")
    if has_pooler and direct and not is_pooled:
        database = database | direct
    # A database that does not answer must cost seconds, not workers. Beside what server and kernel see to, this engine
    # gives up itself a second after `statement_timeout`: a server that hangs keeps none of its promises.
    bounds = options(arguments, statement_timeout, is_pooled=is_pooled)
    database = {
        **database,
        "ENGINE": ENGINE,
        "OPTIONS": {**database.get("OPTIONS", {}), **bounds},
        # A connection that is lent for one transaction keeps no cursor, and nobody who listens.
        "DISABLE_SERVER_SIDE_CURSORS": is_pooled,
    }
    listening = None
    if is_pooled and direct:
        straight = options(arguments, statement_timeout, is_pooled=False)
        listening = {**direct, "OPTIONS": {**direct.get("OPTIONS", {}), **straight}}
    return database, listening, not is_pooled or listening is not None
