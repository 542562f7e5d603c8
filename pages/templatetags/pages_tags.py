"""What is published, in other forms than on its page, and what staff see beside it."""

from django import template
from django.conf import settings

from pages.founding.steps import steps_left
from unions.tenancy import scope
from unions.tenancy.roles import may_enter
from unions.text.richtext import plain_text

register = template.Library()

register.filter("plain_text", plain_text)


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
