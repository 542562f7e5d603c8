"""Publishing and withdrawing several entries at once, each with its own checks and its own version."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unions.admin.kit import gate
from unions.admin.kit.rights import may_publish
from unions.admin.kit.screens import framed
from unions.models.versions import StaleVersion
from unions.publishing.states import Publishable

if TYPE_CHECKING:
    # It is mixed into one.
    from django.contrib.admin import ModelAdmin as OfModelAdmin
else:
    OfModelAdmin = object


class WithdrawalForm(forms.Form):
    """Why several entries are withdrawn, in both languages."""

    reason_tr = forms.CharField(label=gettext_lazy("Reason · Türkçe"), max_length=300)
    reason_en = forms.CharField(label=gettext_lazy("Reason · English"), max_length=300, required=False)


class PublishingActions(OfModelAdmin):
    """The actions of a list by which entries become public, or cease to be."""

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not issubclass(self.model, Publishable) or not may_publish(request, self.model):
            for name in ["publish_selected", "withdraw_selected"]:
                actions.pop(name, None)
        return actions

    @admin.action(description=gettext_lazy("Publish the selected entries"), permissions=["change"])
    def publish_selected(self, request, queryset):
        changed = saved_one_by_one(request, queryset, {"status": Publishable.Status.PUBLISHED})
        if changed:
            text = ngettext("One entry has been published.", "%(number)s entries have been published.", changed)
            messages.success(request, text % {"number": changed})

    @admin.action(description=gettext_lazy("Withdraw the selected entries"), permissions=["change"])
    def withdraw_selected(self, request, queryset) -> HttpResponse | None:
        """Asks for the reason first; whoever follows an old link reads it."""
        form = WithdrawalForm(request.POST if "withdraw" in request.POST else None)
        if not form.is_valid():
            return self.ask_for_the_reason(request, queryset, form)
        values = {
            "status": Publishable.Status.WITHDRAWN,
            "withdrawal_reason_tr": form.cleaned_data["reason_tr"],
            "withdrawal_reason_en": form.cleaned_data["reason_en"],
        }
        changed = saved_one_by_one(request, queryset, values)
        if changed:
            text = ngettext("One entry has been withdrawn.", "%(number)s entries have been withdrawn.", changed)
            messages.success(request, text % {"number": changed})
        return None

    def ask_for_the_reason(self, request, queryset, form: forms.Form) -> HttpResponse:
        context: dict[str, Any] = {"form": form, "rows": list(queryset), "checkbox": ACTION_CHECKBOX_NAME}
        return framed(self, request, "admin/withdraw_selected.html", _("Withdraw the selected entries"), **context)


def saved_one_by_one(request: Any, rows: Iterable[Any], values: dict[str, Any]) -> int:
    """Give each of the rows these values, unless its own checks refuse; returns how many were changed."""
    changed = 0
    for row in rows:
        try:
            with transaction.atomic():
                was = row.status
                for name, value in values.items():
                    setattr(row, name, value)
                row.prepare_for_save()
                row.full_clean()
                if was != row.status == Publishable.Status.PUBLISHED:
                    ask_the_gate(row)
                row.save()
            changed += 1
        except ValidationError as error:
            messages.error(request, f"{row}: {' '.join(error.messages)}")
        except StaleVersion:
            messages.error(request, _("%(name)s: someone else has just changed it.") % {"name": row})
    return changed


def ask_the_gate(row: Any) -> None:
    """What a form would ask before publishing; raises ValidationError, since nobody gives a reason here."""
    found = [finding.text for finding in gate.findings_with_parts(row) if finding.weight is not gate.Weight.NOTE]
    if found:
        raise ValidationError([*found, _("Open the entry to correct that or to give a reason.")])
