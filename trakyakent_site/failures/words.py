"""What a person is told when nothing was saved: why, and what to do."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from trakyakent_site.failures.commits import Outcome
from trakyakent_site.failures.kinds import Kind

NOT_SAVED = _("What you sent has not been saved")
MAY_BE_SAVED = _("It is not known whether what you sent has been saved")
IS_SAVED = _("What you sent has been saved, but the page could not be shown")

TITLES = {Outcome.NOTHING_SAVED: NOT_SAVED, Outcome.UNKNOWN: MAY_BE_SAVED, Outcome.SAVED: IS_SAVED}

REASONS = {
    Kind.DATABASE: _(
        "The site cannot save anything right now. What you typed is still on this page: press “Try again” in a moment."
    ),
    Kind.DISK_FULL: _(
        "There is no space left on the server. What you typed is still on this page. "
        "Please tell whoever looks after the server, and then press “Try again”."
    ),
    Kind.EXHAUSTED: _("The server is overloaded. What you typed is still on this page: press “Try again” in a moment."),
    Kind.OURS: _(
        "An error occurred. It is our fault and has been logged. What you typed is still on this page. "
        "If “Try again” does not help, copy your text and tell whoever looks after the site."
    ),
    Kind.OLD_FORM: _(
        "The form had been open for too long, or you have signed in again since. "
        "What you typed is still on this page: check it, and press “Try again”."
    ),
    Kind.SIGNED_OUT: _(
        "You are no longer signed in. What you typed is still on this page: sign in in a new window, "
        "come back here, and press “Try again”."
    ),
    Kind.NOT_ALLOWED: _(
        "Your account does not have the necessary rights. What you typed is shown below, so that you can copy it."
    ),
    Kind.NOT_FOUND: _(
        "What you wanted to change is no longer at this address. "
        "What you typed is shown below, so that you can copy it."
    ),
    Kind.NOT_TAKEN: _("This address does not take forms. What you typed is shown below, so that you can copy it."),
    Kind.TOO_MANY_FILES: _(
        "You chose more files than the %(files)s that can be sent at once. What you typed is still on this page: "
        "choose fewer files and press “Try again”, and send the others afterwards."
    ),
    Kind.TOO_LARGE: _(
        "The form is larger than what can be sent at once: at most %(fields)s fields and %(size)s of text. "
        "What you typed is shown below: copy it, "
        "and send it in smaller parts."
    ),
    Kind.BROKEN: _(
        "Only a part of the form arrived; the connection may have been interrupted. "
        "What arrived is on this page: check it, complete it in the form, and send it again."
    ),
    Kind.REFUSED: _("The form could not be understood. What you typed is shown below, so that you can copy it."),
}
# Those that name a limit.
LIMITED = {Kind.TOO_MANY_FILES, Kind.TOO_LARGE}
IF_UNKNOWN = _(
    "The connection to the database was lost at the very moment of saving. "
    "Please check whether your change is there before you send it again."
)
IF_SAVED = _("Please do not send it again: open the page and check it.")

# Pages that were only asked for.
PAGE_TITLES = {
    Kind.NOT_FOUND: _("There is no page at this address"),
    Kind.NOT_ALLOWED: _("You are not allowed to open this page"),
    Kind.REFUSED: _("This request cannot be answered"),
    Kind.OURS: _("Something went wrong"),
    Kind.DATABASE: _("The site is not available right now"),
}
PAGE_REASONS = {
    Kind.NOT_FOUND: _("The entry may have been deleted, or the address may be incomplete."),
    Kind.NOT_ALLOWED: _(
        "Your account does not have the necessary rights. If you need them for your work, ask a manager of the union."
    ),
    Kind.REFUSED: _("The address or the data sent with it is not valid. Please check the address and try again."),
    Kind.OURS: _("This is our fault and has been logged. Please try again in a few minutes."),
    Kind.DATABASE: _("Please try again in a moment."),
}


def page_words(kind: Kind) -> tuple:
    """Title and reason for a page that could not be shown."""
    if kind not in PAGE_TITLES:
        kind = Kind.DATABASE if kind.is_passing else Kind.REFUSED
    return PAGE_TITLES[kind], PAGE_REASONS[kind]


def form_words(kind: Kind, outcome: Outcome) -> tuple:
    """Title and reason for a form that failed."""
    reason = {Outcome.UNKNOWN: IF_UNKNOWN, Outcome.SAVED: IF_SAVED}.get(outcome, REASONS[kind])
    return TITLES[outcome], with_limits(reason) if kind in LIMITED and reason is REASONS[kind] else reason


def with_limits(reason):
    """The reason with the limits that were passed, in the language of the page."""
    return lazy(
        lambda: (
            str(reason)
            % {
                "files": settings.FORM_FILES,
                "fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
                "size": filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
            }
        ),
        str,
    )()
