"""The page, the files, the checksums and the dictionary of open data."""

import base64
import hashlib
import json

import pytest
from django.urls import reverse
from django.utils import translation

from members.membership.models import Membership
from members.standards.open_data.datasets import DATASETS
from tests import factories as make
from tests.members.standards.open_data.files import file_address
from unions.publishing.addresses import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_every_file_and_explains_every_column(reader, member, language):
    with translation.override(language):
        page = reader.get(reverse("open_data")).content.decode()
        for dataset in DATASETS:
            for extension in dataset.extensions:
                assert f'href="{file_address(dataset.word, extension, language)}"' in page
            for column in dataset.columns:
                assert f"<code>{column.name}</code>" in page
                assert str(column.meaning).split(";")[0].split("'")[0] in page
    assert "creativecommons.org/licenses/by/4.0" in page


def test_the_sums_are_those_of_the_files_and_change_with_the_records_only(reader, member):
    sums = reader.get(reverse("open_data_checksums")).content.decode()
    for line in sums.splitlines():
        expected, name = line.split("  ")
        response = reader.get(file_address(*name.split(".")))
        assert hashlib.sha256(response.content).hexdigest() == expected, name
        assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(bytes.fromhex(expected)).decode()}:"
        assert response["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
        assert response["Access-Control-Allow-Origin"] == "*"

    membership = Membership.objects.get()
    membership.leaving_reason_tr = "Yeni"
    membership.save()

    changed = {
        before.split("  ")[1].split(".")[0]
        for before, after in zip(
            sums.splitlines(), reader.get(reverse("open_data_checksums")).content.decode().splitlines(), strict=True
        )
        if before != after
    }
    assert changed == {"uyelikler"}


def test_a_large_table_is_sent_in_parts(reader, member, monkeypatch):
    from members.exchange import exporting

    whole = reader.get(file_address("uyeler", "csv")).content
    monkeypatch.setattr(exporting, "IN_MEMORY_BYTES", 10)
    response = reader.get(file_address("uyeler", "csv"))

    assert response.streaming
    assert b"".join(response.streaming_content) == whole


def test_the_dictionary_for_programs_speaks_both_languages(reader, union):
    with translation.override("en"):
        content = json.loads(reader.get(reverse("open_data_dictionary")).content)

    [members] = [table for table in content["tables"] if table["title"]["en"] == "Members"]
    assert members["title"]["tr"] == "Üyeler"
    assert any(address.endswith("/tr/acik-veri/uyeler.geojson") for address in members["files"]["tr"])
    assert {"name", "heading", "meaning"} == set(members["columns"][0])


def test_the_footer_leads_to_it(reader, union):
    assert f'href="{reverse("open_data")}"' in reader.get(reverse("home")).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_a_file_costs_the_same_with_few_and_many_members(reader, union, count, django_assert_num_queries):
    for _member in range(count):
        make.make_membership()

    # The sixth reads the mayors, who are named by their seats.
    with django_assert_num_queries(6):
        reader.get(file_address("uyeler", "json"))
