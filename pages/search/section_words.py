"""By what the fixed pages of a site are found: what people call them, what they ask there, and what stands on them."""

from unions.models import Duty, FileText, Headquarters, HistoryEvent, LegalBasis, StatuteChange, Union, UnionName, Unit
from unions.text.languages import active_language
from unions.text.richtext import plain_text
from unions.text.turkish import format_date

# By the name of the address and language: the title, and the questions that the page answers.
SECTION_WORDS = {
    "project_list": {
        "tr": ("Projeler", "Sınır ötesi projeler · Avrupa Birliği projeleri · Hangi projeler yürütülüyor"),
        "en": ("Projects", "Cross-border projects · European Union projects · Which projects are there"),
    },
    "union_detail": {
        "tr": (
            "Birliğin künyesi ve iletişim bilgileri",
            "İletişim · Telefon · Adres · E-posta · KEP · DETSİS · UETS · Vergi numarası · Birlik nerede · "
            "Birliğin adresi nedir · "
            "Birliğe nasıl ulaşılır · Telefon numarası · Kuruluş · Birlik hakkında · Hakkımızda",
        ),
        "en": (
            "The union: fact sheet and contact",
            "Contact · Telephone number · Address · E-mail · Where is the union, how to reach it · "
            "Registered e-mail · KEP · DETSİS · UETS · Tax number · About the union · Headquarters",
        ),
    },
    "union_duties": {
        "tr": ("Amaç ve görevler", "Birliğin görevleri nelerdir · Birlik ne iş yapar · Amaçları"),
        "en": ("Aims and duties", "What are the duties of the union · What does the union do · Tasks"),
    },
    "union_legal_basis": {
        "tr": ("Hukuki dayanak ve mevzuat", "Kanun · Tüzük · Tüzük metni · Resmî Gazete · Yasal dayanak · Yönetmelik"),
        "en": ("Legal basis", "Law · Statute · Official Gazette · Legislation · Regulation"),
    },
    "union_history": {
        "tr": ("Tarihçe", "Birlik ne zaman kuruldu · Hangi kararla kuruldu · Kuruluş tarihi · Geçmişi · Eski adı"),
        "en": ("History", "When was the union founded · Foundation · Former name"),
    },
    "contact": {
        "tr": (
            "İletişim",
            "Telefon · Adres · E-posta · KEP · Birimler · Kaçta açılır, kaçta kapanır · "
            "Size nasıl ulaşırım · Numaranız kaç",
        ),
        "en": (
            "Contact",
            "Telephone number · Address · E-mail · Units · Opening hours · Where is the office · How to reach us",
        ),
    },
    "president_page": {
        "tr": ("Birlik başkanı", "Başkan kim · Özgeçmişi · Başkana ulaşın · Başkanla görüşme"),
        "en": ("President", "Who is the president · Curriculum vitae · Meeting the president"),
    },
    "complaint": {
        "tr": ("Şikâyet veya öneri", "Nasıl şikâyet edilir · Şikâyet nereye yapılır · Şikâyet formu · CİMER"),
        "en": ("Complaint or suggestion", "How to file a complaint · Whom to complain to · Complaint form"),
    },
    "petition": {
        "tr": ("Dilekçe", "Dilekçe nasıl verilir · Dilekçe örneği · 3071 sayılı Kanun"),
        "en": ("Petition", "How to file a petition · Law 3071"),
    },
    "information_request": {
        "tr": (
            "Bilgi edinme başvurusu",
            "Bilgi nasıl edinilir · Bilgi edinme formu · Kaç günde yanıtlanır · 4982 sayılı Kanun",
        ),
        "en": ("Information request", "How to ask for information · Law 4982 · Within how many days"),
    },
    "data_subject_request": {
        "tr": (
            "Kişisel veri başvurusu",
            "Kişisel verilerimin silinmesi · Verilerim neler · Verilerime erişim · KVKK başvurusu · 6698 sayılı Kanun",
        ),
        "en": ("Request about one's own data", "Erasing my personal data · Access to my data · Law 6698"),
    },
    "organ_list": {
        "tr": ("Organlar", "Yönetim · Meclis, encümen, başkan · Birliği kim yönetir"),
        "en": ("Organs", "Who runs the union · Assembly, executive committee, president · Governance"),
    },
    "meeting_list": {
        "tr": ("Toplantılar", "Toplantı takvimi · Gündem · Bir sonraki toplantı · Tutanaklar"),
        "en": ("Meetings", "Calendar of meetings · Agenda · Next meeting · Minutes"),
    },
    "decision_list": {
        "tr": ("Kararlar", "Karar listesi · Meclis kararları · Encümen kararları · Karar özetleri"),
        "en": ("Decisions", "List of decisions · Decisions of the assembly"),
    },
    "paper_grid": {
        "tr": (
            "Yıllık belgeler",
            "Bütçeler · Faaliyet raporları · Kesin hesaplar · Mali tablolar · Bütçe ve raporlar · "
            "Stratejik planlar · Performans programları · Çalışma programları · Ücret tarifeleri",
        ),
        "en": (
            "Annual documents",
            "Budgets · Activity reports · Final accounts · Reports · Strategic plans · Performance programmes · "
            "Work programmes · Fee tariffs",
        ),
    },
    "member_list": {
        "tr": (
            "Üyeler",
            "Üye listesi · Üye belediyeler · Hangi belediyeler üye · Üye sayısı · Üye belediye başkanları",
        ),
        "en": (
            "Members",
            "List of members · Which municipalities are members · Number of members · Member municipalities",
        ),
    },
    "member_map": {
        "tr": ("Üyelerin haritası", "Üye haritası · Harita · Üye belediyeler nerede"),
        "en": ("Map of members", "Map · Where are the members"),
    },
    "member_history": {
        "tr": ("Üyelik tarihçesi", "Ne zaman üye oldu · Katılan ve ayrılan belediyeler · Eski üyeler"),
        "en": ("Membership history", "Joined and left · Former members"),
    },
    "open_data": {
        "tr": ("Açık veri", "Veri indir · CSV · Excel · JSON · Veri kümeleri · API"),
        "en": ("Open data", "Download data · CSV · Excel · JSON · Data sets · API"),
    },
    "barrier": {
        "tr": ("Engel bildir", "Erişim engeli bildirimi · Sitedeki engeli bildir · Erişilebilirlik sorunu"),
        "en": ("Report a barrier", "Accessibility problem · Something keeps me from using the site"),
    },
    "news_list": {"tr": ("Haberler", "Haber arşivi · Son haberler"), "en": ("News", "Latest news")},
    "announcement_list": {"tr": ("Duyurular", "İlanlar · Son duyurular"), "en": ("Announcements", "Notices")},
    "event_list": {
        "tr": (
            "Etkinlikler",
            "Etkinlik takvimi · Yaklaşan etkinlikler · Eğitimler ve seminerler · Seminer ücreti · Seminere kayıt",
        ),
        "en": (
            "Events",
            "Calendar of events · Upcoming events · Trainings and seminars · Seminar fee · Seminar registration",
        ),
    },
    "document_list": {
        "tr": ("Belgeler", "Formlar · Raporlar · Belge kitaplığı"),
        "en": ("Documents", "Forms · Reports"),
    },
    "tender_list": {
        "tr": ("İhaleler", "Açık ihaleler · İhale ilanları · Doğrudan temin"),
        "en": ("Tenders", "Open tenders · Calls for bids · Procurement"),
    },
    "vacancy_list": {
        "tr": ("İş ilanları", "Personel alımı · Açık kadrolar · İş başvurusu · Kariyer"),
        "en": ("Vacancies", "Jobs · Job openings · Careers"),
    },
    "service_list": {
        "tr": ("Hizmetler ve hizmet standartları", "Hizmet envanteri · Hizmet standartları tablosu · İstenen belgeler"),
        "en": ("Services and service standards", "Inventory of services · Table of service standards · Documents"),
    },
}


def names_of_union() -> list[str]:
    """What people call the union: its names of all times, in full and short, and the letters they begin with."""
    names = []
    for row in UnionName.objects.all():
        initials = "".join(word[0] for word in row.name.split() if word[0].isupper())
        names += [row.name, row.short_name, initials]
    return [name for name in dict.fromkeys(names) if len(name) > 2]


def section_text(name: str, union: Union) -> tuple[str, str]:
    """What a fixed page shows: in short, and all of it. The code is bound to the union and a language."""
    write = TEXTS.get(name)
    return write(union) if write else ("", "")


def fact_sheet(union: Union) -> tuple[str, str]:
    names = [str(name) for name in UnionName.objects.all()]
    places = []
    for seat in Headquarters.objects.current().with_contact_points():
        places += [seat.neighbourhood, seat.avenue, str(seat), seat.directions]
        places += [
            f"{point.get_kind_display()} {point.value_in_words} {point.value} {point.label}"
            for point in seat.contact_points.all()
        ]
    numbers = [union.detsis_number, union.tax_number]
    acts = [f"{act} {act.gazette_number or ''}" for act in LegalBasis.objects.founding_acts()]
    founded = union.founded_on.display() if union.founded_on else ""
    return "; ".join([*names, founded]), " · ".join(
        str(part)
        for part in [*places, *numbers, *acts, plain_text(union.introduction), union.legal_status, union.reach]
        if part
    )


def duties(_union: Union) -> tuple[str, str]:
    return "", " · ".join(f"{row.title}: {row.text}" for row in Duty.objects.all())


def legal_bases(_union: Union) -> tuple[str, str]:
    rows = list(LegalBasis.objects.all())
    gazettes = [
        f"{row} {row.gazette_number or ''} {format_date(row.gazette_date) if row.gazette_date else ''}" for row in rows
    ]
    changes = [str(change) for change in StatuteChange.objects.all()]
    texts = [plain_text(text) for row in rows for text in (row.text, row.full_text)]
    if active_language() == "tr":
        texts += [read.text for read in FileText.objects.by_name(row.file.name for row in rows if row.file).values()]
    return " · ".join(gazettes), " · ".join(filter(None, [*texts, *changes]))


def contact(_union: Union) -> tuple[str, str]:
    units = [
        " ".join(filter(None, [unit.name, unit.duty, unit.head_title, unit.head, str(unit.phone), str(unit.email)]))
        for unit in Unit.objects.all()
    ]
    return "", " · ".join(units)


def history(union: Union) -> tuple[str, str]:
    founded = union.founded_on.display() if union.founded_on else ""
    names = [str(name) for name in UnionName.objects.all()]
    events = [f"{row.title}: {row.text}" for row in HistoryEvent.objects.all()]
    return founded, " · ".join([*names, plain_text(union.history_text), *events])


TEXTS = {
    "union_detail": fact_sheet,
    "union_duties": duties,
    "union_legal_basis": legal_bases,
    "union_history": history,
    "contact": contact,
}
