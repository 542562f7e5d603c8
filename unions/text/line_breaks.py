"""Where no line ends: inside a date, a telephone number, a number with its unit and a citation.

Filters that write such a thing put spaces into it at which no line ends. What editors and clerks have typed gets them
when a page is made, and is stored as it was typed.
"""

import re

from unions.text.turkish import MONTHS

NO_BREAK_SPACE = "\u00a0"

# What a reader of HTML does not see, what people type or copy, what may hold no element: it stays as it is.
NOT_TEXT = re.compile(r"<(textarea|pre|code|script|style|option|title|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
MONTH = "|".join(name for names in MONTHS.values() for name in names)
# The day may be that of a span, "12 and 13 May 2026"; the year may be missing.
DATE = rf"\b[0-3]?[0-9] (?:{MONTH})\b(?:,? [12][0-9]{{3}}\b)?|\b(?:{MONTH}) [12][0-9]{{3}}\b"
TELEPHONE = (
    r"(?<![\w+])(?:\+[0-9]{1,3} ?\(?[0-9]{2,4}\)?|\(?0 ?[0-9]{3}\)?)(?: [0-9]{2,4}){2,3}(?![\w/])"
    r"|(?<!\w)444 [0-9] [0-9]{3}\b|(?<!\w)444 [0-9]{2} [0-9]{2}\b"
)
# What stands before a number and is read together with it, and what stands behind one. A link may begin in between.
BEFORE_NUMBER = (
    r"(?:[§№]|\b(?:m(?:d|addeler)?\.|madde(?:ler|si|leri)?|fıkra(?:sı)?|bent|sayı:?|no\.?:?|nos\.|nr\.|ar?ts?\.|Articles?"
    r"|paras?\.|Laws?|Act|Decree|Kanun(?:u)?|Karar(?:ı)?|Decisions?|K:|D:|Kat:|sayfa|pages?|dahili|ext\.))"
)
UNIT = (
    r"(?:sayılı|numaralı|maddesi\w*|km²?|m²|ha|MB|MiB|[kK]B|KiB|GB|bayt|bytes?|%|kişi|people|TL|TRY|lira|avro|euros?|EUR"
    r"|bin|milyon|milyar|thousand|million|billion|üye|oy|kabul|ret|çekimser|in favour|against|abstentions?"
    r"|gün|days?|hafta|weeks?|ay|months?|yıl|years?|kat|saat|hours?"
    r"|dakika|minutes?)(?!\w)|[%₺€](?!\w)"
)
# Two numbers behind one word, "md. 4 ve 8", are one citation.
FIRST_OF_TWO = r"[0-9]+ (?:ve|ile|and|to) (?=[0-9])"
# A line may begin behind a middle dot, not with it.
IN_LINE = re.compile(
    rf"{DATE}|{TELEPHONE}|(?i:{BEFORE_NUMBER}) (?:{FIRST_OF_TWO})?(?=[0-9])|(?<=[0-9])\.? (?=(?i:{UNIT}))"
    r"| (?=·(?:\s|$))"
)
# Numbers joined by a dash, "13.30–17.30", "2024-2026", "00000-00000-00000": behind it browsers end a line.
JOINED = re.compile(r"(?<![\w/.–-])[0-9]{1,5}(?:[.:][0-9]{2})?(?:[–-][0-9]{1,5}(?:[.:][0-9]{2})?){1,3}(?![\w/–-])")
# The same where an element begins or ends between the number and its word, such as a link to the decision.
WORD_AT_END = re.compile(rf"(?i:{BEFORE_NUMBER}) $")
UNIT_AT_BEGINNING = re.compile(rf" (?=(?i:{UNIT}))")
IS_CONCERNED = re.compile("[0-9·]")
LONGEST_WORD = 12


def unbroken(text: str) -> str:
    """The text with spaces at which no line ends, for what is read as one."""
    return text.replace(" ", NO_BREAK_SPACE)


def with_unbroken_references(html: str) -> str:
    """HTML in whose text no line ends within “12 Mayıs 1978”, “0284 811 01 01”, “md. 9”, “5355 sayılı”, “1.500 TL”."""
    pieces, place, after_digit = [], 0, False
    for kept in NOT_TEXT.finditer(html):
        text, place = html[place : kept.start()], kept.end()
        if text:
            pieces.append(_without_breaks(text, after_digit, before_digit=html[place : place + 1].isdecimal()))
            after_digit = text[-1].isdecimal()
        pieces.append(kept[0])
    return "".join([*pieces, _without_breaks(html[place:], after_digit, before_digit=False)])


def _without_breaks(text: str, after_digit: bool, before_digit: bool) -> str:
    if IS_CONCERNED.search(text):
        text = IN_LINE.sub(lambda match: unbroken(match[0]), text)
        text = JOINED.sub(r'<span class="number">\g<0></span>', text)
    if before_digit and WORD_AT_END.search(text[-LONGEST_WORD:]):
        text = text[:-1] + NO_BREAK_SPACE
    if after_digit and UNIT_AT_BEGINNING.match(text):
        text = NO_BREAK_SPACE + text[1:]
    return text
