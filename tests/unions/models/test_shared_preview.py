from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.staff_client import address, staff_client
from unions.models import SharedPreview, StaffRole
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def seen(union_client, link, language="tr"):
    with scope.request():
        path = reverse("admin:shared_preview", args=[link.token, language])
        return Client(HTTP_HOST=union_client.host).get(path)


def test_it_ends_by_its_term_by_being_revoked_and_with_the_rights_of_its_maker(union, ayse):
    post = make.make_post(union=union, status="draft")
    share = address("share", post)
    for _time in range(3):
        ayse.post(share, {"shows": "latest"})
    over, revoked, left = SharedPreview.objects.all()
    assert [seen(ayse, link).status_code for link in (over, revoked, left)] == [200, 200, 200]

    SharedPreview.objects.filter(pk=over.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    ayse.post(share, {"revoke": str(revoked.pk)})
    assert [seen(ayse, link).status_code for link in (over, revoked, left)] == [404, 404, 200]
    assert staff_client(union, "auditor").get(share).status_code == 403
    StaffRole.all_unions.filter(user=ayse.user).delete()
    assert seen(staff_client(union), left).status_code == 404
