"""Fields for uploaded files, which are checked by content, renamed and stored under the row they belong to.

A stored name is `<union code>/<app.model>/<random>/<name>`, so the row that owns a file, and thus who may see it,
follows from the address alone.
"""

import io
import secrets
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from unions.files import renditions
from unions.text.turkish import slugify

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DOCUMENT_BYTES = 15 * 1024 * 1024
PICTURE_BYTES = 10 * 1024 * 1024
PICTURE_PIXELS = 40_000_000

# The first bytes of each file type; office files are ZIP archives, and their members are checked as well.
SIGNATURES = {
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
    "ods": b"PK\x03\x04",
}
ARCHIVE_MEMBERS = {"docx": "word/", "xlsx": "xl/", "odt": "content.xml", "ods": "content.xml"}
PICTURE_FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# This way a PNG picture is a tenth larger than at best, but is written in a fifteenth of the time.
STORED_AS: dict[str, dict[str, Any]] = {
    "JPEG": {"optimize": True, "quality": 82},
    "PNG": {"compress_level": 3},
    "WEBP": {"quality": 82, "method": 2},
}
UNPACKED_BYTES = 200 * 1024 * 1024
ARCHIVE_MEMBER_LIMIT = 1000


def extension(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def stored_name(instance: Any, filename: str) -> str:
    """A new name below the row's union and model, which nobody can guess."""
    name = PurePosixPath(filename)
    return "/".join(
        [
            instance.union.code,
            instance._meta.label_lower,
            secrets.token_hex(16),
            f"{slugify(name.stem, max_length=80) or 'dosya'}.{extension(filename)}",
        ]
    )


def check_document(upload: File) -> None:
    """Raise ValidationError unless the upload is a PDF or office document by its content, and not too large."""
    kind = extension(upload.name or "")
    if kind not in SIGNATURES:
        raise ValidationError(
            _("This file type is not accepted. Please use one of these: %(kinds)s."),
            code="file_kind",
            params={"kinds": ", ".join(sorted(SIGNATURES))},
        )
    refuse_larger(upload, DOCUMENT_BYTES, _("The file is %(size)s; the limit is %(limit)s."), code="file_size")
    upload.seek(0)
    start = upload.read(8)
    upload.seek(0)
    if not start.startswith(SIGNATURES[kind]) or not _is_sound_archive(upload, kind):
        raise ValidationError(
            _("The file's content does not match its extension (.%(kind)s). Please save it again in that format."),
            code="file_content",
            params={"kind": kind},
        )


def refuse_larger(upload: File, limit: int, message: "str | _StrPromise", *, code: str) -> None:
    """Raise ValidationError for an upload of more than `limit` bytes; the message names both sizes."""
    if upload.size > limit:
        params = {"size": filesizeformat(upload.size), "limit": filesizeformat(limit)}
        raise ValidationError(message, code=code, params=params)


def _is_sound_archive(upload: File, kind: str) -> bool:
    if kind not in ARCHIVE_MEMBERS:
        return True
    try:
        with zipfile.ZipFile(upload) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    finally:
        upload.seek(0)
    return (
        len(members) <= ARCHIVE_MEMBER_LIMIT
        and sum(member.file_size for member in members) <= UNPACKED_BYTES
        and any(member.filename.startswith(ARCHIVE_MEMBERS[kind]) for member in members)
    )


def check_picture(upload: File) -> None:
    """Raise ValidationError unless the upload is a JPEG, PNG or WebP picture by its content, and not too large."""
    refuse_larger(upload, PICTURE_BYTES, _("The picture is %(size)s; the limit is %(limit)s."), code="picture_size")
    upload.seek(0)
    try:
        with Image.open(upload, formats=list(PICTURE_FORMATS)) as picture:
            # The header has the size, so nothing too large is decoded.
            check_pixels(picture)
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("This file cannot be shown as a picture. Please use JPEG, PNG or WebP."), code="picture_content"
        ) from error
    finally:
        upload.seek(0)


def check_pixels(picture: Image.Image) -> None:
    """Raise ValidationError for a picture with too many pixels, or an animation."""
    width, height = picture.size
    if width * height > PICTURE_PIXELS or getattr(picture, "n_frames", 1) > 1:
        raise ValidationError(
            _(
                "The picture has %(width)s × %(height)s pixels; the limit is 40 million pixels, and animations "
                "are not accepted."
            ),
            code="picture_pixels",
            params={"width": width, "height": height},
        )


class UploadField(models.FileField):
    """A document for download: PDF or office file, checked by content, stored under its row."""

    check_upload = staticmethod(check_document)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("upload_to", stored_name)
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        value = super().clean(value, model_instance)
        if value and not value._committed:
            self.check_upload(value.file)
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        upload = getattr(model_instance, self.attname)
        if upload and not upload._committed:
            # The check also applies where neither a form nor full_clean runs.
            self.check_upload(upload.file)
        return super().pre_save(model_instance, add)


class PictureFile(FieldFile):
    """A stored picture and its copies."""

    name: str
    field: "PictureField"

    @property
    def dimensions(self) -> tuple[int, int] | None:
        return renditions.dimensions(self.name)

    @property
    def copies(self) -> list[tuple[str, int]]:
        """Address and width of each copy; the address of a missing one shows the next best."""
        url = self.url
        widths = renditions.widths(self.name, self.field.steps)
        return [(renditions.copy_name(url, width, renditions.AVIF), width) for width in widths]

    @property
    def usual_url(self) -> str:
        """The address for browsers that do not choose a copy themselves, and for small previews."""
        width = renditions.usual_width(self.name, self.field.steps)
        return renditions.copy_name(self.url, width, renditions.WEBP) if width else self.url


class PictureField(UploadField):
    """A picture, stored without its metadata and with narrower copies."""

    attr_class = PictureFile
    check_upload = staticmethod(check_picture)

    def __init__(self, *args: Any, steps: list[int] = renditions.STEPS, **kwargs: Any) -> None:
        # Not part of deconstruct(): the database does not depend on it.
        self.steps = steps
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        upload = getattr(model_instance, self.attname)
        fresh = bool(upload) and not upload._committed
        if fresh:
            self.check_upload(upload.file)
            picture, kind = open_picture(upload.file)
            upload.file = ContentFile(_encode(picture, kind), name=upload.name)
            # The name holds the size, so pages know it without opening the file.
            stem = slugify(PurePosixPath(upload.name).stem, max_length=60) or "resim"
            upload.name = f"{stem}-{picture.width}x{picture.height}.{PICTURE_FORMATS[kind]}"
        stored = super().pre_save(model_instance, add)
        if fresh:
            for name, content in renditions.make_copies(picture, stored.name, self.steps):
                stored.storage.save(name, ContentFile(content))
        return stored


def open_picture(upload: File) -> tuple[Image.Image, str]:
    """The pixels of a picture, upright and in sRGB, and its format. Metadata such as place and date are left out."""
    upload.seek(0)
    with Image.open(upload, formats=list(PICTURE_FORMATS)) as original:
        # Always set, since only these formats are opened.
        kind = original.format or ""
        picture = _in_screen_colours(ImageOps.exif_transpose(original))
    is_transparent = kind != "JPEG" and picture.has_transparency_data
    picture = picture.convert("RGBA" if is_transparent else "RGB")
    picture.info = {}
    return picture, kind


def _in_screen_colours(picture: Image.Image) -> Image.Image:
    """Telephones take pictures in a wider colour space than sRGB; without conversion they would look faded."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    mode = "RGB" if picture.mode == "CMYK" else picture.mode
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if mode == picture.mode and "sRGB" in ImageCms.getProfileDescription(source):
            return picture
        # Returns a copy, since inPlace is not set.
        copy = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        return copy or picture
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return picture


def _encode(picture: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **STORED_AS[kind])
    return buffer.getvalue()


def picture_of(row: models.Model, path: str) -> PictureFile | None:
    """The picture of the row whose folder holds the path."""
    for field in row._meta.concrete_fields:
        if isinstance(field, PictureField):
            picture: PictureFile | None = getattr(row, field.name)
            if picture and PurePosixPath(picture.name).parent == PurePosixPath(path).parent:
                return picture
    return None


def owner_of(path: str, *, rows: Callable[[type[models.Model]], models.QuerySet]) -> models.Model | None:
    """The row among `rows(model)` to which the path of a stored file belongs."""
    try:
        _code, label, token, _name = path.split("/")
        model = apps.get_model(label)
    except (ValueError, LookupError):
        return None
    prefix = path.rsplit("/", 1)[0] + "/"
    for field in model._meta.concrete_fields:
        if isinstance(field, UploadField) and len(token) == 32:
            owner: models.Model | None = rows(model).filter(**{f"{field.name}__startswith": prefix}).first()
            if owner is not None:
                return owner
    return None
