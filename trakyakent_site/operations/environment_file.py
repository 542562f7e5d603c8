"""The file of the operator's variables, read as systemd and container tools read it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from trakyakent_site.operations.variables import OF_OTHERS, VARIABLES, advice_for


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the settings."""

    name: str
    words: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.name}{f' ({self.place})' if self.place else ''}: {self.words}"


@dataclass
class EnvironmentFile:
    """Lines `NAME=value` as systemd and container tools read them; what they read differently is refused."""

    path: Path
    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        text = self._text()
        if text is None:
            return
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip() and not line.lstrip().startswith(("#", ";")):
                self._read_line(number, line)
        if text and not text.endswith("\n"):
            last = text.count("\n") + 1
            self._complain(
                "last line",
                "does not end with a line break, so the file may have been cut off while it was written."
                " Look whether the line is whole, and end it with Enter.",
                last,
            )

    def _complain(self, name: str, words: str, number: int | None = None) -> None:
        place = f"line {number} of {self.path}" if number else str(self.path)
        self.problems.append(Problem(name, words, place))

    def _text(self) -> str | None:
        try:
            content = self.path.read_bytes()
            mode = self.path.stat().st_mode
        except OSError as error:
            self._complain("ENVIRONMENT_FILE", f"the file cannot be read: {error.strerror}.")
            return None
        if mode & 0o007:
            self._complain("ENVIRONMENT_FILE", f"everybody can read its secrets. Write: chmod 600 {self.path}")
        if b"\0" in content:
            self._complain("ENVIRONMENT_FILE", "holds zero bytes: it is damaged, or UTF-16. Write it anew as UTF-8.")
            return None
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            number = content[: error.start].count(b"\n") + 1
            self._complain("ENVIRONMENT_FILE", "is not UTF-8. Save it as UTF-8.", number)
            return None
        if text.startswith("\ufeff"):
            self._complain("ENVIRONMENT_FILE", "begins with a byte order mark. Save it as UTF-8 without one.")
        if "\r" in text:
            self._complain("ENVIRONMENT_FILE", f"has the line ends of Windows. Write: sed -i 's/\\r$//' {self.path}")
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    def _read_line(self, number: int, line: str) -> None:
        name, separator, value = line.partition("=")
        if line.startswith("export "):
            self._complain("export", "is a word for shells, which systemd does not read. Leave it out.", number)
            name = name.removeprefix("export ")
        word = name.strip()
        if not separator:
            self._complain(shown(word), "there is no = in this line. Write NAME=value.", number)
        elif not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", word):
            self._complain(shown(word), "is not the name of a variable. Write NAME=value.", number)
        elif name != word or value != value.lstrip():
            self._complain(word, "there are spaces around the name or after the =. Write NAME=value.", number)
        elif word in self.values:
            self._complain(word, f"stands in line {self.lines[word]} already. Keep one of the two.", number)
        else:
            self._keep(number, word, value.rstrip())

    def _keep(self, number: int, name: str, value: str) -> None:
        self.lines[name] = number
        quote = value[:1] if value[:1] in "\"'" else ""
        if quote and (len(value) < 2 or value[-1] != quote):
            self._complain(name, f"the quotation mark {quote} is opened and never closed in this line.", number)
            value = value[1:]
        elif quote:
            value = value[1:-1]
            if quote in value or (quote == '"' and "\\" in value):
                self._complain(name, f"there is a {quote} or a \\ within the quotation marks. Leave them out.", number)
        elif value.endswith("\\"):
            self._complain(name, "the line ends with \\: a value stands in one line.", number)
        elif "\\" in value:
            self._complain(name, "systemd drops the \\, other readers keep it. Write %5C, or leave it out.", number)
        elif re.search(r"\s#", value):
            self._complain(name, "a remark after the value would belong to it. Give it a line of its own.", number)
        self.values[name] = value
        if name not in VARIABLES and not OF_OTHERS.fullmatch(name):
            self._complain(name, advice_for(name), number)


def shown(text: str) -> str:
    """What stands in a broken line, but for what may be a secret."""
    return f'"{text[:12]}…"' if len(text) > 12 else f'"{text}"'
