"""The documents and pictures of the demonstration, which lie beside it in files/; its rows are given copies of them.

Each document has a title, headings and a language for those who have it read aloud, and says at its top that it is
invented. Kinds that come every year share one document, so none names a year.
"""

from pathlib import Path

from django.core.files.base import ContentFile

FOLDER = Path(__file__).parent / "files"


def document(stem: str, *, name: str = "") -> ContentFile:
    """A stored document, under a name of its own where one is given."""
    return ContentFile((FOLDER / f"{stem}.pdf").read_bytes(), name=f"{name or stem}.pdf")


def picture(stem: str) -> ContentFile:
    return ContentFile((FOLDER / f"{stem}.webp").read_bytes(), name=f"{stem}.webp")


def pictures_of(scene: str) -> list[str]:
    """The stored pictures of a scene, at several hours of the day or in several colours."""
    return sorted(path.stem for path in FOLDER.glob(f"{scene}-*.webp"))
