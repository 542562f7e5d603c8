"""Admin pages of the shared reference data and of the union's population figures."""

from django.contrib import admin
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationAdmin

from members.municipalities.models import Municipality, PopulationFigure, Province
from members.municipalities.names import read_name
from unions.admin.kit.base import GuardedAdmin, InTwoLanguages, UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.filters import YearFilter
from unions.text.turkish import format_number


@admin.register(Province)
class ProvinceAdmin(InTwoLanguages, GuardedAdmin, TranslationAdmin):
    about = gettext_lazy("The 81 provinces: reference data shared by all unions of this installation.")
    list_display = ["name", "plate", "region", "is_metropolitan", "inhabitants"]
    list_filter = ["is_metropolitan"]
    search_fields = ["name"]
    ordering = ["sort_key"]
    fieldsets = [
        (None, {"fields": [("plate", "name"), "slug", "region", "is_metropolitan"]}),
        (gettext_lazy("Statistics"), {"fields": [("population", "area"), ("latitude", "longitude")]}),
    ]

    @admin.display(description=gettext_lazy("population"), ordering="population")
    def inhabitants(self, province):
        return figure(province.population)


@admin.register(Municipality)
class MunicipalityAdmin(GuardedAdmin):
    about = gettext_lazy("The municipalities of Türkiye: reference data shared by all unions of this installation.")
    list_display = ["name", "province", "kind", "inhabitants", "closed_on"]
    list_filter = ["kind"]
    list_select_related = ["province"]
    search_fields = ["name", "province__name", "district_name"]
    autocomplete_fields = ["province", "successor"]
    ordering = ["sort_key", "pk"]
    fieldsets = [
        (None, {"fields": ["name", "former_names", "kind", "province", "district_name", ("code", "slug")]}),
        (
            gettext_lazy("Statistics"),
            {
                "fields": [
                    ("population", "population_year", "population_of"),
                    ("council_size", "council_size_year", "council_size_source"),
                    "area",
                    ("latitude", "longitude"),
                ]
            },
        ),
        (gettext_lazy("Established and closed"), {"fields": [("established_on", "closed_on"), "successor"]}),
    ]

    def choice_label(self, row):
        """With its province; a municipality that is called like its province, with its kind."""
        about = row.get_kind_display() if row.name == row.province.name else row.province.name
        return f"{row.name} ({about})"

    def get_search_results(self, request, queryset, search_term):
        """“Çorlu Belediyesi” and “Tekirdağ B.Ş.B.” are found by their names and kinds."""
        rows, has_duplicates = super().get_search_results(request, queryset, search_term)
        written = read_name(search_term)
        if rows.exists() or not (written.words or written.kinds):
            return rows, has_duplicates
        return super().get_search_results(request, queryset.of_kinds(written.kinds), " ".join(written.words))

    @admin.display(description=gettext_lazy("population"), ordering="population")
    def inhabitants(self, municipality):
        return figure(municipality.population)


def figure(number: int | None) -> str:
    return "" if number is None else format_number(number)


@admin.register(PopulationFigure)
class PopulationFigureAdmin(UnionOwnedAdmin):
    about = gettext_lazy("The population of each municipality, year by year, according to the union's source.")
    list_display = ["municipality", "year", "inhabitants", "source"]
    list_filter = [YearFilter]
    list_select_related = ["municipality__province"]
    search_fields = ["municipality__name", "municipality__province__name"]
    autocomplete_fields = ["municipality"]
    ordering = ["municipality__sort_key", "-year"]
    fieldsets = [(None, {"fields": ["municipality", ("year", "population"), "source"]}), NOTE_FIELDSET]
    kept_for_next = ["year", "source"]

    @admin.display(description=gettext_lazy("population"), ordering="population")
    def inhabitants(self, figure):
        return format_number(figure.population)
