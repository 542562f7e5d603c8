"""The style sheet: one file a component in the source, one request on the page."""

import hashlib
import os
import posixpath
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, searched_locations
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

BUNDLE = "css/site.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What is between quotes stays as it is.
SPACE_OR_STRING = re.compile(r"""("[^"\n]*"|'[^'\n]*')|\s*([{};,>])\s*|(:)\s+|\s+""")
RELATIVE_ADDRESS = re.compile(r"""url\(\s*(["']?)(?![a-z]+:|[/#])([^"')]+)\1\s*\)""")


def sources(folder: Path) -> list[Path]:
    """The files of the style sheet in their order; the first names the cascade layers."""
    return [
        path
        for path in [
            folder / "tokens.css",
            folder / "base.css",
            folder / "layout.css",
            *sorted((folder / "components").glob("*.css")),
            folder / "print.css",
        ]
        if path.exists()
    ]


def bundled(folder: Path) -> str:
    """The whole style sheet, without comments and indentation, with addresses as seen from its folder."""
    parts = []
    for path in sources(folder):
        place = path.parent.relative_to(folder).as_posix()

        def from_folder(match: re.Match, place: str = place) -> str:
            return f'url("{posixpath.normpath(posixpath.join(place, match[2]))}")'

        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        text = RELATIVE_ADDRESS.sub(from_folder, text)
        parts.append(without_needless_space(text))
    return "\n".join(parts) + "\n"


def without_needless_space(text: str) -> str:
    return SPACE_OR_STRING.sub(lambda match: match[1] or match[2] or match[3] or " ", text.strip()).replace(";}", "}")


class BundleFinder(BaseFinder):
    """Finds css/site.css, which is made from the other style sheets when one of them changed."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.folder = Path(settings.BASE_DIR) / "static" / "css"
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "bundle")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path != BUNDLE:
            # As Django's own finders say it, whether one or all were asked for.
            return []
        searched_locations.append(self.storage.location)
        path = str(self.current())
        return [path] if find_all else path

    def list(self, ignore_patterns):
        self.current()
        if not matches_patterns(BUNDLE, ignore_patterns):
            yield BUNDLE, self.storage

    def current(self) -> Path:
        """The made file, made anew if a source was changed, added or removed."""
        made = Path(self.storage.path(BUNDLE))
        stamp = made.with_suffix(".stamp")
        state = hashlib.sha256(
            repr([(str(path), path.stat().st_mtime_ns) for path in sources(self.folder)]).encode()
        ).hexdigest()
        if not made.exists() or not stamp.exists() or stamp.read_text() != state:
            made.parent.mkdir(parents=True, exist_ok=True)
            replace(made, bundled(self.folder))
            replace(stamp, state)
        return made


def replace(path: Path, text: str) -> None:
    """Puts a whole file in the place of the old one, also while others read it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
