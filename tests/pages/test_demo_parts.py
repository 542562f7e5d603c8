"""The parts of the demonstration, each for itself: composing on any day, drawing, writing PDF files, removing."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone, translation

from members.people.models import OfficeHolder, Person
from pages.demo import drawing, loading
from pages.demo.draft import owned_models
from pages.demo.pdf import TEXT, Pdf
from pages.models import Document, Gallery, Photo, Post
from unions.files.fields import UploadField
from unions.models import Decision, Meeting, Organ, Paper, Union
from unions.tenancy import scope

UNIONS = ["trakyakent", "konya"]


def run(command: str) -> str:
    output = StringIO()
    call_command(command, stdout=output)
    return output.getvalue()


@pytest.fixture
def facts(db):
    run("loadfacts")


def test_pdf_carries_the_true_letters_of_its_text():
    pdf = Pdf("Şubat")
    pdf.add(TEXT, "İğneada, Şarköy (ılık)")

    content = pdf.content()

    for letter in "İğŞı":
        assert b"/ActualText <feff%04x>" % ord(letter) in content
    assert rb"\(" in content
    assert b"/Lang (tr-TR)" in content


@pytest.mark.slow
@pytest.mark.parametrize("scene", drawing.SCENES)
def test_pictures_are_the_same_every_time(scene):
    assert drawing.picture(scene, "morning", 3) == drawing.picture(scene, "morning", 3)
    assert drawing.picture(scene, "morning", 3) != drawing.picture(scene, "evening", 3)


def test_clearing_removes_the_files_of_the_demonstration_only(facts, django_capture_on_commit_callbacks):
    union = Union.objects.get(code="konya")
    own = Document(union=union, title_tr="Kendi belgemiz", is_demo=False)
    own.file.save("kendi.pdf", pdf_upload(), save=False)
    own.save()
    invented = Document(union=union, title_tr="Uydurma", is_demo=True)
    invented.file.save("uydurma.pdf", pdf_upload(), save=False)
    invented.save()
    gallery = Gallery.objects.create(union=union, title_tr="Uydurma", is_demo=True)
    photo = Photo(union=union, gallery=gallery, is_demo=True)
    photo.picture.save("resim.jpg", picture_upload(), save=False)
    photo.save()
    folder = str(Path(photo.picture.name).parent)

    with django_capture_on_commit_callbacks(execute=True):
        run("cleardemo")

    assert default_storage.exists(own.file.name)
    assert not default_storage.exists(invented.file.name)
    assert not default_storage.exists(folder)


def test_clearing_nothing_is_no_error(facts):
    assert "konya: 0 " in run("cleardemo")


def test_demonstration_leaves_to_staff_what_they_have_entered(facts):
    union = Union.objects.get(code="konya")
    with scope.of(union):
        own = Organ.objects.get(kind=Organ.Kind.PRESIDENT)
        person = Person.objects.create(name="Gerçek Kişi")
        OfficeHolder.objects.create(organ=own, person=person, role="president", start_date="2024")
        Decision.objects.create(organ=Organ.objects.get(kind="assembly"), number=7, date=date(2025, 5, 2), title_tr="A")
        Paper.objects.create(kind=Paper.Kind.TARIFF, year=timezone.localdate().year)
        with translation.override("tr"):
            draft = loading.compose(union, timezone.localdate())

    rows = {model: [row for row in draft.rows if isinstance(row, model)] for model in [OfficeHolder, Decision, Paper]}
    assert not [row for row in rows[OfficeHolder] if row.organ == own]
    assert min(row.number for row in rows[Decision] if row.date.year == 2025) == 8
    assert not [row for row in rows[Paper] if (row.kind, row.year) == ("tariff", timezone.localdate().year)]


def days_of_a_year():
    return [date(2027, 1, 1) + timedelta(days=days) for days in range(0, 365, 26)]


@pytest.mark.slow
@pytest.mark.parametrize("code", UNIONS)
def test_demonstration_can_be_composed_on_any_day(facts, code):
    union = Union.objects.get(code=code)

    for today in [date(2026, 11, 21), *days_of_a_year(), date(2028, 2, 29), date(2028, 12, 31)]:
        with scope.of(union), translation.override("tr"):
            draft = loading.compose(union, today)

        meetings = [row for row in draft.rows if isinstance(row, Meeting)]
        assert [meeting.state for meeting in meetings].count("planned") == 1
        assert all(row.date <= today for row in draft.rows if isinstance(row, Decision | Post))
        papers = {(row.kind, row.year) for row in draft.rows if isinstance(row, Paper)}
        budgets = {year for kind, year in papers if kind == Paper.Kind.BUDGET}
        assert set(range(today.year - 4, today.year + 1)) - budgets == {today.year - 2}


def test_every_file_field_is_known_to_the_removal():
    fields = [
        field
        for model in owned_models()
        for field in model._meta.concrete_fields
        if field.get_internal_type() == "FileField"
    ]

    assert fields
    assert all(isinstance(field, UploadField) for field in fields)


def pdf_upload():
    return ContentFile(Pdf("Belge").content(), name="belge.pdf")


def picture_upload():
    return ContentFile(drawing.picture("fields"), name="resim.jpg")
