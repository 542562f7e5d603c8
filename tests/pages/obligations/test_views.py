"""The public board of duties, as readers and staff see it."""

import re

import pytest

from tests import factories as make
from tests.pages.addresses import address
from tests.staff_client import superuser_client
from unions import law
from unions.institution.founding import equip


@pytest.mark.django_db
def test_page_says_where_since_when_or_the_next_step_and_leads_staff_to_it(union, reader):
    equip(union)
    make.make_duty_record(text_tr="Standart dosya planı uygulanır.", text_en="By the standard filing plan.")

    turkish = reader.get(address("obligations")).text
    english = reader.get(address("obligations", "en")).text
    staff = superuser_client(union).get(address("obligations", "en")).text

    assert "4982" in turkish
    assert "/tr/basvuru-yollari/" in turkish
    assert "Standart dosya planı uygulanır." in turkish
    assert "By the standard filing plan." in english
    # What is missing is folded for readers, and lies open for staff, whom the step leads on.
    assert english.count("<details>") == english.count("Not yet published: ") > 0
    assert staff.count("<details open>") == english.count("<details>")
    assert "Next step" in english
    assert "No text of law has been verified for this." in english
    assert "Law 7201" not in english + turkish
    counted = len(re.findall(r">Met</a>|<dd>Met", english))
    assert f"{counted} of {len(law.PUBLIC_DUTIES)} are met." in english
    assert "/yonetim/" not in english
    assert "/yonetim/pages/dutyrecord/" in staff
