"""Web addresses that anybody can open, and where a link in a text may lead."""

import re
from urllib.parse import SplitResult, quote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unions.text.cleaning import carried
from unions.values import emails
from unions.values.emails import FULL_WIDTH, TURKISH, is_real_domain
from unions.values.telephones import refusal, understood

LONGEST = 200

UNREADABLE = _("“%(value)s” is not a web address. Enter it in this form: www.corlu.bel.tr.")
MISTYPED = _("“%(value)s” cannot be opened. Did you mean %(guess)s?")
IS_EMAIL = _(
    "“%(value)s” is an e-mail address, not a web address. Enter the web address in this form: www.corlu.bel.tr."
)
SECRETS = _("“%(value)s” contains a user name or password, which every reader would see. Leave them out.")
PORT = _("“%(value)s” contains a port (the number after the colon), which many networks block. Leave it out.")
TOO_LONG = _("The web address has %(length)s characters; the limit is %(limit)s. Enter a shorter one.")
NO_LINK = _(
    "The link “%(value)s” does not work. Enter a web address (www.trakya.gov.tr), an e-mail address, a telephone "
    "number or an address of this site that begins with a slash (/)."
)

SCHEME = re.compile(r"https?://(?=[^/\s])", re.IGNORECASE)
# Slips of the finger before the name of the host.
NEAR_SCHEME = re.compile(r"(?:htt?pps?|h?t{1,3}ps?)[:;]?/{0,3}(?=[^/\s])|/{2,}(?=[^/\s])", re.IGNORECASE)
ANY_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:(?![0-9]+(?:/|$))", re.IGNORECASE)
# What a name with a dot in it means when it stands alone in a link: a file, not a host.
FILE_NAME = re.compile(
    r"[^/]+\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar|jpe?g|png|gif|webp|html?|php|aspx?|txt|csv)", re.I
)
SAFE_IN_ADDRESS = "/?#[]@!$&'()*+,;=:%-._~"


def clean(text: str, *, may_have_port: bool = False, longest: int = LONGEST) -> str:
    """The web address in a typed text, with https:// before it where nothing stands there; an empty text is none.

    Raises ValidationError with advice where nobody could open it.
    """
    typed = " ".join(carried(str(text)).translate(FULL_WIDTH).split())
    address = typed.strip("<>\"'“”‘’«» ").rstrip(".,;")
    if not address:
        if typed:
            raise refusal(UNREADABLE, "website", text)
        return ""
    if not SCHEME.match(address) and not ANY_SCHEME.match(address) and "@" not in address.partition("/")[0]:
        address = f"https://{address}"
    parts = opened(address, text, may_have_port)
    host = (parts.hostname or "").rstrip(".")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    # A sign of per cent that begins no code means itself.
    path = re.sub("%(?![0-9a-f]{2})", "%25", parts.path + query + anchor, flags=re.IGNORECASE)
    whole = f"{parts.scheme.lower()}://{host}{port}{quote(path, safe=SAFE_IN_ADDRESS)}"
    if len(whole) > longest:
        raise ValidationError(TOO_LONG, code="website_long", params={"length": len(whole), "limit": longest})
    return whole


def opened(address: str, text: str, may_have_port: bool) -> SplitResult:
    """The parts of an address that can be opened; raises ValidationError for any other."""
    if emails.is_right(re.sub(r"^mailto:", "", address, flags=re.IGNORECASE)):
        raise refusal(IS_EMAIL, "website_email", text)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise refusal(UNREADABLE, "website", text) from None
    if SCHEME.match(address) and parts.username is None and is_host(parts.hostname) and is_path(parts):
        if port not in (None, 80, 443) and (not may_have_port or not port):
            raise refusal(PORT, "website_port", text)
        if not re.search(r":[^0-9]?$", parts.netloc):
            return parts
    if SCHEME.match(address) and parts.username is not None:
        raise refusal(SECRETS, "website_secrets", text)
    raise nearly_right(address, text)


def is_host(host: str | None) -> bool:
    name = (host or "").rstrip(".")
    return is_real_domain(name.removeprefix("www.")) and not re.match(r"www\.www\.|ww\.|wwww+\.|(?:w\.){2}", name)


def is_path(parts: SplitResult) -> bool:
    """Whether what stands behind the host is part of an address: no space, no backslash, no bracket of a tag."""
    return not re.search(r"[\s\\<>\"{}|^`]|%[01][0-9a-f]|%7f", parts.geturl(), re.IGNORECASE)


def nearly_right(address: str, text: str) -> ValidationError:
    """The refusal, with the address that is probably meant where one is near."""
    rest = NEAR_SCHEME.sub("", re.sub(r"^https?://", "", address, flags=re.IGNORECASE), count=1)
    rest = re.sub(r"^https?:?/*", "", rest, flags=re.IGNORECASE)
    host, slash, path = rest.strip().replace("\\", "/").partition("/")
    host = re.sub(r"\s*([.,])\s*", ".", host.translate(TURKISH).lower()).strip(" .")
    host = re.sub(r"^w{2,4}[.,]w{0,3}\.?|^ww+(?=\.)|^(?:w\.){2,3}", "www.", re.sub(r"\.{2,}", ".", host))
    prefix = "www." if host.startswith("www.") else ""
    host = prefix + emails.corrected_domain(host.removeprefix("www.").lstrip("."))
    if re.match(r"(?:javascript|data|vbscript|file|ftp|blob|about|mailto|tel):", address, re.IGNORECASE):
        return refusal(UNREADABLE, "website", text)
    guess = f"https://{host}{slash}{path}"
    # Two addresses in a line are not one with a slip in it.
    is_one = "www." not in host.removeprefix("www.") and not re.search(r"[\s@]", path) and "@" not in host
    if not is_one or not is_host(host) or not is_path(urlsplit(guess)):
        return refusal(UNREADABLE, "website", text)
    return refusal(MISTYPED, "website_mistyped", text, guess=guess)


def clean_link(text: str) -> str:
    """Where a link of a text leads: a web address, an address of this site, a mail address or a telephone number.

    Raises ValidationError for anything else.
    """
    typed = carried(str(text)).strip()
    if re.match(r"(?:/(?![/\\])|#)[^\s\\<>\"]*$", typed):
        return typed
    if numbers := understood(typed):
        return numbers[0].dialled
    try:
        return mail_link(typed) if is_mail_link(typed) else web_link(typed)
    except ValidationError as error:
        if "guess" in (error.params or {}):
            raise
        raise refusal(NO_LINK, "link", text) from error


class SiteOrWeb:
    """An address of this site, which begins with a slash, or a web address."""

    @staticmethod
    def clean(text: str) -> str:
        typed = carried(str(text)).strip()
        if typed.startswith("/"):
            return clean_link(typed)
        return clean(typed, longest=300)


def is_mail_link(text: str) -> bool:
    return text.lower().startswith("mailto:") or ("@" in text and not re.match(r"[a-z]+://|[^@]*/", text, re.I))


def mail_link(text: str) -> str:
    """mailto: with the address, and with the subject that was typed."""
    address, question, parameters = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE).partition("?")
    cleaned = emails.clean(address)
    if not cleaned:
        raise refusal(NO_LINK, "link", text)
    return f"mailto:{cleaned}{question}{quote(parameters, safe=SAFE_IN_ADDRESS)}"


def web_link(text: str) -> str:
    has_scheme = SCHEME.match(text) is not None
    if not has_scheme and (FILE_NAME.fullmatch(text) or "." not in text.partition("/")[0]):
        raise refusal(NO_LINK, "link", text)
    cleaned = clean(text, may_have_port=True, longest=2000)
    if not cleaned:
        raise refusal(NO_LINK, "link", text)
    return cleaned
