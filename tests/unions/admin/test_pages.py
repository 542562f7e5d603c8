"""What staff find in the admin: the start page, lists, forms, and what the pages may load."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone, translation

from members.membership.models import Membership
from members.people.models import OfficeHolder, Person
from pages.models import Event, Page, Post
from tests import factories as make
from tests.publications import filled
from tests.staff_client import address, staff_client, superuser_client
from unions.models import Decision, LegalBasis, Meeting, Organ, Paper, Term
from unions.text.turkish import sort_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="trakya", name="Trakya Kalkınma Birliği")


@pytest.fixture
def manager(union):
    return staff_client(union)


def tasks(client) -> dict[str, str]:
    """The lines of the start page and where they lead."""
    context = client.get(reverse("admin:index")).context
    return {task.text: task.url for task in [*context["tasks"], *context["translations"]]}


def leading_to(client, path: str) -> list[str]:
    return [text for text, url in tasks(client).items() if url.startswith(path)]


# The start page


def test_the_admin_bears_the_name_of_the_union(manager):
    page = manager.get(reverse("admin:index")).content.decode()

    assert "Trakya Kalkınma Birliği" in page
    assert "Django" not in page


def test_the_start_page_of_a_new_union_says_what_is_missing(manager):
    lines = tasks(manager)

    assert address("add", model=OfficeHolder) + "?role=president" in lines.values()
    assert reverse("admin:unions_headquarters_add") in lines.values()
    assert {f"{address('add', model=Organ)}?kind={kind}" for kind in Organ.BY_LAW} <= set(lines.values())


def test_headquarters_without_a_telephone_are_a_task_that_leads_to_them(union, manager):
    seat = make.make_headquarters(union=union, confirmed_on=date(2026, 1, 1))

    assert len(leading_to(manager, address("change", seat))) == 1

    make.make_contact_point(headquarters=seat)

    assert leading_to(manager, address("change", seat)) == []


def test_a_sitting_president_is_no_task(union, manager):
    make.make_office_holder(union=union, role="president", end_date="2020")
    assert leading_to(manager, address("add", model=OfficeHolder))

    make.make_office_holder(union=union, role="president")

    assert leading_to(manager, address("add", model=OfficeHolder)) == []


def test_past_meetings_without_minutes_are_a_task_that_lists_them(union, manager):
    yesterday = timezone.now() - timedelta(days=1)
    make.make_meeting(union=union, title_tr="Tutanaksız", starts_at=yesterday)
    make.make_meeting(union=union, title_tr="Ertelenmiş", starts_at=yesterday, state="postponed")
    make.make_meeting(union=union, title_tr="Gelecek")
    make.make_meeting(union=union, title_tr="Tutanaklı", starts_at=yesterday, minutes=make.pdf_upload())

    [url] = [
        url
        for url in tasks(manager).values()
        if url.startswith(address("changelist", model=Meeting)) and "minutes" in url
    ]

    assert [row.title for row in manager.get(url).context["cl"].result_list] == ["Tutanaksız"]


def test_decisions_not_sent_to_the_governor_in_time_are_a_task_that_lists_them(union, manager):
    today = timezone.localdate()
    executive = make.make_organ(union=union, kind="executive")
    make.make_decision(union=union, title_tr="Gecikmiş", date=today - timedelta(days=8))
    make.make_decision(union=union, title_tr="Süresi var", date=today - timedelta(days=7))
    make.make_decision(union=union, title_tr="Encümen kararı", organ=executive, date=today - timedelta(days=8))
    make.make_decision(union=union, title_tr="Gönderilmiş", date=today - timedelta(days=8), sent_to_governor_on=today)

    [url] = [url for url in tasks(manager).values() if "sending" in url]

    assert [row.title for row in manager.get(url).context["cl"].result_list] == ["Gecikmiş"]


def test_papers_that_a_year_owes_are_a_task_that_opens_the_form_for_the_first(union, manager):
    make.make_organ(union=union, meeting_months="5,11")
    last_year = timezone.localdate().year - 1

    [url] = [url for url in leading_urls(manager, address("add", model=Paper)) if f"year={last_year}" in url]

    assert manager.form(url)["year"] == str(last_year)


def leading_urls(client, path: str) -> list[str]:
    return [url for url in tasks(client).values() if url.startswith(path)]


def test_drafts_scheduled_rows_and_missing_english_are_tasks_that_list_them(union, manager):
    tomorrow = timezone.now() + timedelta(days=1)
    make.make_post(union=union, title_tr="Taslak", status="draft")
    make.make_post(union=union, title_tr="Zamanlanmış", title_en="Scheduled", publish_at=tomorrow)
    make.make_post(union=union, title_tr="Yalnız Türkçe")
    make.make_post(union=union, title_tr="İki dilli", title_en="Both")

    listed = {
        url.split("?")[1]: [row.title for row in manager.get(url).context["cl"].result_list]
        for url in leading_urls(manager, address("changelist", model=Post))
    }

    assert listed == {
        "publication=draft": ["Taslak"],
        "publication=scheduled": ["Zamanlanmış"],
        "english=missing&publication=public": ["Yalnız Türkçe"],
    }


def test_the_start_page_shows_an_editor_only_what_concerns_an_editor(union):
    editor = staff_client(union, "editor")
    make.make_post(union=union, status="draft")

    assert leading_to(editor, address("changelist", model=Post))
    assert "staffrole" not in editor.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_start_page_costs_the_same_with_few_and_many_rows(union, manager, django_assert_max_num_queries, rows):
    for number in range(rows):
        make.make_post(union=union, title_tr=f"Haber {number}", status="draft" if number % 2 else "published")

    with django_assert_max_num_queries(80):
        manager.get(reverse("admin:index"))


@pytest.mark.slow
@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_a_list_costs_the_same_with_few_and_many_rows(union, model, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    administrator = superuser_client(union)
    costs = []
    for _round in range(2):
        for _row in range(3):
            make_one(model, union)
        administrator.get(address("changelist", model=model))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert administrator.get(address("changelist", model=model)).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


def make_one(model, union):
    """Another row of the model; of some there can be only one or few."""
    number = make.number()
    maker = {
        "union": lambda: make.make_union(),
        "unionname": lambda: make.make_union_name(union=union, end_date=1900 + number % 100),
        "headquarters": lambda: make.make_headquarters(union=union, end_date=str(1900 + number % 100)),
        "organ": lambda: make.make_organ(union=union, kind="committee", title_tr=f"Komisyon {number}"),
        "term": lambda: make.make_term(union=union, start_date=f"{1000 + number}"),
        "paper": lambda: make.make_paper(union=union, year=1900 + number % 300),
        "staffrole": lambda: make.make_staff(union, "editor"),
        "user": lambda: make.make_user(),
        "province": lambda: make.make_province(),
        "municipality": lambda: make.make_municipality(),
        "pathredirect": lambda: make.make_redirect(union=union),
        "legalbasis": lambda: make.make_legal_basis(union=union),
        "historyevent": lambda: make.make_history_event(union=union),
        "contactpoint": lambda: make.make_contact_point(union=union),
        "organpower": lambda: make.make_organ_power(union=union),
        "agendaitem": lambda: make.make_agenda_item(union=union),
        "agendapaper": lambda: make.make_agenda_paper(union=union),
        "importrun": lambda: make.make_import_run(union=union),
        "populationfigure": lambda: make.make_population_figure(union=union),
        "rollcallvote": lambda: make.make_roll_call_vote(union=union),
        "subject": lambda: make.make_subject(union=union, title_tr=f"Konu {number}"),
        "checkround": lambda: make.make_check_round(union=union),
        "listingcheck": lambda: make.make_listing_check(union=union),
        "outgoingmail": lambda: make.make_outgoing_mail(union=union),
        "statute": lambda: make.make_statute(union=make.make_union()),
        "officeholder": lambda: make.make_office_holder(
            union=union,
            municipality=make.make_municipality(),
            person=make.make_person(union=union, name=f"Kişi {number}"),
        ),
        "menuitem": lambda: make.make_menu_item(
            union=union, page=make.make_page(union=union, title_tr=f"Sayfa {number}")
        ),
        "post": lambda: make.make_post(union=union, title_tr=f"Haber {number}"),
        "page": lambda: make.make_page(union=union, title_tr=f"Sayfa {number}"),
    }.get(model._meta.model_name)
    if maker:
        return maker()
    factory = getattr(make, f"make_{model._meta.model_name}", None)
    return factory(union=union) if factory else filled(model, union=union)


# Lists


def test_the_lists_stand_in_turkish_order(manager):
    context = manager.get(reverse("admin:index")).context

    names = [model["name"] for app in context["app_list"] if app["app_label"] == "unions" for model in app["models"]]
    assert names == sorted(names, key=sort_key)


@pytest.mark.parametrize("typed", ["ISPARTA", "ısparta", "isparta", "Isparta'nın"])
def test_a_search_takes_turkish_letters_and_their_plain_forms_alike(union, manager, typed):
    for name in ["Isparta", "Iğdır", "İpsala"]:
        make.make_membership(union=union, municipality=make.make_municipality(name=name))

    found = manager.get(address("changelist", model=Membership), q=typed).context["cl"].result_list

    assert [membership.municipality.name for membership in found] == ["Isparta"]


def test_a_search_wants_every_word(union, manager):
    for name in ["Ayşe Işık", "Ayşe Yılmaz"]:
        make.make_person(union=union, name=name)

    found = manager.get(address("changelist", model=Person), q="isik ayse").context["cl"].result_list

    assert [person.name for person in found] == ["Ayşe Işık"]


def test_names_stand_in_turkish_order(union, manager):
    for name in ["Zeynep", "Çınar", "Cem", "İnci", "Ilgın"]:
        make.make_person(union=union, name=name)

    listed = manager.get(address("changelist", model=Person)).context["cl"].result_list

    assert [person.name for person in listed] == ["Cem", "Çınar", "Ilgın", "İnci", "Zeynep"]


def test_pages_are_listed_as_a_tree(union, manager):
    first = make.make_page(union=union, title_tr="Bir", position=1)
    make.make_page(union=union, title_tr="İki", position=2)
    make.make_page(parent=first, title_tr="Birin altı", position=9)

    listed = manager.get(address("changelist", model=Page)).context["cl"].result_list

    assert [(page.title, page.tree_depth) for page in listed] == [("Bir", 0), ("Birin altı", 1), ("İki", 0)]


# Forms


def test_both_languages_of_a_text_stand_on_one_line_each_marked_with_its_language(manager):
    page = manager.get(address("add", model=Post)).content.decode()

    assert 'class="form-row field-title_tr field-title_en"' in page
    assert 'name="title_tr"' in page
    assert page.count('lang="en"') == page.count('lang="tr"') - 1  # the page itself


def test_an_empty_address_word_is_made_from_the_title_on_the_server(manager):
    manager.save(address("add", model=Post), title_tr="Iğdır'da eğitim", title_en="Training")

    post = Post.all_unions.get()
    assert (post.slug_tr, post.slug_en) == ("igdirda-egitim", "training")


def test_a_public_row_links_to_its_page_in_both_languages(union, manager):
    public, draft = make.make_post(union=union, title_en="News"), make.make_post(union=union, status="draft")

    pages = [manager.get(address("change", row)).content.decode() for row in [public, draft]]

    for path in public.addresses().values():
        assert f'href="{path}"' in pages[0]
        assert f'href="{path}"' not in pages[1]


def test_who_only_reads_sees_formatted_text_and_whose_language_it_is(union):
    post = make.make_post(union=union, title_en="News", body_tr="<p>Metin <strong>kalın</strong></p>")

    page = staff_client(union, "auditor").get(address("change", post)).content.decode()

    assert "<p>Metin <strong>kalın</strong></p>" in page
    assert "· English" in page
    assert "[en]" not in page


def test_text_that_slipped_past_every_form_is_cleaned_before_it_is_shown(union):
    post = make.make_post(union=union)
    Post.all_unions.filter(pk=post.pk).update(body_tr="<p>Metin</p><script>alert(1)</script>")

    page = staff_client(union, "auditor").get(address("change", post)).content.decode()

    assert "<p>Metin</p>" in page
    assert "alert(1)" not in page


def test_the_history_shows_what_people_see_and_formatting_where_only_that_differs(union, manager):
    post = make.make_post(union=union, body_tr="<p>Metin</p>")
    manager.save(address("change", post), body_tr="<p><strong>Metin</strong></p>")

    page = manager.get(address("history", post))

    [change] = page.context["entries"][0].changes
    assert (change.before, change.after) == ("<p>Metin</p>", "<p><strong>Metin</strong></p>")


def test_a_form_opened_with_values_in_its_address_is_filled_with_them(manager):
    form = manager.form(address("add", model=Organ), kind="president")

    assert form["kind"] == "president"


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_page_says_in_the_unions_words_what_it_is_for(model):
    assert str(admin.site._registry[model].about).strip()


# What the pages may load


@pytest.mark.parametrize("model", [Post, Decision, Meeting, LegalBasis, Term])
def test_scripts_run_only_with_the_nonce_of_the_answer(manager, model):
    answer = manager.get(address("add", model=model))
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))

    assert policy["default-src"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    inline = [tag for tag in answer.content.decode().split("<script")[1:] if "src=" not in tag.split(">")[0]]
    assert all("nonce=" in tag.split(">")[0] for tag in inline)


@pytest.mark.slow
def test_no_page_carries_a_style_or_a_handler_inside_itself(union):
    administrator = superuser_client(union)
    make.make_page(parent=make.make_page(union=union), title_tr="Alt")
    paths = [reverse("admin:index")]
    for model in admin.site._registry:
        paths += [address("changelist", model=model), address("add", model=model)]

    for path in paths:
        page = administrator.get(path).content.decode()
        assert not any(sign in page for sign in [" style=", "<style", " onclick=", " onload="]), path


@pytest.mark.parametrize(
    ("language", "words"), [("tr", ["Nisan 2024", "21 Kasım 2026"]), ("en", ["April 2024", "21 November 2026"])]
)
def test_a_list_has_dates_in_words_as_exact_as_they_are_known(union, language, words):
    make.make_term(union=union, start_date="2024-04", end_date="2026-11-21")

    page = staff_client(union, language=language).get(address("changelist", model=Term)).text

    for each in words:
        assert each in page


def test_what_is_counted_stays_singular_in_turkish(union):
    for title in ["Bir", "İki"]:
        make.make_event(union=union, title_tr=title)
    path = address("changelist", model=Event)

    assert "2 etkinlik\n" in staff_client(union, language="tr").get(path).text
    assert "2 events\n" in staff_client(union, language="en").get(path).text


def test_a_yearly_paper_is_named_as_people_name_it(union):
    paper = make.make_paper(union=union, year=2026)

    with translation.override("tr"):
        assert str(paper) == "Bütçe (2026)"
