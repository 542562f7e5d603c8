"""An admin that gives nothing away: not of foreign rows, not of missing ones, not to forged parameters."""

from datetime import date

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import DateTimeField, ProtectedError, Q
from django.http import Http404, HttpResponseRedirect
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from unions.admin.kit.layout import DAYS_AND_TIMES, column_of, name_field, with_nonce
from unions.admin.kit.libraries import from_library
from unions.admin.kit.lists import LongChangeList
from unions.admin.kit.wording import label_of, with_turkish_capitals
from unions.lists.paging import BoundedPaginator
from unions.models import UnionOwned
from unions.text.choices import best_first
from unions.text.dates import days_meant
from unions.text.search_text import searched_columns, with_words


class GuardedAdmin(admin.ModelAdmin):
    """An admin that answers a foreign row, a missing row and a forged parameter alike: with nothing."""

    # One sentence in the union's words: what these rows are for.
    about: str | Promise = ""
    view_on_site = False
    save_as = False
    list_per_page = 50
    paginator = BoundedPaginator
    formfield_overrides = DAYS_AND_TIMES
    # The count of all rows would only serve a remark beside the search.
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return LongChangeList

    def get_list_display(self, request):
        return [column_of(self.model, name) for name in super().get_list_display(request)]

    # A row that is not found may exist elsewhere: the answer must not say so.

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404

    def changelist_view(self, request, extra_context=None):
        if any("\x00" in text for text in request.GET.values()):
            return HttpResponseRedirect(f"{request.path}?e=1")
        try:
            return super().changelist_view(request, {"about": self.about, **(extra_context or {})})
        except DisallowedModelAdminLookup:
            return HttpResponseRedirect(f"{request.path}?e=1")

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the list itself offers; anything else would let a list answer questions about hidden fields."""
        allowed = set()
        for entry in [*self.get_list_filter(request), *([self.date_hierarchy] if self.date_hierarchy else [])]:
            name = entry[0] if isinstance(entry, (list, tuple)) else entry
            allowed |= lookups_of(self.opts, name) if isinstance(name, str) else {name.parameter_name}
        return lookup in allowed

    def response_action(self, request, queryset):
        # Longer numbers do not fit into a database.
        if not all(pk.isdecimal() and len(pk) <= 18 for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            messages.error(request, _("One of the selected entries could not be read. Nothing was changed."))
            return HttpResponseRedirect(request.get_full_path())
        if request.POST.get("select_across") == "1" and BoundedPaginator(queryset, 1).is_long:
            # The page did not show how many they are.
            messages.error(request, _("Too many entries for one step. Filter the list first."))
            return HttpResponseRedirect(request.get_full_path())
        try:
            return super().response_action(request, queryset)
        except ProtectedError:
            messages.error(request, _("Nothing was deleted: other entries depend on one of these."))
            return HttpResponseRedirect(request.get_full_path())

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        # One by one: each deletion leaves a notice at the row's address and an entry in the history.
        for row in queryset:
            row.delete()

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            messages.error(request, _("Nothing was deleted: other entries depend on this one."))
            return HttpResponseRedirect(request.path)

    def get_deleted_objects(self, objs, request):
        to_delete, model_count, perms_needed, protected = super().get_deleted_objects(objs, request)
        return with_turkish_capitals(to_delete), model_count, perms_needed, with_turkish_capitals(protected)

    # Turkish letters and their plain forms find each other, and a typed day what happened on it.

    def get_search_results(self, request, queryset, search_term):
        lookups = self.get_search_fields(request)
        columns = searched_columns(self.model, lookups)
        if not columns:
            return queryset, False
        days = days_meant(search_term) if self.date_hierarchy else None
        on_that_day = between(self.opts, self.date_hierarchy, *days) if days else None
        rows = with_words(queryset, search_term, columns, on_that_day)
        return best_first(rows, search_term, lookups, on_that_day) if is_choice(request) else rows, False

    def choice_label(self, row) -> str:
        """The row in a list to choose from, with what tells it from others of its name."""
        return str(row)

    # Forms

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # No form here offers it, but Django's view would accept it.
        if "_saveasnew" in request.POST and not self.save_as:
            raise Http404
        return super().changeform_view(request, object_id, form_url, extra_context)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        form_field = super().formfield_for_dbfield(db_field, request, **{**from_library(db_field), **kwargs})
        if form_field is not None:
            name_field(form_field, label_of(db_field))
            # A row is deleted on its own page, where its dependants are shown, not beside a choice.
            form_field.widget.can_delete_related = False
        return form_field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        with_nonce(request, context)
        context.setdefault("about", self.about)
        # `obj` holds the texts of a refused form.
        stored = self.get_object(request, str(obj.pk)) if change and request.method == "POST" else obj
        context["site_links"] = site_links(stored) if change else []
        context["subtitle"] = str(stored) if stored else None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def start_page_numbers(self, request):
        """The rows that the start page counts once a generation, by a name; see `unions/admin/kit/numbers.py`."""
        return {}

    def start_page_numbers_now(self, request):
        """The same of rows that count by the moment or that no page shows: counted each time."""
        return {}

    def number_of(self, request, name: str) -> int:
        """How many rows of that name there are, as the start page has counted them."""
        return request.start_page_numbers.get((self.opts.label, name), 0)

    def start_page_counts(self, request):
        """The numbers that the start page shows of these rows."""
        return []

    def start_page_tasks(self, request):
        """What the start page says is missing, overdue or waiting among these rows."""
        return []


def lookups_of(options, name: str) -> set[str]:
    """The parameters that a filter on a field puts into the address of a list."""
    endings = ["exact", "isnull", "gte", "lt", "year", "month", "day"]
    lookups = {name, *(f"{name}__{ending}" for ending in endings)}
    field = options.get_field(name.split("__")[0])
    if field.is_relation:
        lookups.add(f"{name}__{field.target_field.name}__exact")
    return lookups


def is_choice(request) -> bool:
    """Whether rows are asked for to choose one of them, and not as a list."""
    match = request.resolver_match
    return match is not None and (match.url_name or "").endswith(("autocomplete", "choose"))


def between(options, name: str, first: date, last: date) -> Q:
    """The rows whose date or moment lies on one of these days."""
    is_moment = isinstance(options.get_field(name), DateTimeField)
    return Q(**{f"{name}__date__range" if is_moment else f"{name}__range": (first, last)})


def site_links(row) -> list[tuple[str, str, str]]:
    """Where the public sees the row: code and name of each language with the address; nothing for what is hidden."""
    if not isinstance(row, UnionOwned) or not hasattr(row, "get_absolute_url") or not getattr(row, "is_public", True):
        return []
    links = []
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            links.append((code, name, row.get_absolute_url()))
    return links
