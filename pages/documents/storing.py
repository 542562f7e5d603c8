"""How a file that is sent for the library becomes a document of it, with a title in the language it was sent for."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pages.documents.models import Document
from pages.library.models import sum_of
from pages.library.storing import LONGEST_NAME, name_of
from unions.admin.kit.many_files import FILES, Stored
from unions.admin.kit.publishing_actions import ask_the_gate
from unions.models import FileRecord
from unions.publishing.addresses import LANGUAGES
from unions.publishing.states import Publishable
from unions.tenancy import scope

NOT_STORED = _("The file could not be stored: the server's disk is full or failing. Nothing was stored.")


def store(upload: File, *, title: str = "", language: str = LANGUAGES[0]) -> Stored[Document]:
    """Put an uploaded file into the library as a draft; whatever is wrong is said and touches no other file."""
    name = (upload.name or "")[:LONGEST_NAME]
    titles = {f"title_{code}": title or name_of(upload.name or "") for code in {LANGUAGES[0], language}}
    try:
        digest = sum_of(upload)
        known = same_as(digest)
        if known is not None:
            return Stored(name, known, is_known=True)
        document = Document(union=scope.union(), file=upload, **titles)
        document.full_clean()
        with transaction.atomic():
            document.save()
            # Else the same file, sent a moment later, would be another one until the hour's look at all files.
            FileRecord.objects.note(document.file.name, digest)
    except ValidationError as error:
        return refused(name, error)
    except OSError:
        return Stored(name, error=str(NOT_STORED))
    return Stored(name, document)


def refused(name: str, error: ValidationError) -> Stored[Document]:
    """Why the file is none of the library, at the field that has to be mended."""
    fields = getattr(error, "error_dict", {})
    at_title = bool(fields) and all(each.startswith("title") for each in fields)
    return Stored(name, error=" ".join(dict.fromkeys(error.messages)), field="title" if at_title else FILES)


def same_as(digest: str) -> Document | None:
    """The document of the library whose stored file has this sum."""
    names = FileRecord.objects.filter(sha256=digest, name__contains="/pages.document/").values("name")
    return Document.objects.filter(file__in=names).first()


def publish(document: Document) -> str:
    """Let readers see it, if nothing speaks against it; returns what does."""
    before = document.status
    try:
        with transaction.atomic():
            document.status = Publishable.Status.PUBLISHED
            document.full_clean()
            ask_the_gate(document)
            document.save()
    except ValidationError as error:
        document.status = before
        return " ".join(dict.fromkeys(error.messages))
    return ""
