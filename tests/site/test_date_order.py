"""Dates of every model: what each must keep against today, the founding, the municipality's life and the others."""

import inspect

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation

from members.membership.models import Membership, overlaps
from pages.publications import DatedPublication, Publication
from tests import factories as make
from tests.members.exchange.runs import plan
from unions.checks import file_of
from unions.text.date_order import NotAfter, NotBefore, NotInFuture
from unions.text.partial_dates import PartialDate, PartialDateField

pytestmark = pytest.mark.django_db


PERIOD = {"start_date": "the end is not before the start", "end_date": "the end is not before the start"}


SCHEDULE = {
    "publish_at": "may lie ahead",
    "expire_at": "after publishing",
    "review_on": "may lie ahead; one that has come is due",
}


# What was decided for each date that people enter. A new one needs a line here, and a rule in its model; those of page
# types need the rule alone.
DECIDED = {
    "unions.Term": {**PERIOD, "end_date": "since the founding"},
    "unions.Meeting": {
        **SCHEDULE,
        "starts_at": "since the founding; past if it was held",
        "ends_at": "after the beginning, by a constraint",
        "second_call_at": "after the first date",
        "called_on": "past, since the founding, before the meeting",
    },
    "unions.Decision": {
        **SCHEDULE,
        "date": "past, since the founding, not before its meeting or the decision it amends",
        **dict.fromkeys(["sent_back_on", "final_on", "sent_to_governor_on"], "past, not before the decision"),
        **dict.fromkeys(["summary_published_on", "carried_out_on"], "past, not before the decision"),
        "upheld_on": "past, not before it was sent back",
    },
    "unions.Headquarters": {**dict.fromkeys(PERIOD, "since the founding"), "confirmed_on": "past"},
    "unions.HistoryEvent": {"date": "past"},
    "unions.LegalBasis": {"date": "past", "gazette_date": "past, not before the act"},
    "unions.CourtRuling": {"ruled_on": "past, not before the decision", "lifted_on": "past, not before the ruling"},
    "unions.Paper": {**SCHEDULE, "published_on": "past, since the founding", "sent_to_governor_on": "past"},
    "pages.DutyRecord": {"since": "past"},
    "pages.RequestStatistics": {"counted_on": "past"},
    "pages.AccessibilityReview": {"tested_on": "past", "commission_since": "past", "logo_on": "past"},
    "pages.AccessibilityFinding": {
        "since": "past",
        "planned_until": "not before it was known",
        "resolved_on": "past, not before it was known",
    },
    "pages.SecurityContact": {"expires_on": "may lie ahead, at most a year"},
    "unions.StatuteChange": {
        "decided_on": "past",
        **dict.fromkeys(["approved_on", "gazette_date"], "past, not before it was decided"),
    },
    "unions.Union": {
        "founded_on": "past",
        "ended_on": "may lie ahead; not before the founding, by a constraint",
        "stated_member_count_on": "past, since the founding",
    },
    "unions.UnionName": {
        **dict.fromkeys(PERIOD, "since the founding"),
        "decided_on": "past",
        "approved_on": "past, not before it was decided",
    },
    "members.Municipality": {"established_on": "past", "closed_on": "may lie ahead; not before it was established"},
    "members.Membership": {
        **dict.fromkeys(PERIOD, "since the founding, within the municipality's life, overlapping no other"),
        "council_decided_on": "past, within the municipality's life, not after joining",
        "leaving_decided_on": "past, not before joining, not after leaving",
        "evidence_on": "past, since the founding",
    },
    "members.OfficeHolder": {
        **dict.fromkeys(PERIOD, "since the founding, within the term"),
        "suspended_from": "within the seat",
        "suspended_until": "not before the suspension",
    },
    "members.Elections": {"held_on": "past, since the founding"},
    "members.CheckRound": {"due_on": "may lie ahead"},
    "members.Listing": {"confirmed_on": "past"},
    **{
        f"pages.{name}": {**SCHEDULE, **fields}
        for name, fields in {
            "Event": {
                "starts_at": "may lie ahead",
                "ends_at": "not before the start",
                "register_until": "not after the end",
            },
            "Project": {**PERIOD, "date": "may lie ahead"},
            "Page": {},
        }.items()
    },
}


def date_fields(model) -> set[str]:
    """The dates of a model that people enter in a form."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateField | PartialDateField)
        and field.editable
        and not getattr(field, "auto_now", False)
        and not getattr(field, "auto_now_add", False)
    }


# Dates that only programs write.
OF_PROGRAMS = {
    "Allowance",
    "OutgoingMail",
    "User",
    "ListingCheck",
    "CheckLink",
    "Correction",
    "ImportRun",
    "PictureJob",
    "PeriodicTask",
    "WorkProcess",
    "FileRecord",
    "Deletion",
    "UnsavedWork",
    "NextVersion",
    "Review",
    "SharedPreview",
    "FileText",
    "AccountLink",
    "PublicSince",
    "Subscription",
    "WordInVain",
    # Its dates are those of steps, which check them.
    "Request",
}


MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in {"unions", "members", "pages"}
    and not model.__name__.startswith("Historical")
    and model.__name__ not in OF_PROGRAMS
    and date_fields(model)
]


def decided(model) -> dict[str, str]:
    """What was decided for the dates of a model; a page type decides by its rules and its constraints."""
    if model._meta.label in DECIDED or not issubclass(model, Publication):
        return DECIDED[model._meta.label]
    # The day of a publication may lie ahead, as the publication itself may.
    shared = {**SCHEDULE, **({"date": "may lie ahead"} if issubclass(model, DatedPublication) else {})}
    return {**shared, **{name: "as the model says" for name in bound_dates(model)}}


def bound_dates(model) -> set[str]:
    """The dates of a model for which it has a rule or a constraint, or which its own check names."""
    rules = {rule.field for rule in getattr(model, "date_rules", [])}
    checked = " ".join(str(constraint) for constraint in model._meta.constraints)
    own_check = inspect.getsource(model.clean) if "clean" in vars(model) else ""
    return {name for name in date_fields(model) if name in rules or f"'{name}" in checked or f'"{name}"' in own_check}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_something_is_decided_for_every_date(model):
    undecided = date_fields(model) - set(decided(model))

    assert not undecided, (
        f"{file_of(model)}: what must {', '.join(undecided)} keep? A rule in date_rules, or a constraint."
    )
    assert date_fields(model) >= set(decided(model))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_was_decided_is_a_rule_of_the_model(model):
    rules = [*getattr(model, "date_rules", [])]
    for name, words in decided(model).items():
        own = [rule for rule in rules if rule.field == name]
        if "past" in words and model.__name__ != "Municipality":
            assert any(isinstance(rule, NotInFuture) for rule in own), name
        if "since the founding" in words:
            assert any(isinstance(rule, NotBefore) and rule.other.endswith("founded_on") for rule in own), name
        if "life" in words:
            assert any(isinstance(rule, NotBefore | NotAfter) and "municipality." in rule.other for rule in own), name


PAIRS = [
    (("2001", "2010-06-01"), ("2009", "2012"), True),
    (("2001", "2010-06-01"), ("2010-06-01", "2012"), False),
    (("2001", "2010"), ("2010", "2012"), False),
    (("2001", "2010"), ("2011", None), False),
    (("2001", None), ("2005", "2007"), True),
    ((None, "2010"), ("2005", "2012"), True),
    ((None, "2004"), ("2005", "2012"), False),
    ((None, None), ("2005", "2012"), False),
    (("2001", "2010"), ("2001", "2010"), True),
    (("2005", "2006"), ("2001", "2012"), True),
]


def days(pair) -> dict:
    return dict(zip(["start_date", "end_date"], pair, strict=True))


@pytest.mark.parametrize(("first", "second", "is_refused"), PAIRS)
def test_memberships_of_one_municipality_do_not_overlap(union, first, second, is_refused):
    place = make.make_municipality()
    make.make_membership(municipality=place, **days(first))
    new = Membership(union=union, municipality=place, **days(second))

    if not is_refused:
        new.full_clean()
        return
    with translation.override("tr"), pytest.raises(ValidationError) as refusal:
        new.full_clean()
    assert "zaten" in str(refusal.value.message_dict)
    with pytest.raises(ValidationError):
        Membership.objects.bulk_create([Membership(union=union, municipality=place, **days(second))])


def test_a_membership_may_be_saved_again(union):
    membership = make.make_membership(start_date="2005", end_date="2010")

    membership.full_clean()


def test_a_file_with_overlapping_memberships_is_refused(union):
    make.make_municipality(name="Enez")
    rows = [["Belediye", "Başlangıç", "Bitiş"], ["Enez", "2001", "2010"], ["Enez", "2009", "2012"]]

    assert len(plan("memberships", *rows).problems) == 2


def test_stored_overlaps_are_named(union):
    place = make.make_municipality()
    make.make_membership(municipality=place, start_date="2001", end_date="2010")
    make.make_membership(municipality=place, start_date="2009", end_date="2012")
    make.make_membership(start_date="2009", end_date="2012")

    assert len(Membership.objects.overlapping()) == 2
    assert not list(overlaps(Membership.objects.filter(start_date=PartialDate(2001))))
