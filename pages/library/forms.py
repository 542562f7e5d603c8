"""Forms of the administration whose pictures may come from the library."""

from typing import Any

from pages.library.fields import (
    InlineWithLibraryPictures,
    LibraryPictureField,
    LibraryPictureInput,
    WithLibraryPictures,
)
from unions.files.fields import PictureField


class OffersLibrary:
    """Has every picture that the library lists be chosen from there, too."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, PictureField) and db_field.in_library:
            kwargs |= {"form_class": LibraryPictureField, "widget": LibraryPictureInput}
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # mixed into an admin


class FromLibrary(OffersLibrary):
    form = WithLibraryPictures


class InlineFromLibrary(OffersLibrary):
    form = InlineWithLibraryPictures
