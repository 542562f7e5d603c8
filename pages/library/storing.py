"""How pictures come into the library: sent for it, or with a row that shows them; and how one replaces another."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models, transaction
from django.db.models import signals
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.library.former_files import lead_on
from pages.library.models import Picture, columns_of_uses, sum_of
from unions.admin.kit.many_files import Stored
from unions.files import uploads
from unions.files.focus import CENTRE
from unions.models import UnionOwned
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import scope

LONGEST_NAME = 200
AT_ONCE = 500
NOT_STORED = _("The picture could not be stored: the server's disk is full or failing. Nothing was stored.")


def store(upload: File) -> Stored[Picture]:
    """Put an uploaded picture into the library, once; whatever is wrong with it is said and touches no other file."""
    name = (upload.name or "")[:LONGEST_NAME]
    try:
        # Before any transaction, so that no other save waits for it.
        digest = sum_of(uploads.decoded(upload).file)
        known = Picture.objects.same_as(digest).first()
        if known is not None:
            return Stored(name, known, is_known=True)
        picture = Picture(union=scope.union(), name=name_of(name), picture=upload)
        picture.full_clean()
        picture.save()
    except ValidationError as error:
        return Stored(name, error=" ".join(error.messages))
    except OSError:
        return Stored(name, error=str(NOT_STORED))
    return Stored(name, picture)


def name_of(filename: str) -> str:
    """What people call a picture until they name it: its file's name without what only machines need."""
    stem = PurePosixPath(filename.replace("\\", "/")).name.rpartition(".")[0] or filename
    words = "".join(sign if sign.isprintable() else " " for sign in stem).replace("_", " ")
    return " ".join(words.split())[:LONGEST_NAME]


# Pictures that come with a row


def connect() -> None:
    """Have the picture of every row that is saved be found in the library."""
    for model, column in columns_of_uses():
        signals.post_save.connect(
            follow(column), sender=model, weak=False, dispatch_uid=f"library-{model._meta.label}-{column}"
        )


def follow(column: str) -> Any:
    def saved(sender: type[models.Model], instance: Any, using: str, raw: bool = False, **_kwargs: object) -> None:
        file = getattr(instance, column)
        known = Picture.all_unions.using(using).filter(union=instance.union_id)
        if file and not known.filter(picture=file.name).exists():
            # Like a picture of before the library, it has no history until somebody changes it here.
            Picture.all_unions.using(using).bulk_create([picture_of(instance, column)], ignore_conflicts=True)

    return saved


def picture_of(row: Any, column: str) -> Picture:
    """The picture of a row as one of the library."""
    file = getattr(row, column)
    words = {f"alt_{code}": getattr(row, f"{column}_alt_{code}", "") or "" for code in LANGUAGES}
    return Picture(
        union_id=row.union_id,
        name=str(PurePosixPath(uploads.NAMED_SIZE.sub("", file.name.rpartition("/")[2])).stem)[:LONGEST_NAME],
        picture=file.name,
        picture_focus_x=getattr(row, "picture_focus_x", CENTRE),
        picture_focus_y=getattr(row, "picture_focus_y", CENTRE),
        added_on=timezone.localtime(row.created_at).date(),
        is_demo=row.is_demo,
        sum=sum_of_stored(file),
        **words,
    )


def missing() -> Iterator[Picture]:
    """The pictures of rows that the library does not have yet, each once."""
    seen: set[tuple[int, str]] = set()
    for model, column in columns_of_uses():
        rows = model.all_unions.exclude(**{column: ""})
        for row in rows.exclude(**{f"{column}__in": Picture.all_unions.values("picture")}).order_by("pk"):
            key = (row.union_id, getattr(row, column).name)
            if key not in seen:
                seen.add(key)
                yield picture_of(row, column)


def fill() -> int:
    """Put the pictures of all rows of the union that the code works for, or of all, into the library."""
    pictures = list(missing())
    Picture.all_unions.bulk_create(pictures, batch_size=AT_ONCE)
    return len(pictures)


# Words and files that uses take over


def spread_words(picture: Picture, before: dict[str, str], uses: Iterable[UnionOwned]) -> int:
    """Give the description to those uses that have none, or had the former one of the library; says to how many."""
    changed = 0
    for row in cast("Iterable[Any]", uses):
        columns = {f"picture_alt_{code}": getattr(picture, f"alt_{code}") or "" for code in LANGUAGES}
        wanted = {
            column: text
            for column, text in columns.items()
            if (getattr(row, column) or "") in {"", before[column.removeprefix("picture_")]}
            and (getattr(row, column) or "") != text
        }
        for column, text in wanted.items():
            setattr(row, column, text)
        if wanted:
            row.save()
            changed += 1
    return changed


def show_new_file(picture: Picture, former: str, uses: Iterable[UnionOwned]) -> None:
    """Have every row that showed the former file of a picture show its new one; the former address leads there.

    What is stored under an address never changes, so that browsers may keep it for good: the rows name another file
    from now on, and pages are made anew.
    """
    name = picture.picture.name
    with transaction.atomic():
        for row in cast("Iterable[Any]", uses):
            row.picture = name
            row.save()
        lead_on(picture.union, former, name)


def sum_of_stored(file: Any) -> str:
    """The sum of a stored file; nothing if it cannot be read."""
    try:
        with file.storage.open(file.name) as stored:
            return sum_of(stored)
    except OSError:
        return ""
