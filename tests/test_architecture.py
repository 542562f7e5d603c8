"""The directions in which the code may lean."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Each may import only itself and those before it.
LAYERS = ["unions", "members", "pages", "trakyakent_site"]
FILES = [path.relative_to(ROOT) for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
# Withdrawn on purpose: each of them was the way into a published security hole of the last year.
BANNED_MODULES = ["django.contrib.gis", "django.middleware.cache", "django.views.decorators.cache.cache_page"]
BANNED_ADMIN_NAMES = ["GenericStackedInline", "GenericTabularInline", "list_editable"]
VAGUE_NAMES = ["common", "core", "helpers", "services", "utils"]


def imported_modules(path):
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.module
            yield from [f"{node.module}.{alias.name}" for alias in node.names]


def names_used(path):
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_point_downwards(path):
    layers_above = LAYERS[LAYERS.index(path.parts[0]) + 1 :]

    imported_layers = {module.split(".")[0] for module in imported_modules(path)}

    # A layer may read the settings, but only through django.conf.
    assert imported_layers.isdisjoint([*layers_above, "tests"])


@pytest.mark.parametrize("path", FILES, ids=str)
def test_what_let_others_down_is_not_used(path):
    assert set(imported_modules(path)).isdisjoint(BANNED_MODULES)
    assert set(names_used(path)).isdisjoint(BANNED_ADMIN_NAMES)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_modules_are_named_by_their_subject(path):
    assert path.stem not in VAGUE_NAMES


def test_an_upward_import_would_be_seen(tmp_path):
    path = tmp_path / "wrong.py"
    path.write_text("def late():\n    from pages.models import Page\n    return Page\n")

    assert {"pages.models", "pages.models.Page"} <= set(imported_modules(path))


def test_no_style_or_script_stands_inside_a_template():
    offenders = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for found in [" style=", "<style", " onclick=", " onload=", "javascript:"]
        if found in path.read_text(encoding="utf-8")
    ]

    assert offenders == []
