"""How true the records are, in figures: `python -m benchmarks.records [GROUP...]`.

Tries the tables of values, files and changes that the tests hold, and says how many there are and how many came out
wrong; counts what the reference data lack; and asks for one OParl object among few and among 5,000 meetings.
`--list GROUP` names each case.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
MEMBERS, UNIONS = "tests/members", "tests/unions"


@dataclass(frozen=True)
class Group:
    """A table of cases: what they are, how many are promised, and the tests that try them."""

    what: str
    promised: int
    tests: tuple[str, ...]
    # Cases that a test tries without saying so: data sets in each format and language, changes of a seed.
    inside: int = 0


PLACES, OFFICES = f"{MEMBERS}/municipalities/test_matching.py", f"{MEMBERS}/exchange/test_files_of_offices.py"
PHONES, NAMES = f"{UNIONS}/values/test_telephones.py", f"{UNIONS}/values/test_person_names.py"
GROUPS = {
    "spellings": Group(
        "spellings of municipalities",
        200,
        tuple(
            f"{PLACES}::{name}"
            for name in [
                "test_a_name_is_found_however_it_is_written",
                "test_what_is_not_understood_is_a_question",
                "test_other_columns_tell_and_limit_what_a_name_means",
            ]
        ),
    ),
    "telephones": Group(
        "telephone numbers",
        120,
        (
            f"{PHONES}::test_a_number_is_understood_however_it_is_written",
            f"{PHONES}::test_what_is_not_understood_is_refused_in_turkish",
        ),
    ),
    "names": Group("names of people and titles", 60, (NAMES, f"{UNIONS}/values/test_titles.py")),
    "headings": Group(
        "headings",
        60,
        (f"{MEMBERS}/exchange/test_vocabulary.py::test_a_heading_means_a_column_whatever_its_endings_and_remarks",),
    ),
    "workbooks": Group("workbooks and other files of offices", 40, (OFFICES,)),
    "files": Group(
        "pictures and documents",
        40,
        (f"{UNIONS}/files/test_pictures.py", f"{UNIONS}/files/test_documents.py", f"{UNIONS}/files/test_texts.py"),
    ),
    "round-trips": Group(
        "data sets in each format and both languages, read again in both",
        1,
        (f"{MEMBERS}/standards/open_data/test_round_trip.py",),
    ),
    "oparl": Group(
        "random changes followed by OParl in both languages (two seeds of 150)",
        300,
        (f"{MEMBERS}/standards/oparl/test_following.py",),
        inside=300,
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", choices=[[], *GROUPS, "places", "object"], default=[])
    parser.add_argument("--list", action="store_true", help="name each case")
    asked = parser.parse_args()
    chosen = asked.groups or [*GROUPS, "places", "object"]
    wrong = 0
    for name in chosen:
        if name in GROUPS:
            wrong += tried(GROUPS[name], names_each=asked.list)
    if "places" in chosen:
        places()
    if "object" in chosen:
        one_object()
    sys.exit(bool(wrong))


def tried(group: Group, *, names_each: bool) -> int:
    """Try one group; how many tests failed."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *group.tests]
    kept = {name: value for name, value in os.environ.items() if name not in {"DATA_DIR", "DJANGO_SETTINGS_MODULE"}}
    done = subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False)
    counted = re.search(r"(\d+) cases in (\d+) tests", done.stdout)
    failed = re.search(r"(\d+) failed", done.stdout)
    cases = max(int(counted[1]) if counted else 0, group.inside)
    print(f"{group.what}: {cases} (promised {group.promised}), tests that failed: {failed[1] if failed else 0}")
    if failed or not counted:
        print(done.stdout[-3000:], done.stderr[-1000:])
    if names_each:
        print_cases(group)
    return int(failed[1]) if failed else int(not counted)


def print_cases(group: Group) -> None:
    """The name of each case, which says what became of it where the test has the answer in the row."""
    script = (
        "import sys, importlib, django; django.setup()\n"
        "for node in sys.argv[1:]:\n"
        "    path, _, name = node.partition('::')\n"
        "    module = importlib.import_module(path[:-3].replace('/', '.'))\n"
        "    for key, test in vars(module).items():\n"
        "        if key.startswith('test_') and name in ('', key) and hasattr(test, 'folded'):\n"
        "            print(f'  {key}:')\n"
        "            for row, _values in test.folded[1]():\n"
        "                print(f'    {row}')\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "-c", script, *group.tests], cwd=ROOT, env=environment, check=True)


def places() -> None:
    """Municipalities of the reference data without a population of their own, and without a point."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    script = (
        "import django; django.setup()\n"
        "from members.municipalities.reference_data import municipalities\n"
        "rows = [row for row in municipalities() if not row.closed_on]\n"
        "of_district = sum(row.population_of == 'district' for row in rows)\n"
        "numbers = [len(rows), sum(not row.population for row in rows), of_district]\n"
        "print('municipalities %s; without a population %s, with that of their district only %s; ' % tuple(numbers)\n"
        "      + f'without a point {sum(row.latitude is None for row in rows)}')\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True)


def one_object() -> None:
    """Queries and time of the processor for one meeting in OParl, among 50 meetings and among 5,000."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "trakyakent_site.settings", "DATA_DIR": folder, "DATABASE_URL": ""}
        os.environ["DEBUG"] = "1"
        import django

        django.setup()
        from django.core.management import call_command

        from benchmarks import growth

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        for code in growth.MEETINGS:
            growth.make_union(code, 0)
        costs = {code: cost(code) for code in growth.MEETINGS}
        for code, (queries, spent) in costs.items():
            print(
                f"one OParl meeting among {growth.MEETINGS[code]}: {queries} queries, {spent:.1f} ms of the processor"
            )


def cost(code: str) -> tuple[int, float]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from unions.models import Meeting, Union
    from unions.tenancy import scope

    with scope.of(Union.objects.get(code=code)):
        key = Meeting.objects.order_by("pk")[20].pk
    client, times = Client(HTTP_HOST=f"{code}.localhost"), []
    path = f"/oparl/tr/meeting/{key}/"
    for _number in range(15):
        began = time.process_time()
        answer = client.get(path)
        times.append(1000 * (time.process_time() - began))
        if answer.status_code != 200:
            raise SystemExit(f"{path} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked), statistics.median(times)


if __name__ == "__main__":
    main()
