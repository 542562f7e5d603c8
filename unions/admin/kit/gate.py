"""What stands between a form and its publication: findings that stop it, and findings that need a reason.

The kit knows no findings; the topmost app says what it finds about a row.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unions.publishing.states import Publishable

REASON = "gate_reason"
# The longest that the history keeps.
LONGEST_REASON = 100
ASKED = _("Correct what is marked below, or give a reason why it may go out as it is.")


class Weight(Enum):
    """What a finding does to a publication."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """Something wrong with a row, where to mend it, and how."""

    code: str
    # A column of the row.
    field: str
    text: str
    weight: Weight = Weight.WARNING


# Each takes a row, saved or not, and the row as it is stored, if it is.
Check = Callable[[Any, Any], Iterable[Finding]]

_checks: list[Check] = []


def connect(check: Check) -> None:
    """Have a row asked before it is published; called when the site starts."""
    if check not in _checks:
        _checks.append(check)


def findings_of(row: Any, stored: Any = None) -> list[Finding]:
    return [finding for check in _checks for finding in check(row, stored)]


def ask(form: Any) -> None:
    """Refuse to publish what has errors, and what has warnings until somebody gives a reason.

    What the published row has already is not asked again: whoever mends a comma is not to mend all else first.
    """
    row: Any = form.instance
    if not issubclass(type(row), Publishable) or not (row._state.adding or form.changed_fields):
        return
    stored = None if row._state.adding else type(row).all_unions.filter(pk=row.pk).first()
    is_out = stored is not None and stored.status == Publishable.Status.PUBLISHED
    known = {(each.code, each.field) for each in findings_of(stored, stored)} if is_out else set()
    found = [each for each in findings_of(row, stored) if (each.code, each.field) not in known]
    warnings = [each for each in found if each.weight is Weight.WARNING]
    reason = " ".join(form.data.get(form.add_prefix(REASON), "").split())[:LONGEST_REASON]
    refused = [each for each in found if each.weight is Weight.ERROR] + ([] if reason else warnings)
    for finding in refused:
        name = finding.field if finding.field in form.fields else None
        form.add_error(name, ValidationError(finding.text, code=finding.code))
    form.gate_warnings, form.gate_reason = warnings, reason
    if warnings and not reason:
        form.add_error(None, ValidationError(ASKED, code="gate"))
    if warnings and reason and not refused:
        row._change_reason = reason
