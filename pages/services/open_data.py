"""The services as a table of open data."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from members.exchange.columns import Column
from members.standards.open_data.datasets import DATASETS, PAGE, TITLES, Dataset
from members.standards.open_data.dcat import MADE_OF
from pages.services.models import Service

PAIRS = {
    "summary": (_("Description"), _("What the service is")),
    "documents": (_("Documents asked for"), _("One document a line; empty if none is asked for")),
    "duration": (_("Time to finish"), _("At the latest, from a complete application")),
    "legal_basis": (_("Legal basis"), _("Name and article")),
    "beneficiaries": (_("Who can use it"), _("For whom the service is")),
    "unit": (_("Unit"), _("Unit that offers the service")),
    "first_authority": (_("First complaint authority"), _("Where to complain first")),
    "second_authority": (_("Second complaint authority"), _("Where to complain next")),
}
OF_UNITS = ["unit", "first_authority", "second_authority"]


def service_rows() -> Iterable[dict]:
    """Every published service, in the order of the union."""
    for service in Service.objects.published().with_units():
        yield {
            "title_tr": service.title_tr,
            "title_en": service.title_en,
            **{name: getattr(service, name) or None for name in PAIRS if name not in OF_UNITS},
            **{name: str(unit) if (unit := getattr(service, name)) else None for name in OF_UNITS},
            "is_online": service.is_online,
            "link": service.link,
            "yearly_count": service.yearly_count,
            "page": service.get_absolute_url(),
        }


SERVICES = Dataset(
    {"tr": "hizmetler", "en": "services"},
    _("Services"),
    _("The inventory of services and their standards: documents, time to finish, where to complain."),
    [
        *TITLES,
        *[Column(name, heading, meaning) for name, (heading, meaning) in PAIRS.items()],
        Column("is_online", _("Online"), _("Whether the service can be used online.")),
        Column("link", _("Address of the online service"), _("Where it can be used online.")),
        Column("yearly_count", _("Applications a year"), _("How many applications a year there are.")),
        PAGE,
    ],
    service_rows,
)

DATASETS.append(SERVICES)
MADE_OF[SERVICES.words["en"]] = [Service]
