"""The home page, part by part."""

import re
from datetime import timedelta

from django.utils import timezone, translation

from pages.frame.home import headline_of, listed
from tests import factories as make
from tests.pages.addresses import address


class Row:
    """A member as far as the sentence needs it."""

    def __init__(self, province):
        self.province = self.province_order = province


def test_a_union_without_a_sentence_of_its_own_is_told_from_its_members():
    two = [Row("Edirne"), Row("Tekirdağ"), Row("Edirne")]
    many = [Row(letter) for letter in "ABCDE"]
    wanted = {
        ("tr", 3): (two, "Edirne ve Tekirdağ illerinde 3 belediyenin birliği"),
        ("en", 3): (two, "The union of 3 municipalities in Edirne and Tekirdağ"),
        ("tr", 1200): (many, "5 ilde 1.200 belediyenin birliği"),
        ("tr", 31): ([Row("Konya")], "Konya ilinde 31 belediyenin birliği"),
        ("en", 31): ([Row("Konya")], "The union of 31 municipalities in the province of Konya"),
        # The list is not complete: where all of them lie is not known.
        ("tr", 41): ([], "41 belediyenin birliği"),
        ("en", 0): ([], ""),
    }
    found = {}
    for language, count in wanted:
        with translation.override(language):
            found[language, count] = headline_of(count, wanted[language, count][0])

    assert found == {key: sentence for key, (_rows, sentence) in wanted.items()}
    assert all(len(sentence.split()) <= 16 for sentence in found.values())
    with translation.override("en"):
        assert listed(["A", "B", "C", "D"]) == "A, B, C and D"


def test_home_begins_with_the_sentence_of_the_union_in_its_language(client, union):
    union.headline_tr = "Trakya'nın belediyeleri birlikte çalışır"
    union.save()

    assert "<h1>Trakya&#x27;nın belediyeleri birlikte çalışır</h1>" in client.get(address("home")).text
    assert '<h1><span lang="tr">Trakya' in client.get(address("home", "en")).text


def test_each_member_with_a_place_is_a_dot_that_leads_to_it(client, union):
    placed = make.make_municipality(latitude="41.1", longitude="27.5", province=make.make_province(plate=59))
    make.make_membership(municipality=placed)
    make.make_membership(municipality=make.make_municipality(province=placed.province))

    drawing = client.get(address("home")).text.split('class="home-map"')[1].split("</svg>")[0]

    assert drawing.count("<circle") == 1
    assert f'href="{placed.get_absolute_url()}"' in drawing


def test_the_newest_with_a_picture_leads_and_the_others_follow_by_date(client, union):
    today = timezone.localdate()
    for days, kind, picture in [(1, "announcement", ""), (2, "news", "a"), (3, "news", "b"), (4, "announcement", "")]:
        file = make.picture_upload() if picture else ""
        make.make_post(title_tr=f"{days}. gün", kind=kind, date=today - timedelta(days=days), picture=file)

    response = client.get(address("home"))

    assert [post.title_tr[0] for post in response.context["home"].posts] == ["2", "1", "3", "4"]
    part = response.text.split('class="home-new"')[1].split("</section>")[0]
    assert part.count("<img") == 1
    assert "with-picture" in part


def test_nothing_is_drawn_in_the_place_of_a_missing_picture(client, union):
    make.make_post(title_tr="Resimsiz")
    organ = make.make_organ(kind="executive")
    make.make_office_holder(organ=organ, person=make.make_person(name="Ayşe Yılmaz"))

    page = client.get(address("home")).text.split("</main>")[0].split("<main")[1]

    assert "Resimsiz" in page
    assert "Ayşe Yılmaz" in page
    assert "<img" not in page


def test_the_next_meeting_leads_even_if_an_event_comes_before_it(client, union):
    now = timezone.now()
    event = make.make_event(starts_at=now + timedelta(days=1))
    meeting = make.make_meeting(starts_at=now + timedelta(days=9))

    home = client.get(address("home")).context["home"]

    assert home.next == meeting
    assert home.coming_after == [event]


def test_the_president_is_named_apart_from_the_executive_committee(client, union):
    executive = make.make_organ(kind="executive")
    president, member = make.make_person(name="Başkan Kişi"), make.make_person(name="Üye Kişi")
    make.make_office_holder(organ=executive, person=president, role="president")
    make.make_office_holder(organ=executive, person=member)

    leadership = client.get(address("home")).context["home"].leadership

    assert leadership.presiding.holder.person == president
    assert [holder.person for holder in leadership.members] == [member]


def test_the_budget_of_the_year_is_one_bar_unless_something_stands_against_it(client, union):
    paper = make.make_paper()
    make.make_budget_figures(paper=paper, expense_staff="600.50", expense_goods="400", income_total="2000")
    shown = client.get(address("home")).text

    organ = make.assembly_of(union)
    paper.decision = make.make_decision(organ=organ, outcome="rejected")
    paper.save()
    rejected = client.get(address("home")).text
    paper.decision = make.make_decision(organ=organ, outcome="accepted")
    paper.save()
    adopted = client.get(address("home")).text
    ruling = make.make_court_ruling(decision=paper.decision)
    stayed = client.get(address("home")).text
    ruling.delete()
    paper.status = "draft"
    paper.save()

    assert "home-budget" not in rejected + stayed + client.get(address("home")).text
    for text in [shown, adopted]:
        part = text.split("home-budget")[1].split("</section>")[0].replace("\u00a0", " ")
        assert "1.000,50 TL" in part
        assert [width for width in re.findall(r'x="\d+" width="(\d+)"', part)] == ["600", "400"]
        assert address("budget") in part


def test_the_president_on_home_leads_to_the_page_about_the_office(client, union):
    person = make.make_person(name="Deniz Örnek")
    make.make_office_holder(organ=make.make_organ(kind="president"), person=person, role="president")

    part = client.get(address("home")).text.split("home-organs")[1].split("</section>")[0]

    assert f'<a href="{address("president_page")}">Deniz Örnek</a>' in part
    assert 'data-initials="DÖ"' in part


def test_a_union_with_nothing_but_its_name_shows_the_organs_of_the_law_until_something_else_is_there(client, union):
    for kind in ["assembly", "executive", "president"]:
        make.make_organ(kind=kind, title_tr=f"{kind} organı", summary_tr=f"{kind} ne yapar")
    committee = make.make_organ(kind="committee", title_tr="Komisyon")
    bare = client.get(address("home")).text.split("<main")[1]

    make.make_office_holder(organ=committee, person=make.make_person(), role="member")
    assert "organs-by-law" in client.get(address("home")).text
    make.make_post()

    assert [f"{kind} ne yapar" in bare for kind in ["assembly", "executive", "president"]] == [True] * 3
    assert "Komisyon" not in bare
    assert "organs-by-law" not in client.get(address("home")).text
