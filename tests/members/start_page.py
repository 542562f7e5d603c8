"""The tasks that the start page of the admin shows."""

from tests.staff_client import staff_client


def tasks(union, role="manager") -> dict[str, bool]:
    """The lines of the start page, and whether each is overdue."""
    answer = staff_client(union, role, language="en").get("/yonetim/")
    return {str(task.text): task.is_overdue for task in answer.context["tasks"]}


def line(tasks: dict[str, bool], words: str) -> list[bool]:
    return [is_overdue for text, is_overdue in tasks.items() if words in text]
