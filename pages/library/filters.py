"""How the library is narrowed: by where pictures are shown, by their words, and by the year they came."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pages.library.models import PictureQuerySet, columns_of_uses
from unions.admin.kit.filters import ChoiceFilter

UNUSED = "unused"


class UseFilter(admin.SimpleListFilter):
    """Pictures that nothing shows, or that rows of one kind show."""

    title = _("shown in")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        kinds = [(model._meta.model_name, model._meta.verbose_name_plural) for model, _column in columns_of_uses()]
        return [(UNUSED, _("nothing: not used")), *kinds]

    def queryset(self, request, queryset: PictureQuerySet) -> PictureQuerySet:
        if self.value() == UNUSED:
            return queryset.unused()
        models = [model for model, _column in columns_of_uses() if model._meta.model_name == self.value()]
        return queryset.used_in(models) if models else queryset


class WordsFilter(ChoiceFilter):
    """Pictures whose description is missing, and those that need none."""

    title = _("picture description")
    parameter_name = "words"
    labels = {"missing": _("missing in a language"), "decorative": _("decorative, needs none")}
    queries = {"missing": "without_words", "decorative": "decorative"}


class AddedFilter(admin.SimpleListFilter):
    """The year in which pictures were added."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        return [(str(year), str(year)) for year in model_admin.get_queryset(request).years()]

    def queryset(self, request, queryset):
        is_offered = self.value() in dict(self.lookup_choices)
        return queryset.filter(added_on__year=int(self.value())) if is_offered else queryset
