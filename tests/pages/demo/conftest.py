import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from tests.pages.demo.demonstration import UNIONS, dump_of_facts, files, run
from unions.models import Union
from unions.tenancy import scope


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration of both unions, loaded once for this folder; gives what was there before."""
    with django_db_blocker.unblock(), transaction.atomic():
        run("loadfacts")
        before = {"facts": dump_of_facts(), "files": files()}
        before["output"] = run("loaddemo")
        before["added_files"] = files() - before["files"]
        yield before
        transaction.set_rollback(True)
    for path in files() - before["files"]:
        path.unlink()


@pytest.fixture
def demo(loaded, db):
    """The demonstration, given back to each test as it was loaded."""
    return loaded


@pytest.fixture
def facts(demo):
    """The facts alone."""
    run("cleardemo")


@pytest.fixture(params=UNIONS)
def union(request, demo):
    union = Union.objects.get(code=request.param)
    with scope.of(union):
        yield union


@pytest.fixture
def media(demo, tmp_path):
    """The stored files, which a test may remove: they are put back afterwards."""
    root = Path(settings.MEDIA_ROOT)
    shutil.copytree(root, tmp_path / "media")
    yield root
    shutil.copytree(tmp_path / "media", root, dirs_exist_ok=True)
