"""E-mail addresses to which mail can go: a name in ASCII at a domain of the internet.

What only surrounds an address is taken away. An address that is nearly right is refused with the one that is probably
meant, since mail to a guessed address may reach a stranger.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from unions.text.cleaning import carried
from unions.values.telephones import refusal

LONGEST = 254
LONGEST_NAME = 64

UNREADABLE = _("“%(value)s” is not an e-mail address. Enter it in this form: info@corlu.bel.tr.")
LETTERS = _(
    "“%(value)s” contains letters that e-mail addresses cannot have, such as ı, İ or ş. Did you mean %(guess)s?"
)
DOMAIN_LETTERS = _(
    "“%(value)s” contains letters that domains seldom have, such as ı or ş. Did you mean %(guess)s? If its domain is "
    "really written like that, enter %(same)s."
)
SPACES = _("“%(value)s” contains spaces, which are not allowed in e-mail addresses. Did you mean %(guess)s?")
MISTYPED = _("No mail can be sent to “%(value)s”. Did you mean %(guess)s?")
SEVERAL = _("“%(value)s” contains more than one address. Keep only the one to be shown.")

TURKISH = str.maketrans("çğıöşüÇĞİÖŞÜâîûÂÎÛ", "cgiosucgiosuaiuaiu")
# Letters of the width of Chinese ones, as some keyboards of telephones write them.
FULL_WIDTH = {0x3002: ord("."), **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
AT = re.compile(r"\s*[(\[{<]\s*(?:at|et|@)\s*[)\]}>]\s*|\s+at\s+", re.IGNORECASE)
DOT = re.compile(r"\s*[(\[{]\s*(?:dot|nokta)\s*[)\]}]\s*", re.IGNORECASE)
# Endings of domains that do not exist, and the ones that are meant.
WRONG_ENDINGS = {
    **dict.fromkeys(["con", "cmo", "ocm", "vom", "xom", "cim", "comm", "coom", "c0m", "cpm", "col", "om"], "com"),
    **dict.fromkeys(["nte", "ner", "nett"], "net"),
    **dict.fromkeys(["t", "tt", "trr", "tr-"], "tr"),
    "ogr": "org",
    "beltr": "bel.tr",
    "govtr": "gov.tr",
    "comtr": "com.tr",
    "orgtr": "org.tr",
    "keptr": "kep.tr",
    # Of Türkiye only, and so without an address of their own.
    "bel": "bel.tr",
    "kep": "kep.tr",
}
# Endings of names that are known within one house only.
NOT_PUBLIC = {"local", "localhost", "localdomain", "lan", "intranet", "internal", "corp", "invalid", "onion"}
WRONG_DOMAINS = {
    **dict.fromkeys(
        ["gmial.com", "gmai.com", "gmil.com", "gmal.com", "gamil.com", "gmail.co", "gmail.com.tr"], "gmail.com"
    ),
    **dict.fromkeys(["hotmial.com", "hotmal.com", "hotmai.com", "hotmail.co", "hotmail.com.tr"], "hotmail.com"),
    **dict.fromkeys(["outlok.com", "outlook.co"], "outlook.com"),
    **dict.fromkeys(["yaho.com", "yahoo.co"], "yahoo.com"),
}
MARKS = "*#!%&$|"
SURROUNDING = " \t\n.,;:<>\"'“”‘’«»()[]"
# A part of a domain that stands for letters that are not ASCII.
MARKED = re.compile(r"(?:^|[.])xn--")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")


def clean(text: str) -> str:
    """The address in a typed text, its domain in lower case; an empty text is none.

    Raises ValidationError with advice where no mail can go to it.
    """
    typed = carried(str(text)).translate(FULL_WIDTH)
    address = re.sub(r"^\s*(?:mailto:\s*|e-?(?:posta|mail)\s*:\s*)", "", typed, flags=re.IGNORECASE)
    address = address.rstrip(SURROUNDING).lstrip(SURROUNDING.replace(".", ""))
    if not address:
        if typed.strip():
            raise refusal(UNREADABLE, "email", text)
        return ""
    if len(re.findall("@", address)) > 1 and re.search(r"[;,/\s]", address):
        raise refusal(SEVERAL, "several", text)
    name, at, domain = address.rpartition("@")
    # Python makes two signs of the small form of İ.
    address = f"{name}{at}{domain.replace('İ', 'i').lower()}"
    if is_right(address):
        return address
    # In capitals nobody knows which of the two the letter I stands for.
    guess, same = guessed(address), None if "I" in domain else in_ascii(address)
    if guess and same and name.isascii():
        raise refusal(DOMAIN_LETTERS, "email_letters", text, guess=guess, same=same)
    if guess is None:
        raise refusal(UNREADABLE, "email", text)
    raise nearly_right(address, guess, text)


def is_right(address: str) -> bool:
    """Whether mail can go to the address."""
    name, _at, domain = address.rpartition("@")
    try:
        EmailValidator(allowlist=[])(address)
    except ValidationError:
        return False
    is_short = len(address) <= LONGEST and len(name) <= LONGEST_NAME
    # The mark of a note or of a list is none of the name.
    is_plain = '"' not in name and name.strip(MARKS) == name
    return is_short and address.isascii() and is_plain and is_real_domain(domain)


def is_real_domain(domain: str) -> bool:
    """Whether a domain of the internet can be called so, by its letters and by its ending."""
    ending = domain.rpartition(".")[2]
    is_wrong = (
        domain in WRONG_DOMAINS
        or ending in WRONG_ENDINGS
        or ending in NOT_PUBLIC
        or domain.startswith("www.")
        or domain.endswith(".tr.tr")
    )
    return len(domain) <= 253 and DOMAIN.fullmatch(domain) is not None and not is_wrong and is_spelt_right(domain)


def is_spelt_right(domain: str) -> bool:
    """Whether what stands in ASCII for other letters (xn--…) stands for any."""
    try:
        return not MARKED.search(domain) or domain.encode().decode("idna").encode("idna").decode() == domain
    except UnicodeError:
        return False


def in_ascii(address: str) -> str | None:
    """The address with the letters of its domain as mail programs send them; None where no domain is called so."""
    name, at, domain = unicodedata.normalize("NFC", address).rpartition("@")
    try:
        address = f"{name}{at}{domain.encode('idna').decode()}"
    except UnicodeError:
        return None
    return address if is_right(address) else None


def shown(address: str) -> str:
    """As pages show it: with the letters that stand in its domain."""
    name, at, domain = address.rpartition("@")
    return f"{name}{at}{domain.encode().decode('idna')}" if MARKED.search(domain) and is_right(address) else address


def guessed(address: str) -> str | None:
    """The address that is probably meant; None where nothing near it is one."""
    inner = re.search(r"<([^<>@\s]+@[^<>@\s]+)>?", address) or sole_address(address)
    plain = DOT.sub(".", AT.sub("@", inner[1] if inner else address))
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain).translate(TURKISH).lower()
    name, at, domain = plain.strip(SURROUNDING).rpartition("@")
    # A space between two parts of a domain stands for the full stop.
    plain = re.sub(r"\s+", "", name) + at + re.sub(r"(?<=[a-z0-9])\s+(?=[a-z0-9])", ".", domain.strip(), flags=re.I)
    plain = re.sub(r"\s+", "", plain).replace(",", ".").strip(SURROUNDING + MARKS)
    plain = re.sub(r"\.{2,}", ".", plain).replace("@.", "@").replace(".@", "@")
    name, at, domain = plain.rpartition("@")
    guess = f"{name}{at}{corrected_domain(domain.lower())}"
    return guess if is_right(guess) else None


def sole_address(text: str) -> re.Match | None:
    """The one part of a text that is an address as it stands, beside words that are none of it."""
    parts = [part for part in re.finditer(r"(?:mailto:)?([^\s<>()\[\],;:?]+)", text) if is_right(part[1])]
    return parts[0] if len(parts) == 1 and text.count("@") == 1 else None


def corrected_domain(domain: str) -> str:
    domain = re.sub(r"(?:\.tr){2,}$", ".tr", domain.removeprefix("www."))
    start, _dot, ending = domain.rpartition(".")
    domain = f"{start}.{WRONG_ENDINGS.get(ending, ending)}" if start else domain
    return WRONG_DOMAINS.get(domain, domain)


def nearly_right(address: str, guess: str, text: str) -> ValidationError:
    """The refusal that says what is wrong, with the address that is probably meant."""
    if sole_address(address):
        message, code = MISTYPED, "email_mistyped"
    elif re.search(r"\s", address) and not AT.search(address) and "<" not in address:
        message, code = SPACES, "email_spaces"
    elif not address.isascii():
        message, code = LETTERS, "email_letters"
    else:
        message, code = MISTYPED, "email_mistyped"
    return refusal(message, code, text, guess=guess)
