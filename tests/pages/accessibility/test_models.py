from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_contact_lasts_at_most_a_year_and_can_be_reached(union):
    contact = make.make_security_contact()
    contact.expires_on = timezone.localdate() + timedelta(days=400)

    with pytest.raises(ValidationError, match="yıl"):
        contact.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_security_contact(union=make.make_union(), email="")
