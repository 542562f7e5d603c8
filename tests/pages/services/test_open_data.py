import csv
import io

import pytest

from pages.kinds import SERVICES
from pages.services.models import Service
from tests.publications import make_publication

pytestmark = pytest.mark.django_db


def make_service(**fields) -> Service:
    return make_publication(SERVICES, **fields)


def test_services_are_open_data(union, client):
    make_service(title_tr="=Formül", documents_tr="Bir\nİki", is_online=True, yearly_count=0)
    make_service(title_tr="Taslak hizmet", status="draft")

    answers = [client.get(f"/tr/acik-veri/hizmetler.{form}") for form in ["csv", "json", "xlsx"]]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    rows = list(csv.reader(io.StringIO(answers[0].content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][0] == "'=Formül"
    assert "Taslak hizmet" not in answers[1].text
