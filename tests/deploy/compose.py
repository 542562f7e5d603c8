"""The part of YAML that a compose file needs, for which no package is installed; what it does not know, it refuses."""

import re
from typing import Any

KEY = re.compile(r"""("[^"]*"|[^\s"'\[\]{}#&*!|>%@`][^:]*?|<<):(?:\s+(.*))?$""")
ANCHOR = re.compile(r"([&*])(\w[\w-]*)\s*(.*)$")


def read(text: str) -> dict:
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return Reader([(len(line) - len(line.lstrip()), line.strip()) for line in lines]).block(0)


class Reader:
    def __init__(self, lines: list[tuple[int, str]]):
        self.lines = lines
        self.named: dict[str, Any] = {}

    def block(self, indent: int) -> Any:
        """The mapping or list whose lines begin at this column."""
        is_list = self.lines[0][1].startswith("- ")
        found: Any = [] if is_list else {}
        while self.lines and self.lines[0][0] == indent:
            _column, line = self.lines.pop(0)
            if is_list:
                assert line.startswith("- "), line
                item = KEY.match(line[2:])
                found.append({item[1]: self.value(indent + 2, item[2] or "")} if item else scalar(line[2:]))
                continue
            match = KEY.match(line)
            assert match, f"not understood: {line}"
            key, value = match[1].strip('"'), self.value(indent, match[2] or "")
            if key == "<<":
                found = {**value, **found}
            else:
                assert key not in found, f"twice: {key}"
                found[key] = value
        assert not self.lines or self.lines[0][0] < indent, f"indented wrongly: {self.lines[0][1]}"
        return found

    def value(self, indent: int, text: str) -> Any:
        anchor = ANCHOR.match(text)
        if anchor and anchor[1] == "*":
            return self.named[anchor[2]]
        rest = anchor[3] if anchor else text
        inner = self.lines[0][0] if self.lines else -1
        value = scalar(rest) if rest else self.block(inner) if inner > indent else None
        if anchor:
            self.named[anchor[2]] = value
        return value


def scalar(text: str) -> Any:
    text = re.sub(r"\s+#.*$", "", text).strip()
    if text[:1] in "[{" and text:
        parts = [part for part in re.findall(r'(?:"[^"]*"|[^,"])+', text[1:-1]) if part.strip()]
        if text[0] == "[":
            return [scalar(part) for part in parts]
        return {key.strip().strip('"'): scalar(value) for key, _colon, value in (part.partition(":") for part in parts)}
    if text[:1] in "\"'":
        assert text[-1] == text[0], text
        return text[1:-1]
    return {"true": True, "false": False, "null": None}.get(text, int(text) if text.isdigit() else text)
