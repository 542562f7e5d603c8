"""Population figures: how many people live in each municipality, year by year."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.columns import THOUSANDS, Column
from members.exchange.models import ImportRun
from members.exchange.resources.base import Resource
from members.exchange.resources.shared_columns import PLACE
from members.municipalities.matching import distinct_name
from members.municipalities.models import PopulationFigure

NO_YEAR = _("The year is missing. Enter it on the page where you chose the file, or add a column for it.")


class Populations(Resource):
    word = "population"
    label = ImportRun.Kind.POPULATION.label
    about = _("The population of each municipality, year by year.")
    model = PopulationFigure
    columns = [
        *PLACE,
        Column("year", _("Year"), _("The year to which the figure belongs."), values.year, spellings=["nüfus yılı"]),
        Column(
            "population",
            _("Population"),
            _("The population at the end of the year."),
            values.population,
            spellings=["nüfusu", "toplam nüfus", "belediye nüfusu", "kişi sayısı", "toplam"],
            is_needed=True,
            number_format=THOUSANDS,
        ),
        Column("source", _("Source"), _("Where the figure comes from."), values.short_text(200), spellings=["kaynağı"]),
    ]
    keys = [*Resource.keys, "year"]
    takes_years = True

    def rows(self):
        return PopulationFigure.objects.select_related("municipality__province").in_turkish_order()

    def prepare(self):
        super().prepare()
        self.stored = {(row.municipality_id, row.year): row for row in self.rows()}

    def find(self, cells):
        municipality = self.needed_municipality(cells)
        year = cells.value("year") or (self.run.year if self.run else None)
        if year is None:
            raise ValidationError(NO_YEAR, code="missing")
        stored = self.stored.get((municipality.pk, year))
        return [self.own(stored) if stored else PopulationFigure(municipality=municipality, year=year)]

    def set(self, row, name, value):
        # Unknown is not zero: an empty cell leaves the recorded figure as it is.
        if name != "year" and not (name == "population" and value is None):
            super().set(row, name, value)

    def identity(self, row):
        return (row.municipality_id, row.year)

    def name(self, row):
        return f"{distinct_name(row.municipality)}, {row.year}"
