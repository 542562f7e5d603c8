import subprocess

import pytest

from benchmarks import structure
from benchmarks.structure import Structure

FILES = {
    "unions/__init__.py": "",
    "unions/apps.py": "class Config: ...\n",
    "unions/text/__init__.py": "",
    "unions/text/turkish.py": "import re\n\n\ndef fold(text):\n    return text\n",
    "unions/law/__init__.py": "from unions.law.rules import rule\n",
    "unions/law/rules.py": "def rule():\n    from unions.models import Union\n    return Union\n",
    "unions/models.py": "from unions.law import rule\nfrom unions.text.turkish import fold\n\n\nclass Union: ...\n",
    "unions/migrations/__init__.py": "",
    "unions/migrations/0001_initial.py": "def forgotten(): ...\n",
    "members/__init__.py": "",
    "members/views.py": "def listed(rows):\n    return rows.filter(a=1).exclude(b=2).published()\n",
    "members/people/__init__.py": "",
    "members/people/decision_views.py": "from members import views\n\n\ndef shown(rows): return views.listed(rows)\n",
    "tests/unions/text/test_turkish.py": "",
}


@pytest.fixture
def code(tmp_path):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return Structure(tmp_path)


def test_modules_are_counted_by_folder_without_migrations(code):
    assert code.modules_of_folders() == {
        "unions": 2,
        "unions/text": 1,
        "unions/law": 1,
        "members": 1,
        "members/people": 1,
    }


def test_an_arrow_leads_from_part_to_part_of_an_app(code):
    assert code.arrows("unions") == {
        ("unions/models", "unions/law"),
        ("unions/models", "unions/text"),
        ("unions/law", "unions/models"),
    }
    assert code.arrows("members") == {("members/people", "members/views")}


def test_a_circle_is_found_through_functions_as_well(code):
    assert code.circles() == [{"unions.law", "unions.law.rules", "unions.models"}]


def test_what_only_the_checker_of_types_reads_makes_no_circle(tmp_path, code):
    text = "if TYPE_CHECKING:\n    from unions.models import Union\n"
    (tmp_path / "unions/law/rules.py").write_text(f"{text}\n\ndef rule(): ...\n")

    assert Structure(tmp_path).circles() == []


def test_functions_are_counted_from_def_to_their_end(tmp_path, code):
    body = "    pass\n" * 24
    (tmp_path / "unions/text/turkish.py").write_text(f"@cache\ndef long():\n{body}    pass\n\n\ndef fits():\n{body}")

    assert Structure(tmp_path).long_functions() == ["unions/text/turkish.py:2 long: 26"]


def test_queries_that_views_put_together_are_counted(code):
    assert code.queries_in_views() == ["members/views.py:2"] * 2


def test_a_module_that_defines_something_owes_a_test_of_its_name(code):
    assert code.without_a_test() == [
        "unions/law/rules.py: tests/unions/law/test_rules.py",
        "unions/models.py: tests/unions/test_models.py",
        "members/people/decision_views.py: tests/members/people/test_decision_views.py",
        "members/views.py: tests/members/test_views.py",
    ]
    assert len(code.owing_a_test()) == 5


def test_the_command_prints_every_figure_and_its_places(code, monkeypatch, capsys):
    monkeypatch.setattr(structure, "Structure", lambda: code)
    monkeypatch.setattr(code, "type_errors", lambda: ["unions/models.py:1: error: wrong"])

    structure.main(["--list"])

    printed = capsys.readouterr().out
    assert "| modules with a test of their name | 1 of 5 (20.0 %) |" in printed
    assert "| type errors | 1 |" in printed
    assert "type errors:\n  unions/models.py:1: error: wrong" in printed


def test_a_checker_that_breaks_off_is_no_tree_without_errors(tmp_path, monkeypatch):
    broken = subprocess.CompletedProcess([], 1, stdout="", stderr="NameError: name 'ClassVar' is not defined")
    monkeypatch.setattr(subprocess, "run", lambda *arguments, **options: broken)

    with pytest.raises(SystemExit, match="ClassVar"):
        Structure(tmp_path).type_errors()
