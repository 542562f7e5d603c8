"""Turkish letters that a wrong code page has broken: found, and put right.

`Þehit Ýbrahim` is Turkish read as Western European, `Åžehit Ä°brahim` is UTF-8 read as Turkish Windows, and `Ÿ‡§`
between letters is the code page of DOS. None of them is repaired before a person has said so.
"""

import re
from dataclasses import dataclass

LETTERS = "çğıöşüÇĞİÖŞÜâîûÂÎÛ"
WESTERN, UTF8, DOS, LOST = "western", "utf8", "dos", "lost"
AS_THEY_ARE = "as-they-are"

SAMPLE_LENGTH = 48

WESTERN_LETTERS = str.maketrans("ÝýÞþÐð", "İıŞşĞğ")
WESTERN_SIGNS = re.compile("[ÝýÞþÐð]")


def read_as(content: bytes, encoding: str) -> str:
    """Bytes in a code page of one byte a letter; what it leaves free becomes the control character of that number."""
    return "".join(bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in content)


def misread_utf8() -> dict[str, str]:
    """What each letter looks like when its UTF-8 is read in a code page of Windows, and the letter."""
    signs = [*LETTERS, "’", "‘", "“", "”", "–", "—", "…", "\u00a0", "°"]
    return {read_as(sign.encode(), encoding): sign for sign in signs for encoding in ["latin-1", "cp1252", "cp1254"]}


MISREAD_UTF8 = misread_utf8()
UTF8_SIGNS = re.compile("|".join(sorted(map(re.escape, MISREAD_UTF8), key=len, reverse=True)))
UTF8_LETTERS = re.compile(
    "|".join(re.escape(misread) for misread, sign in MISREAD_UTF8.items() if sign in LETTERS + "’“”")
)

MISREAD_DOS = {read_as(letter.encode("cp857"), "cp1254"): letter for letter in LETTERS}
# Signs that also stand in sound texts are broken letters only between two letters, or before one.
BETWEEN = re.escape("".join(sign for sign in MISREAD_DOS if sign not in "€˜™š"))
KNOWN = "A-Za-zçğıöşüÇĞİÖŞÜ\x81\x8d\x9e"
DOS_SIGNS = re.compile(
    rf"(?<=[{KNOWN}])[{BETWEEN}](?=[{KNOWN}])|(?<![\d\w])[€˜™š](?=[{KNOWN}])|(?<=[{KNOWN}])[˜€š](?=[{KNOWN}])"
    rf"|[\x81\x8d\x9e\x8c]|[‡§¦Ÿ](?=[{KNOWN}])|(?<=[{KNOWN}])[‡§Ÿ]"
)
DOS_PROOF = re.compile(
    "(?<=[A-Za-z])[‡§¦Ÿ](?=[A-Za-z])|(?<=[a-zA-Z])[\x81\x8d\x9e]|[\x81\x8d\x9e](?=[a-zA-Z])|(?<!\\S)[€˜](?=[a-z]{2})"
)

DOS_ROUNDS = 4

# An encoding without the letter has put a question mark in its place.
LOST_SIGNS = re.compile("\ufffd|(?<=[A-Za-zçğıöşüÇĞİÖŞÜ])\\?(?=[A-Za-zçğıöşüÇĞİÖŞÜ])|(?<!\\S)\\?(?=[A-Za-zçğıöşü]{3})")
ADDRESS = re.compile(r"://|www\.|=|@")


@dataclass(frozen=True)
class Breakage:
    """How letters are broken, with a text before and after the repair."""

    kind: str
    sample: str
    repaired: str = ""


def repair(text: str, kind: str) -> str:
    """A text with its letters put right."""
    if kind == WESTERN:
        return text.translate(WESTERN_LETTERS)
    if kind == UTF8:
        return UTF8_SIGNS.sub(lambda match: MISREAD_UTF8[match[0]], text)
    if kind == DOS:
        # A letter that was put right shows that its neighbour is one.
        for _round in range(DOS_ROUNDS):
            text = DOS_SIGNS.sub(lambda match: MISREAD_DOS.get(match[0], match[0]), text)
    return text


def breakage_in(texts) -> Breakage | None:
    """The first text whose letters are broken, and how; None where all are sound."""
    searches = [(UTF8, UTF8_LETTERS), (WESTERN, WESTERN_SIGNS), (DOS, DOS_PROOF), (LOST, LOST_SIGNS)]
    texts = list(texts)
    for kind, signs in searches:
        for text in texts:
            found = signs.search(text)
            if found and not (kind == LOST and ADDRESS.search(text)):
                cell = text[text.rfind("\n", 0, found.start()) + 1 :].split("\n")[0]
                sample = cell if len(cell) <= SAMPLE_LENGTH else text[found.start() : found.end() + 24].split("\n")[0]
                return Breakage(kind, sample, "" if kind == LOST else repair(sample, kind))
    return None
