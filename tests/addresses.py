from django.urls import reverse
from django.utils import translation


def address(name: str, language: str = "tr", **arguments) -> str:
    """The path with this name in a language."""
    with translation.override(language):
        return reverse(name, kwargs=arguments)
