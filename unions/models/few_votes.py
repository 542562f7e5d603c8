"""The reason that is filled in where most voted for a motion and it was rejected all the same."""

import re

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

# The reason that is filled in where few votes were not enough. It explains that outcome and sets no other rule aside.
FEW_VOTES = _("Rejected although most voted for it: it needed %(needed)s votes (Law 5393, art. 22).")


def is_filled_in(reason: str) -> bool:
    """Whether a reason is the one of few votes, in whichever language it was filled in, and not that of a person."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            before, _sign, after = str(FEW_VOTES).partition("%(needed)s")
        if re.fullmatch(rf"{re.escape(before)}[0-9]+{re.escape(after)}", reason):
            return True
    return False
