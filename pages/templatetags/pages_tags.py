"""What is published, in other forms than on its page, and what staff see beside it."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from pages import plain_page
from pages.findability import head
from pages.founding.steps import steps_left
from pages.library.credits import credit_of
from pages.search.near import near_pages
from unions.lists import parameters
from unions.templatetags.unions_tags import translation_notice
from unions.tenancy import scope
from unions.tenancy.roles import may_enter
from unions.text.richtext import plain_text

register = template.Library()

register.filter("plain_text", plain_text)


@register.simple_tag
def title_of(kind, row) -> str:
    """The title of a publication, unlike that of any other."""
    return head.title_of(kind, row)


@register.simple_tag
def description_of(kind, row) -> str:
    """What a publication is about, unlike the words of any other."""
    return head.description_of(kind, row)


@register.simple_tag
def facts_of(kind, row) -> list:
    """What the type of a publication says of it in fields of their own."""
    return plain_page.facts_of(kind, row)


@register.simple_tag(takes_context=True)
def notice_of(context, row) -> str:
    """A notice that something of the publication is in Turkish."""
    return translation_notice(context, row, *row.translated)


@register.simple_tag(takes_context=True)
def description_of_page(context, page) -> str:
    """What a page of the tree is about, unlike the words of any other."""
    return head.description_of_page(context["request"], page)


@register.simple_tag(takes_context=True)
def last_word_of_address(context) -> str:
    """What the address asks for, as words to search for: the part behind the last stroke."""
    request = context.get("request")
    words = [part for part in (request.path if request is not None else "").split("/") if part]
    return "".join(sign for sign in words[-1] if sign.isprintable())[:200] if len(words) > 1 else ""


@register.simple_tag(takes_context=True)
def again(context, row) -> str:
    """A number for a row, where others of the same title came before it; else nothing."""
    return head.again(context["request"], row)


@register.simple_tag(takes_context=True)
def person_apart(context, person, offices, former_offices) -> str:
    """What sets a person apart from others of the same name: whom they represent or where they sit, and a number."""
    found = [office for office, _neighbours in [*offices, *former_offices]]
    return head.person_apart(context["request"], person, found)


@register.simple_tag(takes_context=True)
def narrowing(context) -> str:
    """What the list has been narrowed to, and which of its pages this is; empty for the list itself."""
    request = context.get("request")
    return head.narrowing_of(request, context.get("page")) if request is not None else ""


class KnownHead(template.Node):
    """What is written within, remembered for the tags that follow. A block within may ask for `block.super`."""

    def __init__(self, nodelist: template.NodeList):
        self.nodelist = nodelist

    def render(self, context) -> SafeString:
        content = self.nodelist.render(context)
        context.render_context["head"] = head.head_in(content)
        return content


@register.tag
def known_head(parser, token) -> KnownHead:
    """Title and description, which what follows in the head repeats for those who share the page."""
    nodelist = parser.parse(["endknown_head"])
    parser.delete_first_token()
    return KnownHead(nodelist)


@register.inclusion_tag("pages/includes/shared.html", takes_context=True)
def shared_as(context) -> dict:
    """How the page looks where a link to it is shown, and what programs learn from it."""
    request, known = context.get("request"), context.render_context.get("head")
    if request is None or known is None or getattr(request, "union", None) is None or not context.get("canonical"):
        return {}
    properties = head.properties(request, context, known)
    card = dict(properties)["og:image"]
    return {"properties": properties, "linked_data": head.linked_data(request, context, known, card)}


@register.inclusion_tag("admin/includes/first_steps.html", takes_context=True)
def first_steps(context) -> dict:
    """The steps that are left until the union's site is complete, for those who manage it."""
    request = context["request"]
    union = scope.union()
    is_manager = union is not None and request.user.has_perm("unions.change_union")
    return {"steps": steps_left(union, request.user) if union and is_manager else []}


@register.inclusion_tag("includes/missing_here.html", takes_context=True)
def missing_here(context) -> dict:
    """What a public page lacks, for staff who have signed in; a reader has no cookie, and nothing is asked of one."""
    request = context.get("request")
    union = scope.union()
    if request is None or union is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return {"steps": []}
    user = getattr(request, "user", None)
    page = request.resolver_match.url_name if request.resolver_match else ""
    if not page or user is None or not user.is_authenticated or not may_enter(user):
        return {"steps": []}
    return {"steps": steps_left(union, user, page)}


# What narrows a list, unlike the page of it that is open.
NOT_FOLLOWED = {"page", "after", "before", "part", "order", "view", "size", "format", "address"}


@register.simple_tag(takes_context=True)
def follow_url(context, path: str = "") -> str:
    """Where to follow what this page shows, with its filters, or what stands at another path of the site."""
    request = context["request"]
    values = parameters.values_in(request.GET)
    narrowed = {name: value for name, value in values.items() if name not in NOT_FOLLOWED}
    followed = path or request.path + parameters.query_string(narrowed)
    return reverse("follow") + parameters.query_string({"address": followed})


@register.simple_tag(takes_context=True)
def pages_nearby(context) -> list[tuple[str, str]]:
    """Pages whose addresses are nearly the one that was asked for: titles and addresses."""
    request = context.get("request")
    return near_pages(request) if request is not None else []


@register.simple_tag(takes_context=True)
def picture_credit(context, row) -> str:
    """Who took the picture of a row or owns it, from the library."""
    request = context.get("request")
    return credit_of(request, row) if request is not None else ""
