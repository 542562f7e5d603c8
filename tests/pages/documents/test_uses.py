"""Where a document of the library is shown, and what becomes of that when its file is replaced or it is deleted."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from pages.documents.uses import numbers_of_uses
from tests import factories as make
from tests.factories import pdf_upload
from tests.staff_client import address, staff_client
from unions.background.stored_files import remove_orphans

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(bound):
    return make.make_document(title_tr="Teknik şartname")


@pytest.fixture
def decision(document):
    return make.make_decision(title_tr="İhale kararı", file=document.file.name)


def test_where_a_document_is_shown_is_said_in_its_form_and_in_the_list(bound, manager, document, decision):
    meeting = make.make_meeting(minutes=document.file.name, call_letter=document.file.name)
    other = make.make_document(title_tr="Başka")

    assert set(document.uses()) == {decision, meeting}
    assert numbers_of_uses(bound, [document.file.name, other.file.name])[document.file.name] == 3
    form = manager.get(address("change", document)).text
    assert address("change", decision) in form
    assert address("change", meeting) in form
    assert "nothing: not used" not in form
    listed = manager.get(reverse("admin:pages_document_changelist")).text
    assert "3 kayıt" in listed


def test_another_file_stands_at_once_wherever_the_former_was_shown_and_the_address_leads_on(
    manager, client, document, decision
):
    meeting = make.make_meeting(minutes=document.file.name, call_letter=pdf_upload("davet.pdf"))
    former, letter = document.file.url, meeting.call_letter.name

    manager.save(address("change", document), file=pdf_upload("yeni.pdf"))

    for row in [document, decision, meeting]:
        row.refresh_from_db()
    assert document.file.url != former
    assert decision.file.name == meeting.minutes.name == document.file.name
    assert meeting.call_letter.name == letter
    answer = client.get(former, HTTP_HOST=manager.host)
    assert (answer.status_code, answer["Location"]) == (301, document.file.url)


def test_a_document_is_not_deleted_while_a_row_shows_it(manager, document, decision):
    with pytest.raises(ProtectedError):
        document.delete()
    page = manager.get(address("delete", document)).text
    assert address("change", decision) in page

    decision.file = ""
    decision.save()
    document.delete()


def test_a_file_that_readers_see_elsewhere_is_replaced_by_those_alone_who_may_change_that(bound, document, decision):
    document.status = "draft"
    document.save()
    # Editors may change drafts only; the decision is public.
    editor = staff_client(bound, "editor")

    answer = editor.save(address("change", document), file=pdf_upload("yeni.pdf"))

    assert "İhale kararı" in str(answer.context["adminform"].form.errors["file"])
    decision.refresh_from_db()
    assert decision.file.name == document.file.name


def test_a_file_of_the_library_stays_on_the_disk_while_any_row_or_history_names_it(bound, document, decision):
    decision.file.storage.open(decision.file.name).close()

    remove_orphans()

    assert decision.file.storage.exists(decision.file.name)
