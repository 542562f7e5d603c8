"""Pages on which the tree of pages is kept."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tree_queries.admin import TreeChangeList

from pages.editing.audit_screens import AuditScreens
from pages.links import where_linked
from pages.links.screens import LinkScreens
from pages.tree.models import Page
from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import ADDRESS_FIELDSET, NOTE_FIELDSET, PUBLISHING_FIELDSET
from unions.admin.kit.lists import LongChangeList
from unions.admin.kit.rights import may_change_public

DEEPEST_STEP = 5

where_linked.register()


class PlaceField(forms.ModelChoiceField):
    """A page of the tree, drawn in by its depth."""

    def label_from_instance(self, page):
        return "– " * page.tree_depth + str(page)


class MoveForm(forms.Form):
    """A new place for a page, beside or beneath another one."""

    class Where(models.TextChoices):
        AFTER = "after", gettext_lazy("after")
        BEFORE = "before", gettext_lazy("before")
        FIRST_BENEATH = "first", gettext_lazy("below, as the first page of")
        LAST_BENEATH = "last", gettext_lazy("below, as the last page of")

    where = forms.ChoiceField(label=gettext_lazy("Position"), choices=Where.choices)
    target = PlaceField(label=gettext_lazy("Relative to"), queryset=None)

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["target"].queryset = Page.objects.outside(page)

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        self.page.parent = self.new_parent()
        try:
            self.page.prepare_for_save()
            self.page.clean()
            self.page.validate_constraints()
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return cleaned

    @property
    def is_beneath(self) -> bool:
        return self.cleaned_data["where"] in [self.Where.FIRST_BENEATH, self.Where.LAST_BENEATH]

    def new_parent(self):
        target = self.cleaned_data["target"]
        return target if self.is_beneath else target.parent

    def save(self):
        target, where = self.cleaned_data["target"], self.cleaned_data["where"]
        others = [page.pk for page in Page.objects.beside(self.page)]
        if self.is_beneath:
            place = 0 if where == self.Where.FIRST_BENEATH else len(others)
        else:
            place = others.index(target.pk) + (where == self.Where.AFTER)
        self.page.put_at(place)


class LongTreeChangeList(LongChangeList, TreeChangeList):
    """The tree of pages, as a list."""


@admin.register(Page)
class PageAdmin(AuditScreens, LinkScreens, TranslatedAdmin):
    about = gettext_lazy("Texts of lasting interest, each in its place in the page tree.")
    list_display = ["indented_title", "status", "move"]
    # A tree cut into pages of a list would show leaves without their branch.
    list_per_page = 500
    search_fields = ["title_tr", "title_en", "summary_tr", "summary_en"]
    autocomplete_fields = ["parent"]
    kept_for_next = ["parent"]
    fieldsets = [
        (None, {"fields": ["parent", "title", "summary", "body"]}),
        PUBLISHING_FIELDSET,
        ADDRESS_FIELDSET,
        NOTE_FIELDSET,
    ]
    readonly_fields = ["addresses"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.move_view)
        return [path("<int:object_id>/move/", view, name="pages_page_move"), *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).with_tree_fields()

    def start_page_numbers(self, request):
        # Pages are counted without their place in the tree.
        return {name: rows.without_tree_fields() for name, rows in super().start_page_numbers(request).items()}

    def get_changelist(self, request, **kwargs):
        return LongTreeChangeList

    def choice_label(self, row):
        """With its address, since pages in several places may share a title."""
        return f"{row} — /{row.path}/" if row.path else str(row)

    @admin.display(description=gettext_lazy("title"))
    def indented_title(self, page):
        return format_html('<span class="depth-{}">{}</span>', min(page.tree_depth, DEEPEST_STEP), page)

    @admin.display(description=gettext_lazy("place"))
    def move(self, page):
        address = reverse("admin:pages_page_move", args=[page.pk])
        return format_html('<a href="{}" aria-label="{}">{}</a>', address, _("Move: %s") % page, _("Move"))

    def save_model(self, request, obj, form, change):
        if not change:
            obj.position = Page.objects.last_position_beneath(obj.parent) + 1
        super().save_model(request, obj, form, change)

    def move_view(self, request, object_id):
        """Give a page another place in the tree; its address and those beneath it follow."""
        page = self.get_object(request, str(object_id))
        if page is None:
            raise Http404
        if not self.may_move(request, page):
            raise PermissionDenied
        form = MoveForm(request.POST or None, page=page)
        if request.method == "POST" and form.is_valid():
            form.save()
            messages.success(request, _("“%(page)s” has been moved.") % {"page": page})
            return HttpResponseRedirect(reverse("admin:pages_page_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Move: %s") % page,
            "form": form,
            "opts": self.opts,
            "original": page,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/move_page.html", context)

    def may_move(self, request, page) -> bool:
        """A move changes the addresses of all pages beneath, so those must be the person's to change as well."""
        return self.has_change_permission(request, page) and all(
            may_change_public(request, descendant) for descendant in page.descendants()
        )
