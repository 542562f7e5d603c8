import pytest
from django.template import Context, Template
from django.utils import translation


@pytest.mark.parametrize(("language", "expected"), [("tr", "İlçe &amp; ılıca"), ("en", "Ilçe &amp; ılıca")])
def test_every_template_makes_capitals_by_the_rules_of_its_language(language, expected):
    with translation.override(language):
        assert Template("{{ value|capfirst }}").render(Context({"value": "ilçe & ılıca"})) == expected
