import threading

import pytest
from django.core.exceptions import ValidationError

from pages.models import Post
from tests.factories import make_organ, make_post, make_union
from unions.models import Organ, Union
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_a_request_without_a_union_may_not_query():
    with scope.request(), pytest.raises(scope.ScopeMissing):
        Post.objects.count()


def test_a_union_sees_its_own_rows_only():
    ours, theirs = make_union(), make_union()
    own = make_post(union=ours)
    make_post(union=theirs)

    with scope.of(ours):
        assert list(Post.objects.all()) == [own]


def test_code_for_all_unions_sees_all_of_them_and_only_for_as_long_as_it_says():
    ours = make_union()
    make_post(union=ours)
    make_post(union=make_union())

    with scope.of(ours):
        with scope.everything():
            assert (scope.union(), Post.objects.count()) == (None, 2)
        assert (scope.union(), Post.objects.count()) == (ours, 1)


def test_a_query_made_in_one_scope_keeps_it_when_it_runs_later():
    ours, theirs = make_union(), make_union()
    own = make_post(union=ours)
    make_post(union=theirs)

    with scope.of(ours):
        posts = Post.objects.all()

    with scope.of(theirs):
        assert list(posts) == [own]


def test_rows_of_a_parent_are_scoped_too():
    ours, theirs = make_union(), make_union()
    organ = make_organ(union=theirs)

    with scope.of(ours):
        assert organ.meetings.count() == 0


def test_commands_see_every_union():
    make_post(union=make_union())
    make_post(union=make_union())

    assert Post.objects.count() == 2


def test_a_new_row_belongs_to_the_union_in_scope():
    union = make_union()

    with scope.of(union):
        organ = Organ.objects.create(kind=Organ.Kind.ASSEMBLY, title_tr="Meclis")

    assert organ.union == union


def test_a_new_row_without_any_union_is_refused():
    with pytest.raises(scope.ScopeMissing):
        Organ.objects.create(kind=Organ.Kind.ASSEMBLY, title_tr="Meclis")


def test_a_row_cannot_point_at_a_row_of_another_union():
    from tests.factories import make_meeting

    ours, theirs = make_union(), make_union()
    meeting = make_meeting(organ=make_organ(union=ours))
    meeting.organ = make_organ(union=theirs)

    with pytest.raises(ValidationError) as refusal:
        meeting.save()

    assert refusal.value.code == "other_union"


def test_a_forged_key_of_another_union_is_refused():
    from tests.factories import make_meeting

    ours, theirs = make_union(), make_union()
    meeting = make_meeting(organ=make_organ(union=ours))
    meeting.organ_id = make_organ(union=theirs).pk

    with pytest.raises(ValidationError):
        meeting.save()


def test_the_scope_of_one_thread_does_not_reach_another():
    seen = []

    with scope.of(Union(code="elsewhere")):
        thread = threading.Thread(target=lambda: seen.append(scope.union()))
        thread.start()
        thread.join()

    assert seen == [None]
