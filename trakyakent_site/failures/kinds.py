"""What kinds of failure there are, as far as a person can do something different about each."""

import errno
from enum import Enum

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DatabaseError, InterfaceError
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from trakyakent_site.failures.commits import causes_of

FULL = {errno.ENOSPC, errno.EDQUOT}
# The same, as SQLite and PostgreSQL say it.
FULL_WORDS = ("disk is full", "No space left on device")
# Of the machine, not of what was asked: another try may find it well.
EXHAUSTED = {*FULL, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN}


class Kind(Enum):
    """Why nothing was saved."""

    DATABASE = "database"
    DISK_FULL = "disk full"
    EXHAUSTED = "exhausted"
    OURS = "ours"
    OLD_FORM = "old form"
    SIGNED_OUT = "signed out"
    NOT_ALLOWED = "not allowed"
    NOT_FOUND = "not found"
    NOT_TAKEN = "not taken"
    TOO_MANY_FILES = "too many files"
    TOO_LARGE = "too large"
    BROKEN = "broken"
    REFUSED = "refused"

    @property
    def status(self) -> int:
        return STATUS[self]

    @property
    def is_passing(self) -> bool:
        """Whether the same may succeed in a moment."""
        return self.status == 503


STATUS = {
    Kind.DATABASE: 503,
    Kind.DISK_FULL: 503,
    Kind.EXHAUSTED: 503,
    Kind.OURS: 500,
    Kind.OLD_FORM: 403,
    # 401 would need a scheme of HTTP's own by which to sign in.
    Kind.SIGNED_OUT: 403,
    Kind.NOT_ALLOWED: 403,
    Kind.NOT_FOUND: 404,
    Kind.NOT_TAKEN: 405,
    Kind.TOO_MANY_FILES: 413,
    Kind.TOO_LARGE: 413,
    Kind.BROKEN: 400,
    Kind.REFUSED: 400,
}
# The first that fits, of the error itself before those that it came from.
OF_ERRORS = [
    ((Http404,), Kind.NOT_FOUND),
    ((PermissionDenied,), Kind.NOT_ALLOWED),
    ((TooManyFilesSent,), Kind.TOO_MANY_FILES),
    ((RequestDataTooBig, TooManyFieldsSent), Kind.TOO_LARGE),
    ((UnreadablePostError, MultiPartParserError), Kind.BROKEN),
    ((SuspiciousOperation, BadRequest), Kind.REFUSED),
    ((DatabaseError, InterfaceError), Kind.DATABASE),
    ((MemoryError,), Kind.EXHAUSTED),
]
OF_STATUSES = {404: Kind.NOT_FOUND, 410: Kind.NOT_FOUND, 403: Kind.NOT_ALLOWED, 405: Kind.NOT_TAKEN, 503: Kind.DATABASE}


def kind_of(error: BaseException) -> Kind:
    """Why a request failed, by the error that ended it."""
    for cause in causes_of(error):
        if isinstance(cause, DatabaseError) and any(words in str(cause) for words in FULL_WORDS):
            return Kind.DISK_FULL
        for classes, kind in OF_ERRORS:
            if isinstance(cause, classes):
                return kind
        if isinstance(cause, OSError) and cause.errno in FULL:
            return Kind.DISK_FULL
        if isinstance(cause, OSError) and cause.errno in EXHAUSTED:
            return Kind.EXHAUSTED
    return Kind.OURS


def kind_of_status(status: int) -> Kind:
    """The same, where only the status of an answer is known."""
    return OF_STATUSES.get(status, Kind.OURS if status >= 500 else Kind.REFUSED)


def is_failure_of_the_database(error: BaseException | None) -> bool:
    """Whether a page could not be made because of the database or the machine, not of what was asked."""
    return error is not None and kind_of(error).is_passing
