"""The classes through which every page of the admin goes.

They keep staff of one union away from everything of another, whatever is put into an address or a form, and keep two
people who edit the same row from overwriting each other. They hold no rule about content: those belong to the models.
"""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import IntegrityError, transaction
from django.db.models import Count, ProtectedError, Value
from django.http import Http404, HttpResponseRedirect
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from unions.admin.kit.filters import EnglishFilter, PublicationFilter, english_missing, publication
from unions.admin.kit.forms import EditableForm, InlineForm, InlineFormSet, UnionOwnedForm
from unions.admin.kit.history import HistoryViews
from unions.admin.kit.layout import (
    in_words,
    labels_of,
    name_field,
    show_formatted,
    side_by_side,
    with_nonce,
    with_version,
)
from unions.admin.kit.lists import LongChangeList
from unions.admin.kit.preview import PreviewViews
from unions.admin.kit.rights import may_change_public, may_publish, publishing_fields
from unions.admin.kit.tasks import Task, list_url
from unions.admin.kit.wording import label_of, with_turkish_capitals
from unions.caching.per_generation import cached_per_generation
from unions.lists.paging import BoundedPaginator
from unions.models import UnionOwned
from unions.models.versions import StaleVersion
from unions.publishing.states import Publishable
from unions.tenancy import scope
from unions.text.search_text import searched_columns, with_words
from unions.text.turkish import capfirst


class GuardedAdmin(admin.ModelAdmin):
    """An admin that answers a foreign row, a missing row and a forged parameter alike: with nothing."""

    # One sentence in the union's words: what these rows are for.
    about: str | Promise = ""
    view_on_site = False
    save_as = False
    list_per_page = 50
    paginator = BoundedPaginator
    # The list itself is counted, and the whole once more only for a remark beside the search.
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return LongChangeList

    def get_list_display(self, request):
        return [in_words(self.model, name) for name in super().get_list_display(request)]

    # What cannot be found does not say whether it exists elsewhere.

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
        # A longer number is none that a database counts with.
        if not all(pk.isdecimal() and len(pk) <= 18 for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            messages.error(request, _("One of the selected entries could not be read. Nothing was changed."))
            return HttpResponseRedirect(request.get_full_path())
        if request.POST.get("select_across") == "1" and BoundedPaginator(queryset, 1).is_long:
            # The page has not said how many they are.
            messages.error(request, _("Too many entries for one step. Filter the list first."))
            return HttpResponseRedirect(request.get_full_path())
        try:
            return super().response_action(request, queryset)
        except ProtectedError:
            messages.error(request, _("Nothing was deleted: other entries depend on one of these."))
            return HttpResponseRedirect(request.get_full_path())

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        # One by one: rows with an address leave a notice there, and each deletion is remembered.
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

    # Searching: Turkish letters and their plain forms find each other.

    def get_search_results(self, request, queryset, search_term):
        columns = searched_columns(self.model, self.get_search_fields(request))
        return with_words(queryset, search_term, columns) if columns else queryset, False

    # Forms

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # No form of ours offers it; the stock view would obey all the same.
        if "_saveasnew" in request.POST and not self.save_as:
            raise Http404
        return super().changeform_view(request, object_id, form_url, extra_context)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        form_field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if form_field is not None:
            name_field(form_field, label_of(db_field))
            # A row is deleted on its own page, where its dependants are shown, not beside a choice.
            form_field.widget.can_delete_related = False
        return form_field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        with_nonce(request, context)
        context.setdefault("about", self.about)
        # A refused form has left its texts in `obj`.
        stored = self.get_object(request, str(obj.pk)) if change and request.method == "POST" else obj
        context["site_links"] = site_links(stored) if change else []
        context["subtitle"] = str(stored) if stored else None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def start_page_counts(self, request):
        """What the start page counts of these rows: pairs of a number and where it leads."""
        return []

    def start_page_tasks(self, request):
        """What the start page says is missing, overdue or waiting among these rows."""
        return []


class EditableAdmin(HistoryViews, GuardedAdmin):
    """An admin for versioned rows: whoever saves second sees both texts before anything is overwritten."""

    form = EditableForm

    def get_fieldsets(self, request, obj=None):
        return with_version(super().get_fieldsets(request, obj), self.shows_version(request, obj))

    def shows_version(self, request, obj) -> bool:
        return obj is not None and self.has_change_permission(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        # What is only to be read takes its names from here.
        kwargs["labels"] = labels_of(self.model)
        if kwargs.get("fields"):
            # The model's own field of that name is not for editing; the form brings one.
            kwargs["fields"] = [name for name in kwargs["fields"] if name != "version"]
        form = super().get_form(request, obj, change=change, **kwargs)
        if not self.shows_version(request, obj):
            form.base_fields.pop("version", None)
        form.is_refused = getattr(request, "save_was_refused", False)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        for is_last_try in [False, True]:
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except (StaleVersion, IntegrityError):
                # Somebody else was faster between our reading and our writing: read again.
                for upload in request.FILES.values():
                    upload.seek(0)
                if is_last_try:
                    request.save_was_refused = True
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        # A row that was not touched keeps its version: others may be at work on it.
        if not change or form.changed_fields:
            super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        form = context["adminform"].form
        if change and not self.has_change_permission(request, obj):
            show_formatted([form.instance, *(part.instance for formset in formsets for part in formset.forms)])
        conflict = form.conflict
        conflicts = [conflict] if conflict else []
        for formset in formsets:
            conflicts += getattr(formset, "conflicts", []) if formset.is_bound else []
        context["conflicts"] = conflicts
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if conflicts:
            response.status_code = 409
        return response

    # A deletion is confirmed for the version that was shown.

    def delete_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        posted = request.POST.get("version", "")
        if row is not None and posted and posted != str(row.version):
            messages.warning(
                request,
                _("Someone else has changed this entry in the meantime. Please check it again before deleting it."),
            )
            return HttpResponseRedirect(request.path)
        return super().delete_view(
            request, object_id, {"version": getattr(row, "version", ""), **(extra_context or {})}
        )

    def visible_records(self, request):
        return self.model.history.filter(**{f"{self.opts.pk.attname}__in": self.get_queryset(request).values("pk")})

    # History tells who did what; a second diary would also carry the names of one union's rows to another's staff.

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def log_deletions(self, request, queryset):
        return []


class UnionOwnedAdmin(PreviewViews, EditableAdmin):
    """An admin for the rows of the union that the host names, and of no other."""

    def number_public(self, request) -> int:
        return number_of(request, self.get_queryset(request), "public")

    form = UnionOwnedForm

    def get_queryset(self, request):
        # Said here as well as in the manager: a list must not depend on which manager a model calls its first.
        return super().get_queryset(request).filter(union=scope.union())

    def get_readonly_fields(self, request, obj=None):
        readonly = list(super().get_readonly_fields(request, obj))
        if issubclass(self.model, Publishable) and not may_publish(request, self.model):
            readonly += [name for name in publishing_fields(self.model) if name not in readonly]
        return readonly

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_change_public(request, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        # A part put into a public row would be public at once.
        whole = db_field.related_model
        if (
            db_field.name == self.model.union_from
            and issubclass(whole, Publishable)
            and not may_publish(request, whole)
        ):
            kwargs["queryset"] = whole.objects.filter(status=Publishable.Status.DRAFT)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and admin.ModelAdmin.has_change_permission(self, request, obj):
            context["is_public_and_closed"] = not may_change_public(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "POST" and self.get_object(request, unquote(object_id)) is None:
            return self.deleted_meanwhile(request, object_id)
        return super().change_view(request, object_id, form_url, extra_context)

    def visible_records(self, request):
        return self.model.history.filter(union=scope.union())

    def get_list_filter(self, request):
        filters = list(super().get_list_filter(request))
        return [PublicationFilter, *filters] if issubclass(self.model, Publishable) else filters

    def start_page_tasks(self, request):
        if not issubclass(self.model, Publishable):
            return []
        # Without what a list fetches along with its rows.
        rows = self.model.objects.filter(union=scope.union())
        waiting = cached_per_generation(request, numbers_waiting, rows)
        drafts, scheduled = waiting.get("draft", 0), waiting.get("scheduled", 0)
        name = {"name": self.opts.verbose_name_plural}
        tasks = []
        if drafts:
            text = ngettext("%(name)s: one draft", "%(name)s: %(number)s drafts", drafts)
            tasks.append(Task(text % {"number": drafts, **name}, list_url(self.model, publication="draft")))
        if scheduled:
            text = ngettext("%(name)s: one scheduled", "%(name)s: %(number)s scheduled", scheduled)
            tasks.append(Task(text % {"number": scheduled, **name}, list_url(self.model, publication="scheduled")))
        return tasks


class InTwoLanguages:
    """Forms with texts in two languages, which stand beside each other, each marked with its language."""

    def get_fieldsets(self, request, obj=None):
        return side_by_side(super().get_fieldsets(request, obj), self.model)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        form_field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if form_field is not None and hasattr(db_field, "language"):
            form_field.widget.attrs["lang"] = db_field.language
        return form_field


class TranslatedAdmin(InTwoLanguages, UnionOwnedAdmin, TranslationAdmin):
    """An admin for rows of a union with texts in two languages."""

    @admin.display(description=gettext_lazy("address"))
    def addresses(self, row):
        """Where the row stands, or will stand once it is public."""
        # A refused form has left its texts in `row`, an emptied address word among them.
        stored = self.model._default_manager.filter(pk=row.pk).first() if row is not None else None
        if stored is None:
            return _("Made from the title when you save.")
        return format_html_join(mark_safe("<br>"), "{}", [(path,) for path in stored.addresses().values()])  # noqa: S308

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), EnglishFilter]

    def start_page_tasks(self, request):
        rows = self.get_queryset(request).filter(english_missing(self.model))
        if issubclass(self.model, Publishable):
            rows = rows.filter(publication("public"))
        number = cached_per_generation(request, rows.count)
        if not number:
            return super().start_page_tasks(request)
        text = ngettext(
            "%(name)s: one without an English text", "%(name)s: %(number)s without an English text", number
        ) % {"name": self.opts.verbose_name_plural, "number": number}
        filters = {"publication": "public"} if issubclass(self.model, Publishable) else {}
        url = list_url(self.model, english="missing", **filters)
        return [*super().start_page_tasks(request), Task(text, url, is_translation=True)]


class EditableInline(admin.StackedInline):
    """Rows of the same union that are edited inside the form of the row they belong to."""

    form = InlineForm
    formset = InlineFormSet
    extra = 0
    # Their own page holds their history.
    show_change_link = True
    # The field that holds their order, if people put them in order.
    ordering_field = ""

    def __init__(self, parent_model, admin_site):
        super().__init__(parent_model, admin_site)
        # Django capitalises it on the button that adds another, and would make I of i.
        self.verbose_name = capfirst(self.verbose_name, translation.get_language() or "tr")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(union=self.union_of_parts())

    def union_of_parts(self):
        return scope.union()

    def get_fieldsets(self, request, obj=None):
        return with_version(super().get_fieldsets(request, obj), self.shows_version(request, obj))

    def shows_version(self, request, obj) -> bool:
        return self.has_change_permission(request, obj)

    def get_formset(self, request, obj=None, **kwargs):
        kwargs["labels"] = labels_of(self.model)
        if "fields" not in kwargs:
            shown = flatten_fieldsets(self.get_fieldsets(request, obj))
            # The model's own field of that name is not for editing; the form brings one.
            kwargs["fields"] = [name for name in shown if name != "version"]
        formset = super().get_formset(request, obj, **kwargs)
        if not self.shows_version(request, obj):
            formset.form.base_fields.pop("version", None)
        return formset

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        form_field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if form_field is not None:
            name_field(form_field, label_of(db_field))
        if form_field is not None and db_field.name == self.ordering_field:
            form_field.required = False
            form_field.widget.attrs.update(
                {
                    "data-order": "",
                    "data-up": _("Move up"),
                    "data-down": _("Move down"),
                    "data-moved": _("New position: %(place)s"),
                }
            )
        return form_field

    # `obj` is the row the parts belong to: what is public is closed to those who may not publish, parts included.

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and may_change_public(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_change_public(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and may_change_public(request, obj)


class TranslatedInline(InTwoLanguages, EditableInline, TranslationStackedInline):
    """Parts with texts in two languages."""


def lookups_of(options, name: str) -> set[str]:
    """The parameters that a filter on a field puts into the address of a list."""
    endings = ["exact", "isnull", "gte", "lt", "year", "month", "day"]
    lookups = {name, *(f"{name}__{ending}" for ending in endings)}
    field = options.get_field(name.split("__")[0])
    if field.is_relation:
        lookups.add(f"{name}__{field.target_field.name}__exact")
    return lookups


def numbers_waiting(rows) -> dict[str, int]:
    """How many rows are drafts and how many are scheduled, each found along its index, in one query."""
    states = [
        rows.filter(publication(state)).order_by().values(waiting_as=Value(state)).annotate(waiting=Count("pk"))
        for state in ["draft", "scheduled"]
    ]
    return {found["waiting_as"]: found["waiting"] for found in states[0].union(states[1], all=True)}


def number_of(request, rows, state: str) -> int:
    """How many rows the public sees so; counted once a generation, for the start page alone."""
    return cached_per_generation(request, rows.filter(publication(state)).count)


def site_links(row) -> list[tuple[str, str, str]]:
    """Where the public sees the row: code and name of each language with the address; nothing for what is hidden."""
    if not isinstance(row, UnionOwned) or not hasattr(row, "get_absolute_url") or not getattr(row, "is_public", True):
        return []
    links = []
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            links.append((code, name, row.get_absolute_url()))
    return links
