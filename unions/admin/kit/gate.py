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


def findings_with_parts(row: Any, stored: Any = None) -> list[Finding]:
    """What is found about a row and about its parts as they are stored, where no form holds them."""
    return [*findings_of(row, stored), *(finding for part in stored_parts(row) for finding in findings_of(part, part))]


def stored_parts(row: Any) -> Iterable[Any]:
    """The rows that live inside a row."""
    for relation in row._meta.related_objects if row.pk else []:
        part, column = relation.related_model, relation.field.name
        if getattr(part, "union_from", "") == column:
            for each in part.all_unions.filter(**{column: row}):
                # What a check finds out about the whole, it finds out once for all of them.
                setattr(each, column, row)
                yield each


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
    reason = reason_in(form.data)
    refused = [each for each in found if each.weight is Weight.ERROR] + ([] if reason else warnings)
    for finding in refused:
        name = finding.field if finding.field in form.fields else None
        form.add_error(name, ValidationError(finding.text, code=finding.code))
    form.gate_warnings, form.gate_reason = warnings, reason
    if warnings and not reason:
        form.add_error(None, ValidationError(ASKED, code="gate"))
    if warnings and reason and not refused:
        row._change_reason = reason


def reason_in(data: Any) -> str:
    return " ".join(data.get(REASON, "").split())[:LONGEST_REASON]


def ask_parts(formset: Any) -> None:
    """The same of the parts that go out with a row; the reason is given once, at the row."""
    whole: Any = formset.instance
    formset.gate_warnings, formset.gate_reason = [], reason_in(formset.data)
    if not isinstance(whole, Publishable) or whole.status != Publishable.Status.PUBLISHED:
        return
    rows: Any = type(whole)
    stored_status = rows.all_unions.filter(pk=whole.pk).values_list("status", flat=True).first()
    for form in formset.forms:
        if not form.is_valid() or formset.can_delete and formset._should_delete_form(form):
            continue
        if form.instance._state.adding and not form.has_changed():
            continue
        setattr(form.instance, formset.fk.name, whole)
        ask_part(formset, form, is_out=stored_status == Publishable.Status.PUBLISHED)


def ask_part(formset: Any, form: Any, *, is_out: bool) -> None:
    row = form.instance
    stored = None if row._state.adding else type(row).all_unions.filter(pk=row.pk).first()
    known = {(each.code, each.field) for each in findings_of(stored, stored)} if is_out and stored else set()
    found = [each for each in findings_of(row, stored) if (each.code, each.field) not in known]
    warnings = [each for each in found if each.weight is Weight.WARNING]
    formset.gate_warnings += warnings
    for finding in warnings if not formset.gate_reason else []:
        name = finding.field if finding.field in form.fields else None
        form.add_error(name, ValidationError(finding.text, code=finding.code))
    if warnings and formset.gate_reason:
        row._change_reason = formset.gate_reason
