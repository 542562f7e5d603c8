"""Rows that are entered one after the other: the next begins with what it has in common with the one just saved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unions.admin.kit.rights import names_in_forms
from unions.admin.kit.tasks import Task

if TYPE_CHECKING:
    # It is mixed into one.
    from django.contrib.admin import ModelAdmin as OfModelAdmin
else:
    OfModelAdmin = object

# The parameter that names the row just saved.
AFTER = "_after"
LONGEST_NUMBER = 18


class InSeries(OfModelAdmin):
    """An admin whose "Save and add another" keeps what belongs together."""

    # The fields whose values the next row takes over, and those in which it is the next number.
    kept_for_next: Sequence[str] = ()
    counted_for_next: Sequence[str] = ()

    def response_add(self, request, obj, post_url_continue=None):
        return self.with_next(request, obj, super().response_add(request, obj, post_url_continue))

    def response_change(self, request, obj):
        return self.with_next(request, obj, super().response_change(request, obj))

    def with_next(self, request: Any, row: Any, response: HttpResponse) -> HttpResponse:
        if "_addanother" not in request.POST or "_popup" in request.POST or not self.names_kept():
            return response
        url = response.headers.get("Location", "")
        sign = "&" if "?" in url else "?"
        return HttpResponseRedirect(f"{url}{sign}{AFTER}={row.pk}") if url else response

    def names_kept(self) -> list[str]:
        """Of a part always the thing to which it belongs."""
        whole = getattr(self.model, "union_from", "")
        names = [*([whole] if whole else []), *self.kept_for_next]
        return list(dict.fromkeys(name for name in names if name))

    def row_before(self, request: Any) -> Any:
        """The row just saved, if the address names one that the person may see."""
        number = request.GET.get(AFTER, "")
        if not (number.isdecimal() and number.isascii() and len(number) <= LONGEST_NUMBER):
            return None
        row = self.get_object(request, number)
        return row if row is not None and self.has_view_permission(request, row) else None

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        initial.pop(AFTER, None)
        row = self.row_before(request)
        if row is None:
            return initial
        for name in self.names_kept():
            for each in names_in_forms(self.model, name):
                initial.setdefault(each, getattr(row, self.model._meta.get_field(each).attname))
        for name in self.counted_for_next:
            if isinstance(number := getattr(row, name), int):
                initial.setdefault(name, number + 1)
        return initial

    def notes_of_series(self, request: Any) -> list[Task]:
        """Says whose values an empty form begins with, and leads to one without them."""
        row = self.row_before(request) if request.method == "GET" else None
        if row is None:
            return []
        text = _("Begins with what belongs to “%(row)s”. Begin with an empty form.") % {"row": row}
        return [Task(text, reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add"))]
