"""What a form held, kept while its body is read, so that it can be given back whatever happens to the request."""

import re
import time
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote_plus

from django.utils.http import parse_header_parameters

# Text that is kept of one form; a longer one is cut off, and the page says so.
MOST_BYTES = 8 * 1024 * 1024
MOST_FIELDS = 10_000
MOST_FILES = 2000
LONGEST_PART_HEADER = 16 * 1024
# What a failed request has not read yet is read for the page that gives it back: so much, and for so long.
MOST_UNREAD_BYTES = 64 * 1024 * 1024
MOST_SECONDS = 8
CHUNK = 64 * 1024

SECRET_NAME = re.compile(
    r"passw|parola|sifre|şifre|(?<!is_)secret(?!ar)|token|(?<![a-z])t?otp(?![a-z])|recovery_|credential|api_?key",
    re.IGNORECASE,
)
# The field of a form of nothing else that proves who somebody is.
CODE = "code"


@dataclass
class Typed:
    """The fields and the names of the files of a form that was sent."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    # Each with the field it was chosen in.
    files: list[tuple[str, str]] = field(default_factory=list)
    has_secrets: bool = False
    # Whether a part of it did not arrive or was too long to keep.
    is_cut: bool = False

    def without_secrets(self) -> "Typed":
        """The same, less what must never stand on a page: passwords, codes and tokens."""
        plain = [(name, value) for name, value in self.fields if not SECRET_NAME.search(name)]
        if {name for name, _value in plain} == {CODE}:
            plain = []
        has_secrets = any(not name.startswith("csrf") for name, _value in self.fields if SECRET_NAME.search(name))
        return Typed(plain, self.files, has_secrets, self.is_cut)


class KeptBody:
    """The stream of a request's body; what forms hold is kept as it is read, the content of files is not."""

    def __init__(self, stream, content_type: str, length: int):
        self.stream = stream
        self.length = length
        self.bytes_read = 0
        # The end came too early, or reading failed.
        self.is_broken = False
        kind, options = header_options(content_type)
        boundary = options.get("boundary", "")
        self.reader: FormReader | PartsReader
        if kind == "multipart/form-data" and boundary:
            self.reader = PartsReader(boundary.encode("latin-1", "replace"))
        else:
            self.reader = FormReader(is_form=kind == "application/x-www-form-urlencoded")

    def read(self, size: int | None = -1) -> bytes:
        """As much as was asked for, or all; a body that ends before its time is an error, never a shorter form."""
        chunk = b""
        wanted = self.length - self.bytes_read
        wanted = wanted if size is None or size < 0 else min(size, wanted)
        while len(chunk) < wanted:
            more = self._keep(self._ask(self.stream.read, wanted - len(chunk)))
            if not more:
                self.is_broken = True
                raise OSError("The body of the request ended too early.")
            chunk += more
        return chunk

    def readline(self, size: int | None = -1) -> bytes:
        return self._keep(self._ask(self.stream.readline, -1 if size is None else size))

    def __iter__(self):
        while line := self.readline():
            yield line

    def close(self) -> None:
        """The stream of a server is the server's to close."""

    def _ask(self, ask, size: int) -> bytes:
        try:
            return ask(size)
        except Exception:
            self.is_broken = True
            raise

    def _keep(self, chunk: bytes) -> bytes:
        self.bytes_read += len(chunk)
        self.reader.feed(chunk)
        return chunk

    def typed(self) -> Typed:
        """All that the form held, as far as it arrives: the rest is read now, within bounds."""
        self._read_the_rest()
        typed = self.reader.typed()
        typed.is_cut = typed.is_cut or self.bytes_read < self.length
        return typed

    def _read_the_rest(self) -> None:
        deadline, most = time.monotonic() + MOST_SECONDS, self.bytes_read + MOST_UNREAD_BYTES
        while not self.is_broken and self.bytes_read < min(self.length, most) and time.monotonic() < deadline:
            try:
                if not self.read(min(CHUNK, self.length - self.bytes_read)):
                    return
            except Exception:  # whatever it is, what came before is there
                return


class FormReader:
    """Fields as browsers send them by default; any other text is one field without a name."""

    def __init__(self, *, is_form: bool):
        self.is_form = is_form
        self.kept = bytearray()
        self.is_cut = False

    def feed(self, chunk: bytes) -> None:
        free = MOST_BYTES - len(self.kept)
        self.is_cut = self.is_cut or len(chunk) > free
        self.kept += chunk[:free]

    def typed(self) -> Typed:
        if not self.is_form:
            text = self.kept.decode("utf-8", "replace")
            is_text = text.isprintable() or "\ufffd" not in text
            return Typed([("", text)] if text.strip() and is_text else [], is_cut=self.is_cut)
        pairs = bytes(self.kept).split(b"&", MOST_FIELDS)
        is_cut = self.is_cut or len(pairs) > MOST_FIELDS
        return Typed([pair_of(pair) for pair in pairs[:MOST_FIELDS] if pair], is_cut=is_cut)


def pair_of(pair: bytes) -> tuple[str, str]:
    name, _sign, value = pair.decode("utf-8", "replace").partition("=")
    return unquote_plus(name), unquote_plus(value)


class PartsReader:
    """A form with files, part by part (RFC 7578)."""

    def __init__(self, boundary: bytes):
        self.delimiter = b"\r\n--" + boundary
        # The first boundary may stand at the very beginning.
        self.pending = bytearray(b"\r\n")
        self.step = self._before_a_part
        self.name = ""
        self.value = bytearray()
        self.kept_bytes = 0
        self.result = Typed()

    def feed(self, chunk: bytes) -> None:
        self.pending += chunk
        while self.step():
            pass

    def typed(self) -> Typed:
        """What is there; a field in whose middle the body broke off is given as far as it came."""
        fields = list(self.result.fields)
        if self.step == self._in_a_field:
            rest = bytes(self.value + self.pending)[:MOST_BYTES]
            fields.append((self.name, rest.decode("utf-8", "replace")))
        return Typed(fields, list(self.result.files), is_cut=self.result.is_cut)

    # Each returns whether there may be more to do with what is pending.

    def _before_a_part(self) -> bool:
        if not self._passed_delimiter():
            return False
        self.step = self._in_the_header
        return True

    def _in_the_header(self) -> bool:
        end = self.pending.find(b"\r\n\r\n")
        if end < 0:
            if len(self.pending) > LONGEST_PART_HEADER:
                self.result.is_cut = True
                self.step = self._before_a_part
            return False
        self.name, file = names_in(bytes(self.pending[:end]).decode("utf-8", "replace"))
        del self.pending[: end + 4]
        if file is None:
            self.value = bytearray()
            self.step = self._in_a_field
        else:
            if file and len(self.result.files) < MOST_FILES:
                self.result.files.append((self.name, file))
            self.step = self._before_a_part
        return True

    def _in_a_field(self) -> bool:
        at = self.pending.find(self.delimiter)
        if at < 0:
            ready = max(0, len(self.pending) - len(self.delimiter))
            self._keep(ready)
            return False
        self._keep(at)
        if len(self.result.fields) < MOST_FIELDS:
            self.result.fields.append((self.name, self.value.decode("utf-8", "replace")))
        else:
            self.result.is_cut = True
        self.step = self._before_a_part
        return True

    def _keep(self, size: int) -> None:
        free = MOST_BYTES - self.kept_bytes
        self.result.is_cut = self.result.is_cut or size > free
        self.value += self.pending[: min(size, free)]
        self.kept_bytes += min(size, free)
        del self.pending[:size]

    def _passed_delimiter(self) -> bool:
        """Drop all up to and with the next delimiter, which may itself not be there completely."""
        at = self.pending.find(self.delimiter)
        if at < 0:
            del self.pending[: max(0, len(self.pending) - len(self.delimiter))]
            return False
        del self.pending[: at + len(self.delimiter)]
        return True


def header_options(line: str) -> tuple[str, dict[str, str]]:
    """The value of a header and its options; nothing of one that cannot be read."""
    try:
        return parse_header_parameters(line)
    except Exception:  # the parser of mail headers has many ways to fail
        return "", {}


def names_in(header: str) -> tuple[str, str | None]:
    """The name of a part's field and, if it is a file, that of the file: empty if none was chosen."""
    for line in header.split("\r\n"):
        title, _sign, value = line.partition(":")
        if title.strip().lower() == "content-disposition":
            options = header_options(value.strip())[1]
            file = options.get("filename")
            return options.get("name", ""), None if file is None else PurePosixPath(file.replace("\\", "/")).name
    return "", None
