"""Twenty questions that people bring to the site of a union: `python -m benchmarks.questions`.

Each is asked as somebody with a small telephone and without script asks it: the home page is opened, links are followed
by their words, and the text of the page that is reached is read. Opening the menu is no tap. A question is answered
when everything that belongs to the answer stands on one page, at most two taps from home; it is said when the page
tells plainly that this is not yet published or not on record. The command asks a database of its own, once with the
facts that ship with the project alone and once with the demonstration.
"""

import os

from benchmarks.twenty_questions import LANGUAGES, QUESTIONS, UNIONS
from benchmarks.visitor import ANSWERED, OPEN, SAID, Outcome, Visitor


def outcomes(get_for, year: int, *, is_typed: bool = False) -> dict[tuple[int, str, str], Outcome]:
    """What is found, by question, union and language; `get_for` gives the function that asks a union."""
    found = {}
    for union, member in UNIONS.items():
        for language in LANGUAGES:
            visitor = Visitor(get_for(union), member, year, language)
            for question in QUESTIONS:
                ask = visitor.ask_by_typing if is_typed else visitor.ask
                found[question.number, union, language] = ask(question)
    return found


def asked_in_process(union: str):
    """Asks the site in this process, at the host name of the union."""
    from django.test import Client

    client = Client(headers={"host": f"{union}.localhost"})

    def get(path: str) -> str | None:
        answer = client.get(path, follow=True)
        is_page = answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")
        return answer.content.decode() if is_page else None

    return get


def shown(found: dict[str, dict[tuple[int, str, str], Outcome]]) -> str:
    """All outcomes in one table: a row a question, a column a union and language, with facts alone and with all."""
    from benchmarks.tables import table

    columns = [(data, union, language) for data in found for union in UNIONS for language in LANGUAGES]
    head = ["question", *(f"{data} {union[:2]} {language}" for data, union, language in columns)]
    rows = [
        [
            f"{question.number} {question.words.replace('<member>', ' / '.join(UNIONS.values()))}",
            *(str(found[d][question.number, u, lang]) for d, u, lang in columns),
        ]
        for question in QUESTIONS
    ]
    for state in [ANSWERED, SAID, OPEN]:
        counts = [sum(found[d][q.number, u, lang].state == state for q in QUESTIONS) for d, u, lang in columns]
        rows.append([state, *(str(count) for count in counts)])
    return table(head, rows)


def main() -> None:
    """Loads a database in memory, asks, and prints."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_test_environment
    from django.utils import timezone

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    year = timezone.localdate().year
    ways, typed = {}, {}
    for data, command in [("facts", "loadfacts"), ("demo", "loaddemo")]:
        call_command(command, verbosity=0)
        ways[data] = outcomes(asked_in_process, year)
        typed[data] = outcomes(asked_in_process, year, is_typed=True)
    print(f"By links:\n{shown(ways)}\n\nBy typing it into the search:\n{shown(typed)}")


if __name__ == "__main__":
    main()
