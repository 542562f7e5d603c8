from datetime import date

import pytest

from pages.kinds import KINDS
from tests import factories as make
from tests.publications import make_publication
from unions.tenancy import scope


@pytest.fixture
def union(db):
    union = make.make_union(code="ege", name="Ege Birliği", name_en="Aegean Union")
    with scope.of(union):
        organ = make.make_organ(title_tr="Meclis", title_en="Assembly")
        person = make.make_person(name="Ayşe Yılmaz", title="Dr.")
        member = make.make_municipality(name="Foça")
        make.make_office_holder(organ=organ, person=person, municipality=member, start_date="2024")
        make.make_membership(municipality=member, start_date="1978-05")
        make.make_listing(municipality=member, phone="+90 232 111 11 11", mayor="Ali Veli")
        meeting = make.make_meeting(organ=organ, title_tr="Mayıs toplantısı", place_tr="Salon")
        make.make_agenda_item(meeting=meeting)
        make.make_decision(organ=organ, date=date(2025, 5, 14), number=7)
        make.make_paper(year=2025)
        make.make_post(title_tr="Haber", title_en="News item", body_tr="<p>Metin</p>", date=date(2024, 5, 1))
        make.make_post(kind="announcement", title_tr="Duyuru")
        make.make_event(title_tr="Eğitim", fee=0)
        make.make_document(title_tr="Tüzük")
        make.make_gallery(title_tr="Gezi")
        for kind in KINDS:
            if not kind.rows().exists():
                make_publication(kind, union=union)
        make.make_post(title_tr="Taslak", status="draft")
    with scope.of(make.make_union(code="komsu")):
        make.make_post(title_tr="Komşu")
        make.make_membership()
    return union


@pytest.fixture
def ask(client, union):
    def ask(path: str, status: int = 200, **headers):
        answer = client.get(path.partition("localhost")[2] or path, headers={"host": "ege.localhost", **headers})
        assert answer.status_code == status, (path, answer.content[:300])
        return answer

    return ask
