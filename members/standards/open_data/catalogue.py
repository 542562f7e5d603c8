"""The data sets for search engines: one catalogue, each table with its files."""

from django.urls import reverse
from django.utils import translation

from members.exchange import exporting
from members.standards.open_data.datasets import DATASETS, Dataset
from members.standards.open_data.writing import LICENCE_URL
from unions.standards.linked_data import Address
from unions.text.languages import active_language
from unions.text.turkish import capfirst


def catalogue_node(publisher: dict, address: Address) -> dict:
    """All tables, for the page that offers them."""
    return {
        "@type": "DataCatalog",
        "name": translation.gettext("Open data"),
        "url": address(reverse("open_data")),
        "license": LICENCE_URL,
        "publisher": publisher,
        "dataset": [dataset_node(dataset, publisher, address) for dataset in DATASETS],
    }


def description_of(dataset: Dataset, publisher: str) -> str:
    """What a table holds, and of whom: search engines ask for fifty letters at least."""
    return translation.gettext("%(about)s Open data of %(name)s, with a dictionary of all columns.") % {
        "about": dataset.about,
        "name": publisher,
    }


def dataset_node(dataset: Dataset, publisher: dict, address: Address) -> dict:
    files = [
        {
            "@type": "DataDownload",
            "encodingFormat": exporting.CONTENT_TYPES[extension].partition(";")[0],
            "contentUrl": address(reverse("open_data_file", args=[dataset.word, extension])),
        }
        for extension in dataset.extensions
    ]
    return {
        "@type": "Dataset",
        "name": f"{capfirst(str(dataset.title), active_language())} – {publisher['name']}",
        "description": description_of(dataset, publisher["name"]),
        "url": f"{address(reverse('open_data'))}#{dataset.word}",
        "license": LICENCE_URL,
        "inLanguage": active_language(),
        "isAccessibleForFree": True,
        "creator": {key: publisher[key] for key in ("@type", "@id", "name")},
        "distribution": files,
    }
