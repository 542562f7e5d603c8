"""Answers about meetings, annual documents and decisions, and about what is open now."""

import re

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.meetings.models import RollCallVote
from pages.events.models import Event
from pages.search.answers.asking import MEMBER, TAIL, UNION_TR, YEAR, Answer, english, form, turkish
from pages.search.answers.members import find_member
from pages.search.tokens import stop_words
from pages.tenders.models import Tender
from pages.vacancies.models import Vacancy
from unions.models import Decision, Meeting, Paper
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language
from unions.text.stems import stem_of
from unions.text.turkish import fold, format_date, format_number
from unions.values import amounts

# Meetings, papers, decisions


@form(
    r"(?:bir )?(?:sonraki|siradaki|gelecek|yaklasan) (?:meclis )?toplanti(?:si)?(?: ne zaman| nerede)?",
    r"(?:meclis |birlik )?toplanti(?:si)? (?:ne zaman|nerede|hangi gun|saat kacta)(?: yapil\w+| olacak)?",
    r"(?:birlik )?meclis(?:i)? (?:bir daha )?(?:ne zaman|hangi gun) toplan\w+",
    r"when (?:does|will) the (?:assembly|council|union) (?:meet|sit)(?: next| again)?",
    r"(?:when|where) is (?:the )?next meeting",
    *english("next (?:assembly |council |ordinary )?meeting(?: of the (?:assembly|union))?"),
    r"when is (?:the )?next (?:assembly|council) meeting",
    r"(?:bir )?(?:sonraki|siradaki|gelecek) toplanti(?:nin)?"
    r" (?:hangi gun|hangi tarihte|tarihi|gunu|saat kacta)(?: \w+)?",
    r"toplanti (?:nerede|ne zaman|saat kacta) yapil\w+",
)
def next_meeting(_request: UnionRequest) -> Answer | None:
    meeting = Meeting.objects.published().upcoming().first()
    if meeting is None:
        return Answer(_("Next meeting"), _("none has been announced"), reverse("meeting_list"))
    return Answer(
        _("Next meeting"), f"{meeting.title}: {meeting.when}", meeting.get_absolute_url(), source=meeting.place
    )


@form(
    r"(?:en )?son (?:meclis |birlik )?toplanti(?:si)?(?: ne zaman(?:di| yapildi| oldu)?)?",
    r"when was (?:the )?last meeting",
    *english("(?:last|latest) meeting"),
)
def last_meeting(_request: UnionRequest) -> Answer | None:
    rows = Meeting.objects.published().past().filter(state=Meeting.State.HELD).order_by("-starts_at")
    meeting = rows.first()
    return (
        Answer(_("Last meeting"), f"{meeting.title}: {meeting.when}", meeting.get_absolute_url()) if meeting else None
    )


PAPER_WORDS = {
    r"butce(?:si)?|budget": Paper.Kind.BUDGET,
    r"kesin hesa(?:p|bi)|final accounts": Paper.Kind.FINAL_ACCOUNTS,
    r"faaliyet raporu|activity report": Paper.Kind.ACTIVITY_REPORT,
    r"performans programi|performance programme": Paper.Kind.PERFORMANCE_PROGRAMME,
    r"calisma programi|work programme": Paper.Kind.WORK_PROGRAMME,
    r"ucret tarifesi|tarife|(?:fee )?tariff": Paper.Kind.TARIFF,
    r"stratejik plani?|strategic plan": Paper.Kind.STRATEGIC_PLAN,
}
PAPER = "(?P<paper>" + "|".join(PAPER_WORDS) + ")"


@form(
    *turkish(rf"{UNION_TR}{YEAR} (?:yili )?{PAPER}", rf"{PAPER} {YEAR}"),
    *english(rf"{PAPER} (?:of |for )?{YEAR}", rf"{YEAR} {PAPER}"),
)
def paper_of_year(_request: UnionRequest, paper: str, year: str) -> Answer | None:
    kind = next(kind for words, kind in PAPER_WORDS.items() if re.fullmatch(words, paper))
    row = Paper.objects.published().with_decision().of(kind, int(year)).first()
    if row is None:
        return None
    decision = row.public_decision
    adopted = (
        _("adopted by decision %(number)s of %(day)s")
        % {"number": decision.citation, "day": format_date(decision.date)}
        if decision
        else ""
    )
    return Answer(str(row), in_figures(row) or row.summary or str(row), row.get_absolute_url(), source=adopted)


def in_figures(paper: Paper) -> str:
    """How big a budget is, where its figures are on record."""
    figures = getattr(paper, "figures", None) if paper.kind == Paper.Kind.BUDGET else None
    size = (figures.total_of("expense") or figures.total_of("income")) if figures else None
    return amounts.written(size)


@form(
    rf"{UNION_TR}(?P<which>bu yil(?:in|ki)? |bu sene(?:nin|ki)? |gelecek yil(?:in|ki)? |onumuzdeki yilin |seneye )?"
    rf"butce(?:si)?{TAIL}",
    rf"(?:birligin |birlik )(?P<which>)butcesi{TAIL}",
    r"(?:how (?:big|large|much) is )?(?:the )?(?P<which>this years? |next years? )?budget(?: of the union)?"
    r"(?: this year)?",
)
def budget_of_the_year(request: UnionRequest, which: str | None) -> Answer | None:
    is_next = (which or "").startswith(("gelecek", "onumuzdeki", "seneye", "next"))
    year = timezone.localdate().year + is_next
    return paper_of_year(request, paper="butce", year=str(year))


@form(
    r"(?:meclis )?(?:karar |karari )?(?:no |sayi |sayisi )?(?P<year>(?:19|20)\d\d)(?: yili)? (?P<number>\d{1,4})"
    r"(?: (?:sayili|numarali|nolu|no lu|no) (?:meclis )?karar(?:i)?| karar(?:i)?)?(?: nedir| ne)?",
    r"decision (?:no )?(?P<year>(?:19|20)\d\d) (?P<number>\d{1,4})",
)
def decision_by_number(_request: UnionRequest, year: str, number: str) -> Answer | None:
    rows = list(Decision.objects.published().cited(int(year), "", int(number))[:2])
    if len(rows) != 1:
        return None
    label = _("Decision %(number)s") % {"number": rows[0].citation}
    return Answer(label, rows[0].title, rows[0].get_absolute_url(), format_date(rows[0].date))


SUBJECT = r"(?P<subject>[a-z0-9 ]{3,80}?)"
DELEGATES_TR = r"(?: belediyesi(?:nin)?)? (?:delege|temsilci|uye)(?:si|leri|lerinin|sinin)?"
VOTED_TR = r"(?: icin| hakkinda| konusunda)? (?:nasil|ne|ne yonde) oy (?:ver|kullan)\w+"
VOTES_TR = r"(?:nin|nun|in|un)? (?:oyu|oylari|oylamasi|oylamasindaki oylari)"
VOTE_EN = "votes? (?:on|for) (?:the )?"
DELEGATES_EN = r"(?: ?s)?(?: delegates?| representatives?| members?)?"


@form(
    rf"{MEMBER}{DELEGATES_TR} {SUBJECT}(?:{VOTED_TR}|{VOTES_TR})",
    rf"{SUBJECT}(?:da|de|ta|te) {MEMBER}(?:{DELEGATES_TR})?{VOTED_TR}",
    rf"{MEMBER} {SUBJECT}(?:{VOTED_TR}|{VOTES_TR})",
    rf"how did (?:the )?(?:delegates?|representatives?|members?) (?:of|from) {MEMBER} {VOTE_EN}{SUBJECT}",
    rf"how did {MEMBER}{DELEGATES_EN} {VOTE_EN}{SUBJECT}",
    rf"{MEMBER}{DELEGATES_EN} {VOTE_EN}{SUBJECT}",
)
def votes_of_member(request: UnionRequest, member: str, subject: str) -> Answer | None:
    """How those whom a member sends voted on the latest decision of that name whose roll call is on record."""
    municipality = find_member(request, member)
    if municipality is None:
        return None
    label = f"{municipality.name} · {_('Roll-call votes')}"
    cast = RollCallVote.objects.filter(seat__municipality=municipality, decision__in=Decision.objects.published())
    language = active_language()
    asked = {stem_of(word, language) for word in subject.split()} - stop_words(language)
    for decision in Decision.objects.filter(pk__in=cast.values("decision")).order_by("-date", "-pk"):
        if asked <= {stem_of(word, language) for word in fold(decision.title).split()}:
            votes = cast.filter(decision=decision).select_related("seat__person")
            value = "; ".join(f"{vote.seat.person}: {vote.get_option_display()}" for vote in votes)
            return Answer(label, value, decision.get_absolute_url(), format_date(decision.date), decision.title)
    return Answer(label, _("not on record"), reverse("decision_list"))


@form(
    rf"{YEAR}(?: yilinda| de| da| te| ta)? kac karar(?: alindi| var)?",
    rf"how many decisions (?:were taken )?in {YEAR}",
)
def number_of_decisions(_request: UnionRequest, year: str) -> Answer | None:
    count = Decision.objects.published().narrowed(year=int(year)).count()
    return (
        Answer(_("Decisions of %(year)s") % {"year": year}, format_number(count), reverse("decision_list"))
        if count
        else None
    )


@form(r"(?:son|en son) karar(?:lar)?(?: ne| nedir| neler)?", *english("(?:last|latest|newest) decision"))
def last_decision(_request: UnionRequest) -> Answer | None:
    row = Decision.objects.published().with_organ().order_by("-date", "-number", "-pk").first()
    return (
        Answer(_("Latest decision"), f"{row.citation} {row.title}", row.get_absolute_url(), format_date(row.date))
        if row
        else None
    )


# What is open


def how_many(label: str, count: int, url: str) -> Answer:
    return Answer(label, format_number(count) if count else _("none at present"), url)


@form(
    r"(?:acik |guncel )?ihale(?:ler)?(?: var mi| neler)?",
    r"(?:acik |guncel )?ihale(?:ler|leriniz)? (?:neler|var mi|nelerdir)",
    r"(?:(?:are there|is there|do you have) )?(?:any |an )?(?:open )?tenders?",
    *english("open tenders"),
)
def open_tenders(_request: UnionRequest) -> Answer | None:
    count = Tender.objects.published().narrowed(state=Tender.State.OPEN).count()
    return how_many(_("Open tenders"), count, reverse("tender_list"))


@form(
    r"(?:acik )?(?:is ilani|is ilanlari|kadro|personel alimi)(?: var mi| neler)?",
    r"(?:are there )?(?:any )?(?:open )?(?:vacancies|jobs|job openings)(?: at the union)?",
)
def vacancies(_request: UnionRequest) -> Answer | None:
    count = Vacancy.objects.published().narrowed(state=Vacancy.State.OPEN).count()
    return how_many(_("Vacancies"), count, reverse("vacancy_list"))


@form(
    r"(?:bir )?(?:sonraki|siradaki|yaklasan) etkinlik(?: ne zaman| nedir| ne)?",
    r"when is (?:the )?next event",
    *english("next event"),
)
def next_event(_request: UnionRequest) -> Answer | None:
    event = Event.objects.published().upcoming().first()
    if event is None:
        return None
    return Answer(
        _("Next event"), f"{event.title}: {format_date(event.starts_at)}", event.get_absolute_url(), source=event.place
    )
