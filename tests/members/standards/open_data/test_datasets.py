"""What the tables of open data hold: public records only, each column explained."""

import json

from django.utils import translation

from members.membership.models import Membership
from members.standards.open_data.datasets import DATASETS
from tests import factories as make
from tests.members.standards.open_data.files import file_address
from tests.tables import table
from unions.publishing.addresses import LANGUAGES


@table("dataset", DATASETS, ids=lambda dataset: dataset.words["en"])
def test_columns_have_headings_and_meanings_of_their_own_in_both_languages(dataset):
    for language in LANGUAGES:
        with translation.override(language):
            headings = [str(column.heading) for column in dataset.columns]
            assert len(set(headings)) == len(headings)
    meanings = []
    for language in LANGUAGES:
        with translation.override(language):
            meanings.append([str(column.meaning) for column in dataset.columns])
    assert all(turkish != english for turkish, english in zip(*meanings, strict=True))


def test_nothing_of_staff_and_nothing_unpublished_goes_out(reader, member):
    make.make_decision(title_tr="Gizli taslak", status="draft", number=3)
    make.make_decision(title_tr="Yayımlanmış karar", number=4)
    draft = make.make_decision(title_tr="Taslak kabul", status="draft", number=5)
    Membership.objects.update(acceptance=draft)

    for dataset in DATASETS:
        text = reader.get(file_address(dataset.words["tr"], "json")).content.decode()
        assert not any(word in text for word in ["gizli not", "Gizli taslak", "Taslak kabul", draft.citation])
    assert "Yayımlanmış karar" in reader.get(file_address("kararlar", "json")).content.decode()


def test_a_member_whose_place_is_not_known_is_not_lost(reader, union):
    make.make_membership(municipality=make.make_municipality(name="Ergene"))

    [feature] = json.loads(reader.get(file_address("uyeler", "geojson")).content)["features"]

    assert (feature["geometry"], feature["properties"]["municipality"]) == (None, "Ergene")
