"""Workers are woken by the database as soon as something new is committed."""

import threading

import pytest
from django.db import connection, transaction

from tests import factories as make
from unions.background.bells import Listener
from unions.models import FileText, OutgoingMail, PictureJob
from unions.tenancy import scope


@pytest.fixture
def bells():
    """The bells of a thread that listens; it is ready."""
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL rings.")
    stop = threading.Event()
    bells = {model._meta.db_table: threading.Event() for model in [OutgoingMail, PictureJob, FileText]}
    listener = Listener(stop, bells)
    thread = threading.Thread(target=listener.work, daemon=True)
    thread.start()
    # Once it listens, it rings them all: what came before is told to nobody.
    for bell in bells.values():
        assert bell.wait(60)
        bell.clear()
    yield bells
    stop.set()
    # Its wait ends at the next ring.
    PictureJob.objects.create(name="ornek/son.png", steps=[320])
    thread.join(60)
    assert not thread.is_alive()
    assert not listener.is_listening


@pytest.mark.django_db(transaction=True)
def test_each_committed_row_rings_the_bell_of_its_table_alone(bells):
    union = make.make_union()
    for rows, ring in [
        (OutgoingMail, lambda: make.make_outgoing_mail()),
        (PictureJob, lambda: PictureJob.objects.create(name="ornek/resim.png", steps=[320])),
        (FileText, lambda: FileText.objects.bulk_create([FileText(name="ornek/belge.pdf")])),
    ]:
        with scope.of(union), transaction.atomic():
            ring()
            assert not bells[rows._meta.db_table].is_set()
        assert bells[rows._meta.db_table].wait(60)
        assert [table for table, bell in bells.items() if bell.is_set()] == [rows._meta.db_table]
        bells[rows._meta.db_table].clear()


@pytest.mark.django_db(transaction=True)
def test_mail_that_is_made_due_again_rings(bells):
    with scope.of(make.make_union()):
        make.make_outgoing_mail(state=OutgoingMail.State.FAILED)
    bell = bells["unions_outgoingmail"]
    assert bell.wait(60)
    bell.clear()

    OutgoingMail.all_unions.try_again()

    assert bell.wait(60)


@pytest.mark.django_db
def test_elsewhere_nobody_listens():
    assert Listener.can_listen() == (connection.vendor == "postgresql")
