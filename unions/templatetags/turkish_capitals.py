"""Replaces Django's capfirst in all templates, those of the admin included: Django turns the Turkish i into I."""

from django import template
from django.template.defaultfilters import stringfilter

from unions.text import turkish
from unions.text.languages import active_language

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def capfirst(value: str) -> str:
    """With a capital first letter by the rules of the active language."""
    return turkish.capfirst(value, active_language())
