"""The parts of the demonstration, each for itself: composing on any day, stored documents and pictures, removing."""

import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone, translation
from PIL import Image
from pypdf import PdfReader

from members.people.models import OfficeHolder, Person
from pages.demo import loading, stored
from pages.demo.draft import owned_models
from pages.demo.wording import texts
from pages.models import Document, Gallery, Photo, Post
from unions.files.fields import UploadField
from unions.models import Decision, Meeting, Organ, Paper, Union
from unions.tenancy import scope
from unions.text.turkish import slugify

UNIONS = ["trakyakent", "konya"]


def run(command: str) -> str:
    output = StringIO()
    call_command(command, stdout=output)
    return output.getvalue()


@pytest.fixture
def facts(db):
    run("loadfacts")


DOCUMENTS = sorted(path.stem for path in stored.FOLDER.glob("*.pdf"))
PICTURES = sorted(path.stem for path in stored.FOLDER.glob("*.webp"))


def the_text(document: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_stored_documents_say_what_they_are_and_that_they_are_invented(stem):
    document = PdfReader(stored.document(stem), strict=True)

    title = document.metadata.title
    assert title.endswith(" (örnek belge)")
    text = the_text(document)
    assert text.startswith(title.removesuffix(" (örnek belge)"))
    assert "Örnek belge: içindeki kişi, olay ve sayılar uydurmadır." in text
    assert "Demonstration: everything in it is invented." in text
    # One document serves every year.
    assert not re.search(r"\b20\d\d\b", text)


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_stored_documents_can_be_read_aloud(stem):
    catalogue = PdfReader(stored.document(stem), strict=True).trailer["/Root"]

    assert catalogue["/Lang"] == "tr"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    tags = {element.get_object()["/S"] for element in elements_of(catalogue["/StructTreeRoot"])}
    assert {"/H1", "/P"} <= tags


def elements_of(branch):
    """All elements of a document's structure tree."""
    below = branch.get("/K", [])
    for element in below if isinstance(below, list) else [below]:
        element = element.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from elements_of(element)


def test_there_is_a_document_for_every_kind_that_the_demonstration_shows():
    library = {slugify(pattern["title"]["tr"]) for pattern in texts("documents")["document"]}

    attached = {
        slugify(file["title"]["tr"])
        for name, kind in [("tenders", "tender"), ("vacancies", "vacancy")]
        for pattern in texts(name)[kind]
        for file in pattern["file"]
    }

    assert set(DOCUMENTS) == library | attached | set(Paper.SHORT_WORDS.values()) | {"tutanak", "oneri"}


@pytest.mark.parametrize("stem", PICTURES)
def test_stored_pictures_can_be_shown(stem):
    with Image.open(stored.picture(stem)) as picture:
        picture.load()

    assert (picture.format, picture.size) == ("WEBP", (768, 512))


def test_every_scene_has_several_pictures():
    scenes = {stem.rpartition("-")[0] for stem in PICTURES}

    assert len(scenes) == 9
    assert all(len(stored.pictures_of(scene)) >= 3 for scene in scenes)


def test_stored_files_stay_small():
    assert sum(path.stat().st_size for path in stored.FOLDER.iterdir()) < 550_000


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
    photo.picture.save("resim.webp", picture_upload(), save=False)
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
    return stored.document("butce")


def picture_upload():
    return stored.picture("fields-noon")
