"""The point of a picture that stays in sight where only a part of it is shown."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from members.people.models import Person
from tests import factories as make
from tests.addresses import address
from unions.files.focus import classes_of

STYLE = Path(settings.BASE_DIR) / "static" / "css" / "base.css"


class Row:
    def __init__(self, across, down):
        self.picture_focus_x, self.picture_focus_y = across, down


def test_points_become_classes_of_the_style_sheet_in_steps_of_ten():
    points = {
        (50, 50): "",
        (47, 54): "",
        (0, 100): "fx0 fy10",
        (50, 12): "fy1",
        (96, 50): "fx10",
        (None, 20): "fx0 fy2",
        (-5, 900): "fx0 fy10",
    }
    known = set(re.findall(r"\.(f[xy]\d+) ", STYLE.read_text()))

    assert {point: classes_of(Row(*point)) for point in points} == points
    assert classes_of(object()) == ""
    assert known == {f"{axis}{step}" for axis in ("fx", "fy") for step in range(11) if step != 5}


def test_lists_crop_around_the_point_and_a_point_outside_is_refused(client, union):
    post = make.make_post(picture=make.picture_upload(), picture_focus_x=80, picture_focus_y=20)

    assert 'class="row-picture fx8 fy2"' in client.get(address("news_list")).text
    post.picture_focus_x = 101
    with pytest.raises(ValidationError) as refused:
        post.full_clean()
    assert list(refused.value.message_dict) == ["picture_focus_x"]
    person = make.make_person()
    for wrong in [101, -1]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.all_unions.filter(pk=person.pk).update(picture_focus_y=wrong)
