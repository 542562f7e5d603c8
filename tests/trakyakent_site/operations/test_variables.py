"""The names of the variables: all known, none mistaken for another program's."""

import re

import pytest
from django.conf import settings

from tests.tables import table
from tests.trakyakent_site.operations.judged import problems
from trakyakent_site.operations.variables import VARIABLES


@pytest.mark.parametrize("name", ["DATABSE_URL", "SECRET_KEYS", "TRUSTED_PROXY", "DJANGO_SECRET_KEY", "ALLOWED_HOSTS"])
def test_misspelt_variable_of_the_process_is_refused(name):
    assert name in problems(**{name: "x"})


@table("name", ["PATH", "HTTP_PROXY", "EMAIL", "PGHOST", "POSTGRES_USER", "HOST", "DATA", "XDG_DATA_DIRS"])
def test_variables_of_other_programs_are_left_alone(name):
    assert problems(**{name: "x"}) == {}


def test_readme_lists_every_variable():
    text = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")

    assert {name for name in VARIABLES if f"`{name}`" not in text} == set()


def test_every_variable_that_the_settings_read_is_judged():
    source = (settings.BASE_DIR / "trakyakent_site" / "settings.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))

    assert len(asked) > 12
    assert asked <= set(VARIABLES)
