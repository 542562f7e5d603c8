from datetime import date

import pytest

from tests.addresses import address
from tests.factories import (
    make_agenda_item,
    make_court_ruling,
    make_decision,
    make_meeting,
    make_membership,
    make_municipality,
    make_office_holder,
    make_organ,
    make_paper,
    make_person,
    make_roll_call_vote,
    make_union,
    make_union_name,
    pdf_upload,
)
from unions.models import CourtRuling, Decision, UnionName


def fill(count):
    organ = make_organ()
    rows = [
        Decision(organ=organ, number=n + 1, date=date(2026, 5, 12), title_tr=f"Karar {n}", status="published")
        for n in range(count)
    ]
    Decision.objects.bulk_create(rows)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_empty_list_says_that_it_is_empty(reader, union, language):
    response = reader.get(address("decision_list", language))

    assert response.status_code == 200
    assert 'class="empty-state"' in response.text


@pytest.mark.parametrize("count", [1, 3, 300])
@pytest.mark.parametrize("query", ["", "?s=karar"])
def test_list_costs_nine_queries_however_long(reader, union, django_assert_max_num_queries, count, query):
    fill(count)

    with django_assert_max_num_queries(9):
        response = reader.get(address("decision_list") + query)

    assert len(response.context["page"]) == min(count, 20)
    assert response.context["page"].paginator.count == count


def test_newest_decision_stands_first(reader, union):
    make_decision(date=date(2025, 1, 1), title_tr="Eski karar")
    make_decision(date=date(2026, 1, 1), title_tr="Yeni karar")

    html = reader.get(address("decision_list")).text

    assert html.index("Yeni karar") < html.index("Eski karar")


@pytest.mark.parametrize("words", ["butce", "BÜTÇE", "bütçe  kabul", "2026/17", "17", "budget"])
def test_search_asks_subject_and_number_in_any_spelling(reader, union, words):
    make_decision(date=date(2026, 5, 12), number=17, title_tr="Bütçenin kabulü", title_en="Budget")
    make_decision(date=date(2025, 5, 12), number=3, title_tr="Üye seçimi")

    response = reader.get(address("decision_list"), {"s": words})

    assert [decision.number for decision in response.context["page"]] == [17]


def test_search_that_finds_nothing_offers_the_whole_list(reader, union):
    make_decision()

    html = reader.get(address("decision_list", "en") + "?q=nothing").text

    assert "No decision matches these filters." in html
    assert f'<a href="{address("decision_list", "en")}">' in html


def test_list_is_narrowed_by_year_and_organ(reader, union):
    executive = make_organ(kind="executive", decision_series="E")
    make_decision(organ=executive, date=date(2026, 1, 1), title_tr="Doğru")
    make_decision(organ=executive, date=date(2025, 1, 1))
    make_decision(date=date(2026, 1, 1))

    response = reader.get(address("decision_list", "en") + "?organ=encumen&year=2026")

    assert [decision.title for decision in response.context["page"]] == ["Doğru"]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_decision_that_is_not_public_is_not_listed(reader, union, status):
    make_decision(status=status, title_tr="Gizli karar")

    assert "Gizli karar" not in reader.get(address("decision_list")).text


def test_decision_has_its_vote_text_and_file(reader, union):
    decision = make_decision(
        date=date(2026, 5, 12),
        number=17,
        text_tr="<p>Kabulüne karar verildi.</p>",
        votes_for=31,
        votes_against=2,
        is_secret=True,
        file=pdf_upload(),
    )

    html = reader.get(decision.address("en")).text

    for fact in ["31 for, 2 against, 0 abstaining", "Secret", "Kabulüne karar verildi.", decision.file.url]:
        assert fact in html
    assert "http://ornek.localhost/k/2026-17" in html


def test_votes_are_grouped_by_side_and_folded_behind_the_text(reader, union):
    decision = make_decision(text_tr="Karar metni", votes_for=2, votes_against=1)
    for option, name in [("against", "Ret Veren"), ("for", "Kabul Bir"), ("for", "Kabul İki")]:
        seat = make_office_holder(organ=decision.organ, person=make_person(name=name))
        make_roll_call_vote(decision=decision, seat=seat, option=option)

    html = reader.get(decision.address("tr")).text

    places = [html.index(mark) for mark in ["decision-figure", "<h1", "decision-verdict", "Karar metni", "Kabul: 2"]]
    places += [html.index(mark) for mark in ["Kabul Bir", "Kabul İki", "Ret: 1", "Ret Veren", 'class="life-line"']]
    assert places == sorted(places)
    assert "<details open" not in html


def test_decision_says_what_is_missing(reader, union):
    html = reader.get(make_decision().address("en")).text

    for sentence in [
        "The text of the decision is not published.",
        "The vote is not on record.",
        "The meeting is not on record.",
        "The signed decision is not published.",
    ]:
        assert sentence in html


def test_decision_names_what_belongs_with_it(reader, union):
    first = make_decision(title_tr="İlk karar")
    decision = make_decision(title_tr="Değişiklik", amends=first, amendment="amends")
    paper = make_paper(decision=decision)
    membership = make_membership(acceptance=decision)

    html = reader.get(decision.address("tr")).text

    assert first.address("tr") in html
    assert paper.get_absolute_url() in html
    assert membership.municipality.name in html


def test_amended_decision_names_the_later_one(reader, union):
    first = make_decision()
    later = make_decision(title_tr="Yürürlükten kaldırma", amends=first, amendment="amends")

    html = reader.get(first.address("tr")).text

    assert later.address("tr") in html
    assert "Yürürlükten kaldırma" in html


def test_decision_does_not_betray_drafts(reader, union):
    secret = make_decision(title_tr="Gizli karar", status="draft")
    meeting = make_meeting(title_tr="Gizli toplantı", status="draft")
    decision = make_decision(amends=secret, amendment="amends", agenda_item=make_agenda_item(meeting=meeting))
    make_decision(title_tr="Gizli değişiklik", amends=decision, amendment="amends", status="draft")
    make_paper(decision=decision, status="draft", year=1999)

    html = reader.get(decision.address("tr")).text

    assert "Gizli" not in html
    assert "1999" not in html


def test_decision_is_quoted_with_the_name_of_its_time(reader, union):
    UnionName.objects.update(start_date="2020-09-24")
    make_union_name(name_tr="Eski Birlik", end_date="2020-09-23")
    decision = make_decision(date=date(2019, 5, 12), number=8)

    assert "Eski Birlik, Meclis, decision no. 2019/8 of 12" in reader.get(decision.address("en")).text


@pytest.mark.parametrize("count", [1, 3, 300])
def test_decision_costs_ten_queries_however_much_belongs_to_it(reader, union, django_assert_max_num_queries, count):
    decision = make_decision(agenda_item=make_agenda_item(), amends=make_decision(), amendment="amends")
    for number in range(min(count, 30)):
        make_paper(decision=decision, year=2000 + number)
        make_membership(acceptance=decision)
    rows = [
        Decision(
            organ=decision.organ,
            number=100_000 + n,
            date=decision.date,
            amends=decision,
            amendment="amends",
            status="published",
        )
        for n in range(count)
    ]
    Decision.objects.bulk_create(rows)

    with django_assert_max_num_queries(10):
        assert reader.get(decision.address("tr")).status_code == 200


def test_decision_of_an_organ_that_counts_apart_has_its_letter(reader, union):
    executive = make_organ(kind="executive", decision_series="E")
    decision = make_decision(organ=executive, date=date(2026, 5, 12), number=3)

    assert decision.address("tr").endswith("/2026/E-3/")
    assert reader.get(decision.address("tr")).status_code == 200


@pytest.mark.parametrize("reference", ["017", "e-17", "E-17"])
def test_number_in_another_spelling_leads_to_the_right_one_or_nowhere(reader, union, reference):
    decision = make_decision(date=date(2026, 5, 12), number=17)

    response = reader.get(f"/tr/kararlar/2026/{reference}/")

    if reference == "017":
        assert response.status_code == 301
        assert response["Location"] == decision.address("tr")
    else:
        assert response.status_code == 404


@pytest.mark.parametrize("path", ["2026/abc", "2026/-", "2026/9999999999", "0/1", "99999999999999999999/1"])
def test_number_that_cannot_be_is_not_found(reader, union, path):
    assert reader.get(f"/tr/kararlar/{path}/").status_code == 404


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("withdrawn", 410)])
def test_decision_that_is_not_public_is_not_shown(reader, union, status, code):
    assert reader.get(make_decision(status=status).address("tr")).status_code == code


def test_decision_of_another_union_is_not_found(reader, union):
    other = make_union()
    decision = make_decision(union=other, date=date(2026, 5, 12), number=17)

    assert reader.get(decision.address("tr")).status_code == 404
    assert reader.get(decision.short_address).status_code == 404


@pytest.mark.parametrize("language", ["tr", "en"])
def test_short_address_leads_to_the_first_language(reader, union, language):
    union.default_language = language
    union.save()
    decision = make_decision(date=date(2026, 5, 12), number=17)

    response = reader.get("/k/2026-17")

    assert response.status_code == 301
    assert response["Location"] == decision.address(language)


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("withdrawn", 301)])
def test_short_address_of_a_draft_leads_nowhere(reader, union, status, code):
    decision = make_decision(status=status)

    assert reader.get(decision.short_address).status_code == code


@pytest.mark.parametrize("citation", ["2026", "17-2026", "2026-x", "20262026-1", "2026-99", "2026-E-17-1"])
def test_short_address_of_nothing_is_not_found(reader, union, citation):
    assert reader.get(f"/k/{citation}").status_code == 404


@pytest.mark.parametrize(
    ("language", "words", "sentence"),
    [("tr", "Reddedildi", "Hayır: teklif kabul edilmedi (reddedildi)."), ("en", "Rejected", "No: the motion was not")],
)
def test_a_motion_with_12_for_and_18_against_was_rejected(reader, union, language, words, sentence):
    decision = make_decision(votes_for=12, votes_against=18, number=9)
    paper = make_paper(decision=decision)
    membership = make_membership(acceptance=decision)

    html = reader.get(decision.address(language)).text
    row = reader.get(address("decision_list", language)).text

    assert words in html
    assert sentence in html
    assert words.lower() in row
    assert "Adopts" not in html
    assert "Accepts as members" not in html
    assert paper.get_absolute_url() in html or membership.municipality.name in html
    assert "NotInForce" in html
    assert "legislationPassedBy" not in html


def test_the_list_is_narrowed_by_outcome_and_found_by_its_word(reader, union):
    rejected = make_decision(votes_for=12, votes_against=18, number=9)
    make_decision(number=10)

    for query in ["?sonuc=ret", "?s=reddedildi", "?s=RET", "?s=reddedilen+bütçe"]:
        assert [row.pk for row in reader.get(address("decision_list") + query).context["page"]] == [rejected.pk]
    assert not reader.get(address("decision_list") + "?s=reddedildi+tarife").context["page"].object_list


def test_an_old_decision_without_an_outcome_says_that_nobody_knows(reader, union):
    html = reader.get(make_decision(outcome="unrecorded").address("en")).text

    assert "whether the motion was accepted is not known" in html
    assert "Not known: it is not on record whether the motion was accepted." in html
    assert "legislationLegalForce" not in html


def test_a_court_is_told_with_its_file_and_the_day_may_be_chosen(reader, union):
    decision = make_decision(date=date(2026, 5, 12), final_on=date(2026, 5, 18), sent_to_governor_on=date(2026, 5, 19))
    CourtRuling.objects.create(
        decision=decision,
        kind="annulment",
        court="Konya 2. İdare Mahkemesi",
        file_number="E. 2026/123",
        ruled_on=date(2026, 7, 1),
    )

    now = reader.get(decision.address("en")).text
    then = reader.get(decision.address("en") + "?on=2026-06-30").text

    assert "Konya 2. İdare Mahkemesi, E. 2026/123" in now
    assert "No: Konya 2. İdare Mahkemesi annulled it on 1 July 2026." in now
    assert "On 30 June 2026: Yes" in then
    assert "annulled by a court" in reader.get(address("decision_list", "en")).text


def test_votes_and_members_carry_the_names_of_their_day(reader, union):
    place = make_municipality(name="Ergene", former_names="Muratlı Yolu (27.10.2016)")
    decision = make_decision(date=date(2015, 5, 4), title_tr="Üyelik")
    make_membership(municipality=place, start_date="2015-05", acceptance=decision)
    seat = make_office_holder(organ=decision.organ, municipality=place, start_date="2014-04-01")
    make_roll_call_vote(decision=decision, seat=seat)
    text = reader.get(decision.address("tr")).text

    assert "Muratlı Yolu" in text
    assert ">Ergene<" not in text


def test_an_annulled_acceptance_is_named_nowhere_as_one(reader, union):
    decision = make_decision(date=date(2015, 5, 4), number=77)
    membership = make_membership(start_date="2015-05", acceptance=decision)
    pages = [
        address("member_history", "en"),
        address("member_detail", "en", slug=membership.municipality.slug),
        address("member_list", "en") + "?format=json",
    ]
    before = [reader.get(page).text for page in pages]
    make_court_ruling(decision=decision, kind="annulment", ruled_on=date(2016, 1, 1))
    after = [reader.get(page).text for page in pages]

    assert all("2015/77" in text for text in before)
    assert "2015/77" not in after[0] + after[2]
    assert "Accepted by decision" not in after[1]
