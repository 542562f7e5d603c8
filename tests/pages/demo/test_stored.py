import re

from PIL import Image
from pypdf import PdfReader

from pages.demo import stored
from pages.demo.wording import has_texts, texts
from pages.kinds import KINDS
from tests.tables import table
from unions.models import (
    Paper,
)
from unions.text.turkish import slugify

DOCUMENTS = sorted(path.stem for path in stored.FOLDER.glob("*.pdf"))
PICTURES = sorted(path.stem for path in stored.FOLDER.glob("*.webp"))


def the_text(document: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


@table("stem", DOCUMENTS)
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


@table("stem", DOCUMENTS)
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
        for kind in KINDS
        if has_texts(kind.slice)
        for pattern in texts(kind.slice).get(kind.name, [])
        for file in pattern.get("file", [])
    }

    # The demonstration's meetings adopt one document of a kind a year.
    adopted = {word for kind, word in Paper.SHORT_WORDS.items() if kind not in Paper.SEVERAL_A_YEAR}

    assert set(DOCUMENTS) == library | attached | adopted | {"tutanak", "oneri"}


@table("stem", PICTURES)
def test_stored_pictures_can_be_shown(stem):
    with Image.open(stored.picture(stem)) as picture:
        picture.load()

    size = (288, 360) if stem.startswith("portrait") else (768, 512)
    assert (picture.format, picture.size) == ("WEBP", size)


def test_every_scene_has_several_pictures():
    scenes = {stem.rpartition("-")[0] for stem in PICTURES}

    assert len(scenes) == 11
    assert all(len(stored.pictures_of(scene)) >= 3 for scene in scenes)


def test_stored_files_stay_small():
    assert sum(path.stat().st_size for path in stored.FOLDER.iterdir()) < 550_000
