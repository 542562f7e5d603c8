"""The screens on which a file is chosen, looked through, confirmed and undone."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from members.directory.models import Listing
from members.exchange.models import ImportRun
from members.membership.models import Membership
from tests import factories as make
from tests.members.exchange.tables import bomb, csv_file
from tests.staff_client import address, staff_client
from unions.background.mail_worker import MailWorker
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:members_importrun_add")
ROWS = [["Belediye", "İl", "Tel"], ["ÇORLU", "Tekirdağ", "0282 651 10 20"], ["Sarayy", "Tekirdağ", "0282 768 10 20"]]


@pytest.fixture
def union():
    return make.make_union(code="ornek")


@pytest.fixture
def places(union):
    province = make.make_province(name="Tekirdağ", plate=59)
    found = [make.make_municipality(name=name, province=province) for name in ["Çorlu", "Saray"]]
    for place in found:
        make.make_membership(union=union, municipality=place)
    return found


@pytest.fixture
def manager(union):
    return staff_client(union, language="tr")


def upload(client, content: bytes, kind: str = "listings", name: str = "uyeler.csv", **fields):
    return client.post(UPLOAD, {"kind": kind, "file": SimpleUploadedFile(name, content), **fields})


def uploaded(client, content: bytes, **options) -> str:
    answer = upload(client, content, **options)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def told(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def listings(union) -> dict[str, str]:
    rows = Listing.all_unions.filter(union=union).select_related("municipality")
    return {row.municipality.name: row.phone for row in rows}


def test_a_file_is_looked_through_mended_confirmed_and_undone(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS, encoding="cp1254"))
    shown = manager.get(page)
    [problem] = shown.context["problems"]
    assert [label for _key, label in problem.options] == ["Saray – Tekirdağ, ilçe belediyesi"]
    assert listings(union) == {}

    manager.post(page, {problem.field: str(places[1].pk), "_choose": "1"})
    form = manager.form(page)
    answer = manager.post(page, {**form, "_write": "1"})
    assert "2 yeni" in told(answer)
    assert listings(union) == {"Çorlu": "+90 282 651 10 20", "Saray": "+90 282 768 10 20"}

    answer = manager.post(page, {"_undo": "1"})
    assert "geri alındı" in told(answer)
    assert listings(union) == {}
    assert [run.state for run in ImportRun.all_unions.all()] == ["undone"]


def test_refused_rows_are_left_out_only_where_that_is_ticked_and_can_be_taken_back(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))
    form = manager.form(page)
    [run] = ImportRun.all_unions.all()

    refused = manager.get(reverse("admin:members_importrun_refused", args=[run.pk])).content.decode("utf-8-sig")
    assert refused.splitlines()[1].startswith("Sarayy;Tekirdağ;0282 768 10 20;Belediye: ")

    answer = manager.post(page, {**form, "_write": "1"})
    assert answer.status_code == 422
    assert listings(union) == {}

    answer = manager.post(page, {**form, "leave_out": "on", "_write": "1"})
    assert answer.status_code == 302
    assert list(listings(union)) == ["Çorlu"]


def test_what_has_changed_since_it_was_shown_is_shown_again(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS[:2]))
    form = manager.form(page)
    make.make_listing(union=union, municipality=places[0], phone="+90 282 000 00 00")

    answer = manager.post(page, {**form, "_write": "1"})

    assert answer.status_code == 409
    assert "başka biri bir kaydı değiştirdi" in told(answer)
    assert "0282 000 00 00" in answer.content.decode()
    assert listings(union) == {"Çorlu": "+90 282 000 00 00"}


def test_a_file_is_thrown_away_on_demand(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))

    manager.post(page, {"_discard": "1"})

    [run] = ImportRun.all_unions.all()
    assert (run.state, bytes(run.content)) == ("discarded", b"")
    assert "saklanmıyor" in told(manager.post(page, {"_write": "1"}))


def test_a_file_that_nobody_confirms_is_gone_after_a_day(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))
    yesterday = timezone.now() - timedelta(days=1, minutes=1)
    ImportRun.all_unions.update(created_at=yesterday)

    assert "0282 651" not in manager.get(page).content.decode()
    with scope.everything():
        MailWorker().tidy()
    assert bytes(ImportRun.all_unions.get().content) == b""


def test_nobody_but_who_chose_it_sees_or_confirms_what_waits(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))
    digest = manager.form(page)["digest"]
    [run] = ImportRun.all_unions.all()
    colleague = staff_client(union)

    seen = colleague.get(page)
    answer = colleague.post(page, {"digest": digest, "_write": "1", "leave_out": "on"})

    assert seen.status_code == 200
    assert "0282 651" not in seen.content.decode()
    assert colleague.get(reverse("admin:members_importrun_refused", args=[run.pk])).status_code == 404
    assert answer.status_code == 302
    assert listings(union) == {}


def test_a_colleague_may_undo_what_was_written(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS[:2]))
    manager.post(page, {**manager.form(page), "_write": "1"})

    staff_client(union).post(page, {"_undo": "1"})

    assert listings(union) == {}


@pytest.mark.parametrize("role", ["editor", "publisher", "auditor"])
def test_who_may_not_change_members_may_not_import(union, places, role):
    person = staff_client(union, role)

    assert person.get(UPLOAD).status_code == 403
    assert upload(person, csv_file(*ROWS)).status_code == 403
    assert not ImportRun.all_unions.exists()


def test_a_file_of_another_union_is_as_unknown_as_none(union, places, manager):
    theirs = staff_client(make.make_union(code="baska"))
    page = uploaded(manager, csv_file(*ROWS))

    assert theirs.get(page).status_code == 404
    assert theirs.post(page, {"_discard": "1"}).status_code == 404
    assert ImportRun.all_unions.get().state == "waiting"


BAD_FILES = {
    "20 MB": (b"x" * 20 * 1024 * 1024, "birkaç dosyaya bölün"),
    "bomb": (bomb(), "yeni bir çalışma kitabına"),
    "pdf": (b"%PDF-1.4", "tablo olarak okunamıyor"),
    "columns": (csv_file(["a", "b"], ["1", "2"]), "sütun adları"),
    "letters": (b"Belediye;Ba\x9f\x81\n", "CSV UTF-8"),
    "empty": (b"\n", "boş"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_that_cannot_be_read_is_answered_at_its_field_in_turkish(union, places, manager, case):
    content, advice = BAD_FILES[case]
    answer = upload(manager, content, name="uyeler.xlsx")

    assert answer.status_code in [200, 422]
    assert advice in " ".join(answer.context["form"].errors["file"])
    assert not ImportRun.all_unions.exists()


@pytest.mark.parametrize("word", ["memberships", "listings", "office-holders", "population"])
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_template_has_the_headings_and_the_records_come_back_unchanged(union, places, manager, word, extension):
    make.make_listing(union=union, municipality=places[0], mayor="=1+1", phone="+90 282 651 10 20")
    make.make_office_holder(union=union, municipality=places[0])
    make.make_population_figure(union=union, municipality=places[0])
    template, records = (
        manager.get(reverse(f"admin:members_importrun_{page}", args=[word, extension]))
        for page in ["template", "records"]
    )

    assert re.search(rf'filename="ornek-[a-z-]+\.{extension}"', template["Content-Disposition"])
    assert "Tabloda başlıklar var" in str(upload(manager, template.content, kind=word).context["form"].errors)
    page = uploaded(manager, records.content, kind=word, name=f"x.{extension}")
    plan = manager.get(page).context["plan"]
    assert (plan.new, plan.changed, plan.problems) == ([], [], [])
    assert len(plan.same) == (2 if word == "memberships" else 1)


def test_a_template_for_a_workbook_explains_its_columns(union, manager):
    answer = manager.get(reverse("admin:members_importrun_template", args=["listings", "xlsx"]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))

    assert [sheet.title for sheet in book.worksheets] == ["üye kartları", "Açıklamalar"]
    assert book.worksheets[1]["A3"].value == "Belediye"


def test_the_start_page_reminds_of_a_file_that_waits(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))

    assert page in [task.url for task in manager.get(reverse("admin:index")).context["tasks"]]
    assert page not in [task.url for task in staff_client(union).get(reverse("admin:index")).context["tasks"]]


def test_the_history_of_an_import_cannot_be_turned_back(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS[:2]))
    manager.post(page, {**manager.form(page), "_write": "1"})
    run = ImportRun.all_unions.get()
    record = run.history.last()

    answer = manager.post(reverse("admin:members_importrun_record", args=[run.pk, record.pk]))

    assert answer.status_code == 403
    assert ImportRun.all_unions.get().state == "written"
    assert manager.get(address("history", run)).status_code == 200


def test_many_problems_are_shown_a_part_at_a_time(union, places, manager):
    rows = [["Belediye", "Tel"], *([f"Yok{number}kasaba", "1"] for number in range(150))]
    shown = manager.get(uploaded(manager, csv_file(*rows)))

    assert len(shown.context["problems"]) == 100
    assert shown.context["hidden_problems"] == 50
    assert Membership.all_unions.count() == 2
