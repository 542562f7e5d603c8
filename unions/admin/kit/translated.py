"""Forms and lists for texts in two languages."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from unions.admin.kit.filters import EnglishFilter
from unions.admin.kit.inlines import EditableInline
from unions.admin.kit.layout import side_by_side
from unions.admin.kit.tasks import Task, list_url
from unions.admin.kit.union_owned import UnionOwnedAdmin
from unions.publishing.states import Publishable
from unions.text.translation_state import OUTDATED


class InTwoLanguages:
    """Forms with each text in two languages side by side, marked with the language."""

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
        """The addresses of the row's page, now or once it is public."""
        # `row` holds the texts of a refused form, perhaps an empty slug.
        stored = self.model._default_manager.filter(pk=row.pk).first() if row is not None else None
        if stored is None:
            return _("Made from the title when you save.")
        return format_html_join(mark_safe("<br>"), "{}", [(path,) for path in stored.addresses().values()])

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), EnglishFilter]

    def start_page_numbers(self, request):
        rows = self.get_queryset(request)
        if issubclass(self.model, Publishable):
            rows = rows.published()
        numbers = {"without English": rows.without_english(), OUTDATED: rows.with_outdated_english()}
        return {**super().start_page_numbers(request), **numbers}

    def start_page_tasks(self, request):
        number = self.number_of(request, "without English")
        if not number:
            return super().start_page_tasks(request)
        text = ngettext(
            "%(name)s: one without an English text", "%(name)s: %(number)s without an English text", number
        ) % {"name": self.opts.verbose_name_plural, "number": number}
        filters = {"publication": "public"} if issubclass(self.model, Publishable) else {}
        url = list_url(self.model, english="missing", **filters)
        return [*super().start_page_tasks(request), Task(text, url, is_translation=True)]


class TranslatedInline(InTwoLanguages, EditableInline, TranslationStackedInline):
    """Parts with texts in two languages."""
