"""The page in the administration on which a publication of any kind is prepared and published."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from pages.kinds import kinds_of
from pages.library.forms import FromLibrary
from unions.admin.kit.base import TranslatedAdmin, TranslatedInline
from unions.admin.kit.fieldsets import ADDRESS_FIELDSET, NOTE_FIELDSET, PUBLISHING_FIELDSET
from unions.admin.kit.tasks import Count, list_url
from unions.handbook.screens import OTHERWISE


def fieldsets_of(*fields, more: list | None = None) -> list:
    """A form that begins with these fields and ends with what every publication has."""
    return [(None, {"fields": list(fields)}), *(more or []), PUBLISHING_FIELDSET, ADDRESS_FIELDSET, NOTE_FIELDSET]


def helped_by_chapter(model: type[Model]) -> None:
    """Has the screens of the model lead to the chapter of the handbook on publications."""
    OTHERWISE[f"{model._meta.app_label}_{model._meta.model_name}"] = "publications"


class PublicationAdmin(FromLibrary, TranslatedAdmin):
    """What the declaration of the page type says is not said again."""

    readonly_fields = ["addresses"]
    is_counted_on_start_page = True

    def __init__(self, model, admin_site):
        kind = next(kinds_of(model))
        helped_by_chapter(model)
        self.date_hierarchy = kind.date
        self.search_fields = model.search_fields
        super().__init__(model, admin_site)

    def start_page_numbers(self, request):
        public = {"public": self.get_queryset(request).published()} if self.is_counted_on_start_page else {}
        return {**super().start_page_numbers(request), **public}

    def start_page_counts(self, request):
        if not self.is_counted_on_start_page:
            return []
        number = self.number_of(request, "public")
        return [Count(str(self.opts.verbose_name_plural), number, list_url(self.model))]


class FileInline(TranslatedInline):
    """The files of a publication, put in order inside its form."""

    fields = ["title", "file", "position"]
    ordering_field = "position"


class FileAdmin(TranslatedAdmin):
    """One file, for its history; it is usually changed on the page of its publication."""

    about = _("One file. Usually changed on the page it belongs to.")
    search_fields = ["title"]

    def __init__(self, model, admin_site):
        helped_by_chapter(model)
        self.list_display = ["__str__", model.union_from, "position"]
        self.list_select_related = [model.union_from]
        self.fieldsets = [(None, {"fields": [model.union_from, *FileInline.fields]}), NOTE_FIELDSET]
        super().__init__(model, admin_site)

    def has_module_permission(self, request):
        return False
