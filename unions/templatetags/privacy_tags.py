"""What people are told of their data at the form that asks for them."""

from django import template

from unions.models import UnionName
from unions.privacy.inventory import inventory

register = template.Library()


@register.inclusion_tag("includes/disclosure.html")
def disclosure(key: str) -> dict:
    """The notice of one activity of the inventory (Law 6698, art. 10)."""
    return {"activity": inventory().activity(key), "controller": UnionName.objects.current().first()}


@register.filter
def said(activity, name: str) -> str:
    """A text of an activity in the active language."""
    return activity.text(name)
