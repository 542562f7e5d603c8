"""The facts that ship with the project: how they are read and written, and that readers find every one of them."""

import html
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from pages.facts import factbook
from pages.models import MenuItem, Page
from unions.institution import timeline
from unions.models import (
    ContactPoint,
    Duty,
    Headquarters,
    LegalBasis,
    Meeting,
    Organ,
    PathRedirect,
    Union,
    UnionName,
    UnionOwned,
)
from unions.tenancy import scope
from unions.text.partial_dates import PartialDate

HOSTS = {"T": "trakyakent.localhost", "K": "konya.localhost"}

# Each fact: the page it stands on, and what must be readable there in Turkish and in English.
FACTS = {
    "T1": [
        ("union_detail", "TRAKYAKENT", "TRAKYAKENT"),
        (
            "union_detail",
            "Doğu-Batı Trakya Belediyeler Birliği",
            "Union of Municipalities of the East-West Thrace",
        ),
    ],
    "T2": [
        ("union_legal_basis", "Bakanlar Kurulu Kararı", "Decision of the Council of Ministers"),
        ("union_legal_basis", "2000/1461", "2000/1461"),
        ("union_legal_basis", "13 Ekim 2000", "13 October 2000"),
    ],
    "T3": [
        ("union_legal_basis", "28 Kasım 2000", "28 November 2000"),
        ("union_legal_basis", "24244", "24244"),
        ("union_legal_basis", "yayımlanmasıyla yürürlüğe girmiştir", "took effect when the Official Gazette"),
    ],
    "T4": [
        ("union_detail", "20 belediye", "20 municipalities"),
        ("union_detail", "Marmara Bölgesi'nin Trakya kesimi", "Thracian part of the Marmara region"),
    ],
    "T5": [
        ("union_detail", "Kamu tüzel kişiliğine sahip", "legal person under public law"),
        ("union_detail", "ulusal ve uluslararası düzeyde", "national and international level"),
        ("union_detail", "sınır ötesi iş birliği", "cross-border co-operation"),
    ],
    "T6": [
        ("union_legal_basis", "5355", "5355"),
        ("union_legal_basis", "Birlik Tüzüğü", "Statute of the Union"),
        ("union_legal_basis", "amaç ve görevleri", "aims and tasks"),
    ],
    "T7": [("union_duties", "Bölgedeki bütün belediyeleri", "every municipality of the region under its roof")],
    "T8": [("union_duties", "menfaatlerini korur, gelişmelerine", "interests of the municipalities and helps them")],
    "T9": [("union_duties", "hem seçilmiş hem de atanmış", "elected to office in the municipalities and for those")],
    "T10": [
        ("union_duties", "birbirine destek olmasını, teknik ve idari bilgisini", "share what they know in technical"),
        ("union_duties", "diğer belediyelere yayılmasını", "what has worked well elsewhere"),
    ],
    "T11": [
        ("union_duties", "Türkiye'de ve dünyada", "in Türkiye and in the world"),
        ("union_duties", "araştırma ve geliştirme", "research and development"),
        ("union_duties", "teknik ve mesleki geziler", "technical and professional visits"),
    ],
    "T12": [("union_duties", "Kitaplar, dergiler ve başka yayınlar", "books, journals and other material")],
    "T13": [
        (
            "union_duties",
            "Kamu kurumları, üniversiteler, meslek odaları ve sivil toplum kuruluşlarıyla",
            "public bodies, universities, professional chambers and civil society organisations",
        ),
        ("union_duties", "ortak hizmet projeleri", "joint service projects"),
    ],
    "T14": [("union_duties", "yurt dışındaki makamlar önünde", "authorities at home and abroad")],
    "T15": [
        ("union_duties", "Ulusal ve uluslararası kuruluşlarla iş birliği", "national and international bodies"),
        ("union_duties", "ortak projeler hazırlar", "joint projects with them"),
    ],
    "T16": [
        ("union_duties", "konferans, seminer, çalıştay ve paneller", "conferences, seminars, workshops and panels"),
        ("union_duties", "Türkiye'de ve başka ülkelerde", "in Türkiye and in other countries"),
    ],
    "T17": [("union_duties", "teknolojileri alanında teknik destek", "technical support in information technology")],
    "T18": [
        ("page:T18", "İdareye İlişkin Bilgiler", "Information on the Administration"),
        ("page:T18:physical", "Fiziksel Yapı", "Physical Structure"),
        ("page:T18:organisation", "Örgüt Yapısı", "Organisation"),
        ("page:T18:technology", "Bilgi ve Teknoloji Kaynakları", "Information and Technology Resources"),
        ("page:T18:staff", "İnsan Kaynakları", "Human Resources"),
        ("page:T18:services", "Sunulan Hizmetler", "Services Offered"),
        *[
            (f"page:T18:{name}", "2025 Henüz yayımlanmadı", "2025 Not yet published")
            for name in ["physical", "organisation", "technology", "staff", "services"]
        ],
    ],
    "T19": [
        ("union_detail", "Ertuğrul Mahallesi", "Ertuğrul Mahallesi"),
        ("union_detail", "Mimar Sinan Caddesi", "Mimar Sinan Caddesi"),
        ("union_detail", "Hasan Şekerözü Sokak", "Hasan Şekerözü Sokak"),
        ("union_detail", "Süleymanpaşa / Tekirdağ", "Süleymanpaşa / Tekirdağ"),
        ("union_detail", "ana binasının karşısında", "Across from the main building"),
        ("union_detail", "dördüncü katı", "fourth floor"),
        ("union_detail", "Tekirdağ Büyükşehir Belediyesi", "Tekirdağ Metropolitan Municipality"),
    ],
    "K1": [
        ("union_detail", "Kuruluş 1978", "Founded 1978"),
        (
            "union_history",
            "Konya ilindeki belediyelerin dayanışması için 1978",
            "founded in 1978 for solidarity among the municipalities of the province of Konya",
        ),
    ],
    "K2": [
        ("union_detail", "39 belediye", "39 municipalities"),
        ("union_detail", "üyelerin bir bölümü başka illerdedir", "some of the members lie in other provinces"),
    ],
    "K3": [("union_detail", "bölgesel ölçekte bir birlik ve kamu kuruluşu", "A public body: a union of local")],
    "K4": [("union_history", "daha güçlü bir yer edinmesi bekleniyordu", "were expected to gain a stronger place")],
    "K5": [
        (
            "union_duties",
            "mevzuat desteği ile proje ve teknik destek",
            "matters of legislation as well as with projects",
        ),
        ("union_duties", "mevzuattaki değişiklikleri duyurur", "tells them of changes in the law"),
        ("union_duties", "menfaatlerini korur ve ilerletir", "protects and advances their interests"),
        ("union_duties", "kanun taslakları hakkındaki görüşünü", "its opinion on draft laws"),
    ],
    "K6": [
        ("union_duties", "İnsan haklarına ve özgürlüklere", "human rights and freedoms"),
        (
            "union_duties",
            "demokratik, katılımcı, saydam ve hesap veren",
            "democratic, participatory, transparent and accountable",
        ),
    ],
    "K7": [("union_duties", "daha iyi ve daha verimli hizmet", "better and more efficiently")],
    "K8": [
        ("union_duties", "Belediye başkanları, meclis üyeleri ve çalışanlar", "mayors, councillors and staff"),
        ("union_duties", "yurt içinde ve yurt dışında mesleki, hukuki", "at home and abroad"),
    ],
    "K9": [
        ("union_duties", "iş birliğini ve eş güdümü sağlar, ortak projeler", "co-operation and co-ordination among"),
        ("union_duties", "hukuki, teknik ve proje konularında", "legal, technical and project matters"),
    ],
    "K10": [("union_duties", "teknik personel desteği ve danışmanlık", "its members with technical staff and with")],
    "K11": [("union_duties", "Sosyal, kültürel ve sportif", "social, cultural and sports activities")],
    "K12": [("union_duties", "mali ve idari bakımdan güçlenmesine", "stronger in their finances and their")],
    "K13": [("union_duties", "eğitim ve araştırma merkezleri kurar", "training and research centres in municipal")],
    "K14": [("union_duties", "başka her türlü çalışmayı", "whatever else helps its members to develop")],
    "K15": [("organ_list", "Birliğin karar organıdır", "decision-making organ")],
    "K16": [
        ("organ:assembly", "Üye belediyelerin başkanlarından", "The mayors of the member municipalities"),
        ("organ:assembly", "meclisince seçilen üyelerden", "members elected by the council of each"),
    ],
    "K17": [
        ("organ:assembly", "Stratejik planı görüşür ve karara bağlar", "Debates and decides on the strategic plan"),
        ("organ:assembly", "Performans programını görüşür", "decides on the performance programme"),
        ("organ:assembly", "Bütçeyi görüşür", "decides on the budget"),
        ("organ:assembly", "Yıllık çalışma programını görüşür", "decides on the yearly work programme"),
        ("organ:assembly", "Yıllık faaliyet raporunu görüşür", "decides on the yearly activity report"),
        ("organ:assembly", "Kesin hesabı görüşür", "decides on the final accounts"),
    ],
    "K18": [("organ:assembly", "amaçları doğrultusunda genel nitelikte", "decisions of a general nature")],
    "K19": [
        ("organ:assembly", "Birlik Encümeninin üyelerini seçer", "Elects the members of the Executive Committee"),
        ("organ:assembly", "Birlik Başkanını seçer", "Elects the President of the Union"),
    ],
    "K20": [
        ("organ:assembly", "yılda iki kez, mayıs ve kasım", "two ordinary meetings a year, in May and in November")
    ],
    "K21": [
        ("organ:assembly", "beş yıl sürer", "serve for five years"),
        ("organ:assembly", "belediye meclislerinin görev süresini aşamaz", "no longer than the term of the municipal"),
    ],
}


@pytest.fixture(scope="module")
def loaded_facts(django_db_setup, django_db_blocker):
    """The facts, loaded once for this module into a database without any rows."""
    with django_db_blocker.unblock(), transaction.atomic():
        loaded()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def facts(loaded_facts, db):
    """The facts, given back to each test as they were loaded."""


def loaded() -> str:
    output = StringIO()
    call_command("loadfacts", stdout=output)
    return output.getvalue()


def rows_of(union) -> dict:
    """How many rows of each model the union has."""
    from django.apps import apps

    models = [model for model in apps.get_models() if issubclass(model, UnionOwned)]
    return {model: model.all_unions.filter(union=union).count() for model in models}


def address_of(page: str, union) -> str:
    """The path of a page in the active language: a part of the site, `organ:` with its kind, `page:` with its key."""
    kind, _, name = page.partition(":")
    with scope.of(union):
        if kind == "organ":
            return Organ.objects.get(kind=name).get_absolute_url()
        if kind == "page":
            return Page.objects.get(source_key=name).get_absolute_url()
    return reverse(page)


def readable(response) -> str:
    """The words of a page's main part, as a reader sees them."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("’", "'").split())


def test_facts_are_numbered_without_a_gap():
    assert list(FACTS) == [f"T{number}" for number in range(1, 20)] + [f"K{number}" for number in range(1, 22)]


def test_every_numbered_fact_is_a_row_or_a_field_of_its_union():
    books = {
        "T": factbook.read(factbook.FOLDER / "trakyakent.toml"),
        "K": factbook.read(factbook.FOLDER / "konya.toml"),
    }
    on_the_union_itself = {"T4", "T5", "K1", "K2", "K3"}

    named = {
        number
        for letter, book in books.items()
        for entry in book.entries
        for number in re.findall(rf"\b{letter}\d+", entry.key)
    }

    assert named | on_the_union_itself == set(FACTS)


def test_every_fact_has_its_source(facts):
    for union in Union.objects.all():
        assert union.staff_note.startswith("Kaynak: ")
        for model, count in rows_of(union).items():
            assert model.all_unions.filter(union=union, staff_note__startswith="Kaynak: ").count() == count
            assert not model.all_unions.filter(union=union, source_key="").exists()


def test_names_and_acts_of_trakyakent_are_fields(facts):
    with scope.of(Union.objects.get(code="trakyakent")):
        former, present = UnionName.objects.order_by("start_date")
        decree = LegalBasis.objects.get(is_founding_act=True)
        seat = Headquarters.objects.get()

    assert (former.short_name, former.is_current, present.is_current) == ("TRAKYAKENT", False, True)
    assert present.name_en == "Union of Municipalities of Thrace"
    assert (str(present.decided_on), str(present.approved_on)) == ("2020-07-21", "2020-09-24")
    assert (decree.number, str(decree.date), str(decree.gazette_date)) == ("2000/1461", "2000-10-13", "2000-11-28")
    assert decree.gazette_number == 24244
    assert (seat.building_number, seat.floor, seat.confirmed_on) == ("2", 4, None)


def test_trakyakent_was_founded_by_the_publication_of_its_decree(facts):
    union = Union.objects.get(code="trakyakent")
    with scope.of(union):
        kinds = [entry.kind for entry in timeline.entries(union)]

    assert union.founded_on == PartialDate(2000, 11, 28)
    assert kinds.index("act") < kinds.index("founded")


def test_each_union_is_founded_once_in_its_timeline(facts):
    for union in Union.objects.all():
        with scope.of(union):
            entries = timeline.entries(union)

        [founded] = [entry for entry in entries if entry.kind == "founded"]
        assert not [entry for entry in entries if entry.kind == "event" and entry.date == founded.date]


def test_no_fact_prints_as_law_what_nobody_has_verified(facts):
    """The number of the executive committee and of ordinary meetings was read in summaries only."""
    texts = " ".join(f"{organ.composition_tr} {organ.meeting_rule_tr}" for organ in Organ.all_unions.all())

    assert "yedi" not in texts
    assert "Kanun yılda" not in texts


def test_konya_is_known_to_the_year_and_meets_in_may_and_november(facts):
    union = Union.objects.get(code="konya")
    with scope.of(union):
        assembly = Organ.objects.get(kind=Organ.Kind.ASSEMBLY)

    assert union.founded_on == PartialDate(1978)
    assert (union.stated_member_count, union.stated_member_count_on) == (39, None)
    assert (assembly.months, assembly.term_years) == ([5, 11], 5)


def test_members_are_those_with_evidence(facts):
    members = {union.code: Membership.all_unions.filter(union=union) for union in Union.objects.all()}

    assert members["trakyakent"].count() == 20
    assert [str(membership.municipality) for membership in members["konya"]] == ["Akşehir"]
    assert not Membership.all_unions.filter(evidence_on=None).exists()
    assert not Membership.all_unions.filter(evidence_en="").exists()


def test_what_nobody_has_confirmed_stays_empty(facts):
    trakyakent = Union.objects.get(code="trakyakent")

    assert not any(model.all_unions.exists() for model in [ContactPoint, Person, OfficeHolder, Meeting])
    assert not Headquarters.all_unions.exclude(union=trakyakent).exists()
    assert Organ.all_unions.get(union=trakyakent, kind=Organ.Kind.ASSEMBLY).months == []
    assert not Union.objects.exclude(detsis_number="", tax_number="").exists()


def test_facts_are_no_demonstration(facts):
    assert not Union.objects.filter(has_demo=True).exists()
    assert not any(model.all_unions.filter(is_demo=True).exists() for model in rows_of(None))


def test_menu_leads_to_the_parts_of_the_site_and_to_pages_in_both_languages(facts):
    for item in MenuItem.all_unions.all():
        assert item.label_tr
        assert item.label_en
        assert item.get_absolute_url()


def test_second_run_changes_nothing(facts):
    before = {union: rows_of(union) for union in Union.objects.all()}

    output = loaded()

    assert {union: rows_of(union) for union in Union.objects.all()} == before
    assert "konya: 0 " in output
    assert "trakyakent: 0 " in output
    assert not PathRedirect.all_unions.exists()


def test_what_staff_have_changed_stays(facts):
    duty = Duty.all_unions.get(source_key="T12")
    duty.text_tr = "Personelin yazdığı metin."
    duty.save()

    loaded()

    duty.refresh_from_db()
    assert duty.text_tr == "Personelin yazdığı metin."


def test_what_is_missing_comes_back(facts):
    Duty.all_unions.get(source_key="T12").delete()

    output = loaded()

    assert Duty.all_unions.filter(source_key="T12").exists()
    assert "trakyakent: 1 " in output


def test_fact_that_contradicts_what_staff_have_entered_is_left_out_and_named(facts):
    union = Union.objects.get(code="trakyakent")
    Headquarters.all_unions.filter(union=union).delete()
    Headquarters(union=union, street="Yeni Sokak").save()

    output = loaded()

    assert "T19" in output
    assert [seat.street for seat in Headquarters.all_unions.filter(union=union)] == ["Yeni Sokak"]


def test_reference_data_is_loaded_when_it_is_missing(facts):
    assert Municipality.objects.count() > 1000


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[union", "yanlis.toml"),
        ("[[duty]]", r"\[union\]"),
        ("[union]\ncode = 'a'\nsource = 's'\n[[decree]]\nkey = 'a'", r"\[\[decree\]\]"),
        ("[union]\ncode = 'a'\nsource = 's'\n[[duty]]\nkey = 'T1'", "key and a source"),
        ("[union]\ncode = 'a'\nsource = 's'\n[[duty]]\nkey = 'T1'\nsource = 's'\ntitel.tr = 'a'", "titel"),
        ("[union]\ncode = 'a'\nsource = 's'\n[[duty]]\nkey = 'T1'\nsource = 's'\ntitle.tr = 'a'", "title.en"),
        ("[union]\ncode = 'a'\nsource = 's'\n[[duty]]\nkey = 'T1'\nsource = 's'\nkind.tr = 'aim'", "one value"),
        ("[union]\ncode = 'a'\nsource = 's'\n" + "[[duty]]\nkey = 'T1'\nsource = 's'\n" * 2, "2 times"),
    ],
)
def test_file_that_cannot_be_understood_is_refused_as_a_whole(tmp_path, monkeypatch, text, complaint):
    (tmp_path / "yanlis.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(factbook, "FOLDER", tmp_path)

    with pytest.raises(CommandError, match=complaint):
        call_command("loadfacts", stdout=StringIO())


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("number", FACTS)
def test_fact_is_readable_on_the_site(facts, client, number, language):
    host = HOSTS[number[0]]
    union = Union.objects.get(code=host.partition(".")[0])

    for page, *phrases in FACTS[number]:
        with translation.override(language):
            path = address_of(page, union)
        response = client.get(path, headers={"host": host})

        assert response.status_code == 200, path
        assert phrases[["tr", "en"].index(language)] in readable(response), path
