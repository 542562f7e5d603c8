"""Shows texts, addresses, files and pictures in the active language, and what `dates_and_numbers` writes."""

from contextlib import suppress

from django import template
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat, linebreaks_filter
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from unions.caching.fragments import cached_fragment, cached_fragments
from unions.caching.parts import FramePart, ListPart
from unions.caching.per_generation import cached_large_value, cached_per_generation
from unions.files.documents import extension
from unions.files.element import picture_element
from unions.files.fields import PictureField, PictureFile
from unions.files.focus import classes_of
from unions.files.renditions import SMALL_STEPS, STEPS
from unions.handbook.screens import chapter_of
from unions.lists import parameters
from unions.publishing.alternates import home_path
from unions.publishing.breadcrumbs import section_of_path
from unions.templatetags import dates_and_numbers
from unions.text import turkish
from unions.text.languages import active_language, is_borrowed, language_of
from unions.text.line_breaks import with_unbroken_references
from unions.text.links import shown
from unions.values import emails, telephones, web_addresses

register = template.Library()
register.filters |= dates_and_numbers.register.filters

FILE_KINDS = {
    "pdf": gettext_lazy("PDF"),
    "docx": gettext_lazy("Word document"),
    "xlsx": gettext_lazy("Excel spreadsheet"),
    "odt": gettext_lazy("OpenDocument text"),
    "ods": gettext_lazy("OpenDocument spreadsheet"),
}

# How crests are stored, whichever row has them.
CREST = PictureField(steps=SMALL_STEPS)


# The handbook


@register.simple_tag(takes_context=True)
def handbook_address(context) -> str:
    """Where the handbook says what is done on this page of the administration."""
    found = getattr(context.get("request"), "resolver_match", None)
    screen = (found.url_name or "") if found else ""
    if screen.startswith("handbook"):
        return reverse("admin:handbook")
    return reverse("admin:handbook_chapter", args=[chapter_of(screen)])


# Texts


@register.simple_tag
def text(row, field: str) -> str:
    """A field as one line of text; a Turkish text without translation is marked as Turkish."""
    # An undefined variable is an empty string here.
    value = getattr(row, field, "") or "" if row else ""
    if value and is_borrowed(row, field):
        return format_html('<span lang="tr">{}</span>', value)
    return value


@register.simple_tag(takes_context=True)
def paragraphs(context, row, field: str) -> str:
    """A field of plain text with its paragraphs and line breaks."""
    return _prose(context, row, field, linebreaks_filter(getattr(row, field, "") or ""))


@register.simple_tag(takes_context=True)
def rich(context, row, field: str) -> str:
    """A field of formatted text, sanitised once more; wide tables scroll on their own."""
    cleaned = row._meta.get_field(field).sanitize(getattr(row, field, "") or "") if row else ""
    cleaned = shown(cleaned, active_language()) if cleaned else cleaned
    region = format_html('<div class="scroll" role="region" tabindex="0" aria-label="{}">', _("Table"))
    cleaned = cleaned.replace("<table", f"{region}<table").replace("</table>", "</table></div>")
    return _prose(context, row, field, mark_safe(cleaned))  # noqa: S308 - sanitised in the line above


def _prose(context, row, field: str, html: SafeString) -> str:
    if not html:
        return ""
    if is_borrowed(row, field):
        return format_html('{}<div class="prose" lang="tr">{}</div>', _borrowed_notice(context), html)
    return format_html('<div class="prose">{}</div>', html)


@register.simple_tag(takes_context=True)
def translation_notice(context, row, *fields: str) -> str:
    """A notice, once a page, that the text is in Turkish; for pages that do not show their texts with `rich`."""
    return _borrowed_notice(context) if row and any(is_borrowed(row, field) for field in fields) else ""


def _borrowed_notice(context) -> str:
    if not _is_first(context, "borrowed_notice"):
        return ""
    words = _("This text has not yet been translated and is shown in Turkish.")
    return render_to_string("includes/notice.html", {"title": _("Not available in English"), "text": words})


def _is_first(context, thing: str) -> bool:
    """Whether this is the first of its kind on the page."""
    # All templates that a page includes share the outermost layer.
    page = context.render_context.dicts[0]
    is_first = thing not in page
    page[thing] = True
    return is_first


@register.simple_tag
def has_text(row, field: str) -> bool:
    """Whether the field has a text to show, be it in Turkish."""
    return bool(row and getattr(row, field, ""))


@register.simple_tag
def not_recorded(*values_and_names) -> str:
    """The names of the values that are not there: {% not_recorded union.founded_on _("founding day") %}."""
    pairs = zip(values_and_names[::2], values_and_names[1::2], strict=True)
    return ", ".join(str(name) for value, name in pairs if not value)


@register.filter
def text_language(row, field: str) -> str:
    """The language a field is shown in, for lang attributes."""
    return language_of(row, field)


@register.filter
def turkish_upper(value) -> str:
    """In capitals by the rules of the active language: i becomes İ in Turkish."""
    return turkish.upper(value, active_language())


@register.filter
def capital(value) -> str:
    """With a capital first letter by the rules of the active language."""
    return turkish.capfirst(value, active_language())


@register.filter
def in_force_on(periods, on_day):
    """The one of several periods that includes a day, such as the name of the union on the day of a decision."""
    return next((period for period in periods if period.is_current_on(on_day)), None)


@register.filter(is_safe=True)
def references(value) -> str:
    """HTML in whose text no date, telephone number, number or citation is torn apart at the end of a line."""
    return with_unbroken_references(str(value or ""))


# Addresses


@register.simple_tag
def query(**values) -> str:
    """The query string that filters a list: {% query organ=organ.slug %} is ?organ=meclis."""
    return parameters.query_string(values)


@register.simple_tag(takes_context=True)
def section_here(context) -> dict | None:
    """The list at the address asked for, or above it; for pages that tell that something is not there."""
    request = context.get("request")
    return section_of_path(request.path) if request else None


@register.simple_tag
def home() -> str:
    """The address of the home page in the active language."""
    return home_path(active_language())


@register.filter
def telephone_links(value) -> str:
    """The telephone numbers of a value, each as a link that dials it; text that holds none as it stands."""
    numbers = [(number.dialled, number.shown()) for number in telephones.understood(value or "")]
    return format_html_join("; ", '<a href="{}">{}</a>', numbers) or (value or "")


@register.filter
def call_links(value) -> str:
    """The same for a list: on phones the word “Call” stands before the number, which is read out only."""
    numbers = [
        (number.dialled, pgettext("telephone", "Call"), number.shown()) for number in telephones.understood(value or "")
    ]
    form = '<a href="{}"><span class="call-word">{} </span><span class="call-number">{}</span></a>'
    return format_html_join("; ", form, numbers) or (value or "")


@register.filter
def telephone_numbers(value) -> str:
    """The same without links, such as for fax numbers."""
    return "; ".join(number.shown() for number in telephones.understood(value or "")) or (value or "")


@register.filter
def mail_link(value) -> str:
    """An e-mail address as a link; what is none as it stands."""
    if not emails.is_right(value or ""):
        return value or ""
    return format_html('<a href="mailto:{}">{}</a>', value, emails.shown(value))


@register.filter
def web_link(value) -> str:
    """A web address as a link to another site; what is none as it stands."""
    with suppress(ValidationError):
        return format_html('<a href="{}" rel="external">{}</a>', web_addresses.clean(value or ""), value or "")
    return value


# Fragments that are rendered once


@register.simple_tag(takes_context=True)
def of_union(context, template_name: str, *marks) -> str:
    """A part of the frame around all pages of a union, rendered once for each generation, language and `marks`.

    The template sees the frame and nothing of the page itself; `marks` are the values by which the part differs.
    """
    frame = context.get("frame")
    if frame is None:
        # Error pages of the admin look like the site, but have no frame.
        return render_to_string(template_name, {"union": context.get("union")})
    return cached_per_generation(context["request"], FramePart(template_name, frame, marks).render)


@register.simple_tag(takes_context=True)
def remembered(context, template_name: str, *marks, **values) -> str:
    """A part of a page, rendered once for each generation, language and `marks`.

    The template sees `values` alone, which the marks decide: while the generation stands, the same marks have the same
    values. Only for what is asked for without a choice of the reader's, since all that was chosen would be kept.
    """
    return cached_large_value(context["request"], ListPart(template_name, values, marks).render)


@register.simple_tag
def fragment(template_name: str, shown: tuple, **values) -> str:
    """A template rendered once for the same `values`; see `unions.caching.fragments`."""
    return cached_fragment(template_name, shown, lambda: values)


@register.simple_tag
def fragments(template_name: str, entries) -> str:
    """The same for each entry of a list, a NamedTuple whose fields the template sees."""
    return cached_fragments(template_name, entries)


# Files and pictures


@register.filter
def filesize(file) -> str:
    """The size of a stored file; empty if the file is missing."""
    try:
        return filesizeformat(file.size)
    except (OSError, ValueError):
        return ""


@register.filter
def file_kind(file) -> str:
    """The file type in words."""
    kind = extension(file.name) if file else ""
    return str(FILE_KINDS.get(kind, turkish.upper(kind, "en")))


@register.inclusion_tag("unions/includes/file_link.html")
def file_link(row, field: str, label: str = "") -> dict:
    """A link to a stored file with its name, type, size and language."""
    return {
        "file": getattr(row, field, None),
        "label": label or str(row),
        # The row's own title stands in for a label.
        "label_language": "tr" if not label and is_borrowed(row, "title") else "",
        "is_foreign": active_language() != "tr",
    }


@register.simple_tag(takes_context=True)
def picture(
    context, row, field: str, sizes: str, alt: str | None = None, css_class: str = "", may_hurry: bool = True
) -> str:
    """A stored picture, or nothing, also where its file is lost; its alternative text is in the field `<field>_alt`.

    The first large picture of a page is fetched early; `may_hurry` is False for a place far down the page.
    """
    file = getattr(row, field, None)
    if not file or not file.is_there:
        return ""
    alt_field = f"{field}_alt"
    return picture_element(
        file,
        alt=getattr(row, alt_field, "") if alt is None else alt,
        sizes=sizes,
        css_class=f"{css_class} {classes_of(row)}".strip(),
        language="tr" if alt is None and is_borrowed(row, alt_field) else "",
        is_first=may_hurry and file.field.steps is STEPS and _is_first(context, "picture"),
    )


@register.simple_tag(takes_context=True)
def portrait(context, person, sizes: str, css_class: str = "portrait", is_named: bool = False) -> str:
    """The portrait of a person, or the initials in the colours of the union; it stands beside the name.

    `is_named` says whose portrait it is to those who do not see it, where the picture is what the page is about.
    """
    alt = _("Portrait: %(name)s") % {"name": person} if is_named else ""
    if person.picture.is_there:
        return picture(context, person, "picture", sizes=sizes, alt=alt, css_class=css_class, may_hurry=False)
    # Drawn by the style sheet: the letters repeat the name, so no text of the page holds them.
    drawn = '<span class="{} initials" data-initials="{}" aria-hidden="true"></span>'
    return format_html(drawn, css_class, turkish.initials(person.name))


@register.simple_tag
def stored_crest(name: str, alt: str, sizes: str, css_class: str = "") -> str:
    """A crest by its stored name, where the row has not been read."""
    file = PictureFile(None, CREST, name)  # type: ignore[arg-type]  # without its row
    return picture_element(file, alt=alt, sizes=sizes, css_class=css_class) if file.is_there else ""
