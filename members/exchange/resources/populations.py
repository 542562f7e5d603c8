"""Population figures: how many people live in each municipality, year by year."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.columns import THOUSANDS, Column
from members.exchange.models import ImportRun
from members.exchange.resources.base import Resource
from members.exchange.resources.shared_columns import DISTRICT, PLACE
from members.exchange.sources import FileQuestion
from members.exchange.vocabulary import heading_key
from members.municipalities.matching import distinct_name
from members.municipalities.models import PopulationFigure

NO_YEAR = _("The year is missing. Enter it on the page where you chose the file, or add a column for it.")

COUNTS_NEIGHBOURHOODS = _(
    "This table counts neighbourhoods or villages: a municipality has several rows. How are they to be read?"
)
SEVERAL_ROWS = _("Several rows are about one municipality and year.")


def sum_question(message, answer: str) -> FileQuestion:
    options = [
        ("sum", str(_("Sum up the rows of each municipality"))),
        ("own", str(_("Each figure is that of the whole municipality"))),
    ]
    return FileQuestion("neighbourhoods", str(message), options, answer)


class Populations(Resource):
    word = "population"
    label = ImportRun.Kind.POPULATION.label
    about = _("The population of each municipality, year by year.")
    model = PopulationFigure
    columns = [
        *PLACE,
        Column(
            "year",
            _("Year"),
            _("The year to which the figure belongs."),
            values.year,
            spellings=[
                "nüfus yılı",
                "yılı",
                "sayım yılı",
                "adnks yılı",
            ],
        ),
        Column(
            "population",
            _("Population"),
            _("The population at the end of the year."),
            values.population,
            spellings=[
                "nüfusu",
                "toplam nüfus",
                "belediye nüfusu",
                "kişi sayısı",
                "toplam",
                "nüfus sayısı",
                "nüfus toplamı",
                "adnks nüfusu",
                "belediyenin nüfusu",
            ],
            is_needed=True,
            number_format=THOUSANDS,
        ),
        Column(
            "source",
            _("Source"),
            _("Where the figure comes from."),
            values.short_text(200),
            spellings=[
                "kaynağı",
            ],
        ),
    ]
    # The population of a district is not that of its municipality.
    read_only_columns = [replace(DISTRICT, stands_in_for=None)]
    keys = [*Resource.keys, "year"]
    # What a column that names parts of a municipality is called.
    parts = {
        "mahalle",
        "koy",
        "mah",
        "mahalle koy",
        "koy mahalle",
        "mahalle ad",
        "koy ad",
        "muhtarlik",
        "neighbourhood",
    }
    takes_years = True

    def rows(self):
        return PopulationFigure.objects.select_related("municipality__province").in_turkish_order()

    def part_places(self, heading):
        return [place for place in heading.left_out if heading_key(heading.texts[place]) in self.parts]

    def ask_of_table(self, source, answers):
        if source.heading is not None and self.part_places(source.heading):
            source.questions.append(sum_question(COUNTS_NEIGHBOURHOODS, answers.get("neighbourhoods", "")))

    def offer_sum(self, source, groups, answer):
        is_asked = any(question.key == "neighbourhoods" for question in source.questions)
        if groups and not is_asked:
            source.questions.append(sum_question(SEVERAL_ROWS, answer))

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
