"""Columns that several resources have: the municipality and the period."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.exchange import values
from members.exchange.columns import Column
from members.municipalities.models import Municipality

CODE = Column(
    "code",
    _("Municipality code"),
    _("The municipality's code on this site: plate number of the province and name. It never changes."),
    str,
    spellings=["belediye kodu", "kod"],
    width=20,
)
MUNICIPALITY = Column(
    "municipality",
    _("Municipality"),
    _("Name of the municipality."),
    str,
    spellings=[
        "belediye adı",
        "belediyenin adı",
        "belediye ismi",
        "üye",
        "üye adı",
        "üye belediye",
        "üye belediyeler",
        "kurum",
        "kurum adı",
        "belediyesi",
        "adına",
        "temsil ettiği belediye",
        "member",
        "name of municipality",
        "belediye",
        "belediyeler",
        "belediyenin ismi",
        "belediyenin unvanı",
        "üye belediyenin adı",
        "üye olduğu belediye",
        "mahalli idare",
        "mahalli idarenin adı",
        "belediye başkanlığı",
        "bağlı olduğu belediye",
    ],
    # One cell with both: EDİRNE/ENEZ.
    weak=["il ilçe", "ilçe il", "il ilçe belediye", "il belediye"],
    is_needed=True,
    width=24,
)
PROVINCE = Column(
    "province",
    _("Province"),
    _("Name of the province; required where several municipalities have the same name."),
    str,
    spellings=["ili", "il adı", "bulunduğu il", "bağlı olduğu il", "vilayet", "ilin adı"],
    width=16,
    weak=["plaka", "plaka no", "plaka kodu", "il kodu", "il plaka kodu", "il trafik kodu", "il no"],
)
# Read, but not exported: it tells towns apart, or is the municipality itself.
DISTRICT = Column(
    "district",
    _("District"),
    _("The district of a town, or the municipality itself where there is no other column for it."),
    str,
    spellings=["ilçesi", "ilçe adı", "bulunduğu ilçe", "bağlı olduğu ilçe", "ilçenin adı"],
    stands_in_for=MUNICIPALITY,
)
KIND = Column(
    "kind",
    _("Type of municipality"),
    _("Metropolitan, provincial, district or town municipality."),
    str,
    spellings=["belediye türü", "türü", "statüsü", "belediye statüsü", "kind"],
    width=28,
)
PLACE = [CODE, MUNICIPALITY, PROVINCE, KIND]
PLACE_NAMES = [column.name for column in [*PLACE, DISTRICT]]

START = Column(
    "start_date",
    pgettext_lazy("first day", "From"),
    _("First day, as precisely as known: a day, a month or a year."),
    values.partial_date,
    spellings=[
        "başlangıç",
        "başlama tarihi",
        "başlangıç tarihi",
        "üyelik tarihi",
        "üyelik başlangıcı",
        "member since",
        "katılım tarihi",
        "katılma tarihi",
        "üyeliğe kabul tarihi",
        "üye olduğu tarih",
        "göreve başlama",
        "göreve başlama tarihi",
        "seçildiği tarih",
        "start",
        "start date",
        "joined",
        "giriş tarihi",
        "giriş",
        "üyelik başlangıç tarihi",
        "üyelik başlangıcı",
        "üyeliğe giriş tarihi",
        "birliğe katılım tarihi",
        "birliğe giriş tarihi",
        "birliğe katılış tarihi",
        "katılış tarihi",
        "kabul tarihi",
        "görev başlangıç tarihi",
        "göreve başladığı tarih",
    ],
)
END = Column(
    "end_date",
    pgettext_lazy("last day", "To"),
    _("Last day, as precisely as known; empty while it is still running."),
    values.partial_date,
    spellings=[
        "bitiş",
        "bitiş tarihi",
        "ayrılış tarihi",
        "ayrılma tarihi",
        "üyeliğin sona ermesi",
        "sona erme tarihi",
        "görev bitiş tarihi",
        "end",
        "end date",
        "left",
        "çıkış tarihi",
        "çıkış",
        "üyelik bitiş tarihi",
        "birlikten ayrılma tarihi",
        "birlikten çıkış tarihi",
        "ayrıldığı tarih",
        "görevden ayrılma tarihi",
        "görevden ayrılış tarihi",
    ],
)


def in_both(name: str, heading_tr, heading_en, meaning) -> list[Column]:
    """The two columns of a text in both languages."""
    return [
        Column(f"{name}_tr", heading_tr, meaning, values.long_text, width=44),
        Column(f"{name}_en", heading_en, meaning, values.long_text, width=44),
    ]


def value_of_place(municipality: Municipality | None, name: str):
    """The value of one of the columns of `PLACE`."""
    if municipality is None or name == "district":
        return None
    return {
        "code": municipality.code,
        "municipality": municipality.name,
        "province": municipality.province.name,
        "kind": municipality.get_kind_display(),
    }[name]
