"""What the page cache and the answers of an outage tell each other."""

from unions.background.repeated_failures import RepeatedFailure

# What the page cache sets in the WSGI environment of a request.
IS_SILENT = "trakyakent.database_is_silent"
IS_KNOWN_HOST = "trakyakent.host_is_known"
# For questions about the installation's health: whether they may wait for the database, what is known of it without
# asking, and whether finished pages are there.
MAY_WAIT = "trakyakent.may_wait"
HAS_ANSWERED = "trakyakent.database_has_answered"
HAS_COPIES = "trakyakent.has_copies"

# Of all requests of this process that the database or the machine let down.
database_failures = RepeatedFailure("The database or the server")
