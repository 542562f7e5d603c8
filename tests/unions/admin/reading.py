"""What a person reads on the pages of the admin, as tests read it."""

from django.urls import reverse

from tests.staff_client import errors

# The name of another union and its rows, which no page of ours may show.
SECRET = "GIZLI-KONYA"


def complaint(response) -> dict[str, str]:
    """The fields complained about, each with what is said there; the answer is a form, never a failure."""
    assert response.status_code == 200
    return {name: " ".join(texts) for name, texts in errors(response).items()}


def tasks(desk) -> dict[str, str]:
    """The lines of the start page and where they lead."""
    context = desk.get(reverse("admin:index")).context
    return {task.text: task.url for task in [*context["tasks"], *context["translations"]]}


def leading_to(desk, path: str) -> list[str]:
    """The lines that lead to an address or below it."""
    return [text for text, url in tasks(desk).items() if url.startswith(path)]


def leading_urls(desk, path: str) -> list[str]:
    """Where those lines lead."""
    return [url for url in tasks(desk).values() if url.startswith(path)]
