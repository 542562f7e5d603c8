from django.template.loader import get_template

from unions.privacy.inventory import inventory


def test_forms_that_ask_people_outside_tell_them():
    told = [(activity.key, name) for activity in inventory().activities for name in activity.told_at]

    assert told
    for key, name in told:
        assert f'{{% disclosure "{key}" %}}' in get_template(name).template.source, name
