"""Admin pages of listings."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.directory.mayor_screens import MayorScreens, mayor_tasks
from members.directory.models import Listing
from members.people.mayors import SAME_LABEL, SINCE_LABEL, Change, change_mayor, refuse_unclear, seat_of_mayor
from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.forms import UnionOwnedForm
from unions.admin.kit.tasks import MOST_NAMED, Task, change_url
from unions.text.partial_dates import PartialDateFormField


class ListingForm(UnionOwnedForm):
    """A listing, and since when its mayor is mayor where another one holds the seat in the assembly."""

    mayor_since = PartialDateFormField(
        label=SINCE_LABEL,
        required=False,
        help_text=gettext_lazy("Needed when the mayor changes: the seat in the assembly changes on that day, too."),
    )
    mayor_is_same = forms.BooleanField(label=SAME_LABEL, required=False)

    def clean(self):
        cleaned = super().clean()
        municipality = cleaned.get("municipality") or getattr(self.instance, "municipality", None)
        if municipality and "mayor" in self.changed_data and "mayor_since" in cleaned:
            try:
                refuse_unclear(seat_of_mayor(municipality.pk), self.change)
            except ValidationError as error:
                self.add_error("mayor_since", error)
        return cleaned

    @property
    def change(self) -> Change:
        values = self.cleaned_data
        return Change(values.get("mayor") or "", values.get("mayor_since"), bool(values.get("mayor_is_same")))


@admin.register(Listing)
class ListingAdmin(MayorScreens, TranslatedAdmin):
    form = ListingForm
    about = gettext_lazy("The union's listing of a municipality: mayor, telephone, address, crest.")
    list_display = ["municipality", "mayor", "phone", "email", "confirmed_on"]
    list_select_related = ["municipality__province"]
    search_fields = ["municipality__name", "mayor", "phone", "email"]
    autocomplete_fields = ["municipality"]
    ordering = ["municipality__sort_key"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "municipality",
                    "mayor",
                    ("mayor_since", "mayor_is_same"),
                    ("phone", "fax"),
                    ("email", "website"),
                    "address",
                ]
            },
        ),
        (gettext_lazy("Text and crest"), {"fields": ["text", "crest"]}),
        (gettext_lazy("Confirmation"), {"fields": ["confirmed_on"]}),
        NOTE_FIELDSET,
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        # What only a form asks has no value to show.
        asked = ("mayor_since", "mayor_is_same")
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field != asked]})
            for name, options in fieldsets
        ]

    def save_model(self, request, obj, form, change):
        if "mayor" in form.changed_data:
            change_mayor(obj.municipality, form.change, by=request.user)
        super().save_model(request, obj, form, change)

    def start_page_tasks(self, request):
        text = _("%(municipality)s: a name, telephone number, e-mail or web address cannot be understood. Correct it.")
        return [
            *super().start_page_tasks(request),
            *mayor_tasks(self.get_queryset(request)),
            *(
                Task(text % {"municipality": listing}, change_url(listing))
                for listing in self.get_queryset(request).with_unreadable_values()[:MOST_NAMED]
            ),
        ]
