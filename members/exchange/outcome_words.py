"""What became of a motion, in the words of decision books: kabul, oy çokluğuyla ret, 12 kabul 18 ret, havale."""

import re
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from unions.models import Decision
from unions.publishing.addresses import LANGUAGES
from unions.text.turkish import letters

UNKNOWN_OUTCOME = _(
    "It is not clear what “%(value)s” means. Enter: accepted, rejected, referred, withdrawn or postponed; with it "
    "“unanimous” or the votes, if known."
)
TWO_OUTCOMES = _("“%(value)s” names two outcomes. Enter the one that the organ decided.")
OF_A_COURT = _(
    "“%(value)s” is what a court ruled, not what the organ decided. Enter the outcome of the vote here; after the "
    "import record the ruling on the decision's page under “Court rulings”."
)
DRAWN_OR_REPEATED = _(
    "“%(value)s” names a lot or a second ballot. Enter the outcome here, and these in the columns “Repeated ballot” "
    "and “Lot”."
)
UNANIMOUS_AGAINST = _("“%(value)s” says that all agreed, and counts votes against it. Correct one of the two.")

OUTCOMES = Decision.Outcome
# Beginnings of words, without marks; the longest are looked for first.
WORDS = {
    "kabul edilmedi": OUTCOMES.REJECTED,
    "kabul edilmemis": OUTCOMES.REJECTED,
    "kabul edilmemes": OUTCOMES.REJECTED,
    "kabul edilemedi": OUTCOMES.REJECTED,
    "uygun bulunmadi": OUTCOMES.REJECTED,
    "uygun bulunmamis": OUTCOMES.REJECTED,
    "uygun gorulmedi": OUTCOMES.REJECTED,
    "uygun gorulmemis": OUTCOMES.REJECTED,
    "not accepted": OUTCOMES.REJECTED,
    "not adopted": OUTCOMES.REJECTED,
    "kabul": OUTCOMES.ACCEPTED,
    "uygun gorul": OUTCOMES.ACCEPTED,
    "uygun bulun": OUTCOMES.ACCEPTED,
    "onaylan": OUTCOMES.ACCEPTED,
    "accepted": OUTCOMES.ACCEPTED,
    "adopted": OUTCOMES.ACCEPTED,
    "carried": OUTCOMES.ACCEPTED,
    "redd": OUTCOMES.REJECTED,
    "red": OUTCOMES.REJECTED,
    "ret": OUTCOMES.REJECTED,
    "rejected": OUTCOMES.REJECTED,
    "komisyona havale": OUTCOMES.REFERRED,
    "komisyona sevk": OUTCOMES.REFERRED,
    "havale": OUTCOMES.REFERRED,
    "sevk edil": OUTCOMES.REFERRED,
    "referred": OUTCOMES.REFERRED,
    "geri cekil": OUTCOMES.WITHDRAWN,
    "geri alin": OUTCOMES.WITHDRAWN,
    "withdrawn": OUTCOMES.WITHDRAWN,
    "ertelen": OUTCOMES.POSTPONED,
    "postponed": OUTCOMES.POSTPONED,
}
# An ending that turns a word into its contrary: onaylanmadı, ertelenmemiştir.
NEGATION = r"\w*m[ea](?:di|mis|mes|mas)"
UNANIMOUS = re.compile(r"\b(oy ?birlig\w*|oybirlik\w*|oy ?birlik\w*|ittifakla|unanimous\w*)")
BY_MAJORITY = re.compile(r"\b(oy ?coklug\w*|oy ?cokluk\w*|by majority|majority)")
SIDES = {
    "votes_for": r"(?:kabul|evet|olumlu|for)",
    "votes_against": r"(?:ret|red|hayir|olumsuz|against)",
    "votes_abstaining": r"(?:cekimser|abstain\w*|abstention\w*)",
}
# Not the word that all agreed, which begins in the same way.
VOTE = r"(?: oy(?!\w* ?(?:birlig|birlik|coklug|cokluk))\w*)?"
VOTES = {name: re.compile(rf"\b([0-9]{{1,4}}) (?:uye )?{side}\b{VOTE}") for name, side in SIDES.items()}
# The whole cell is a tally: Kabul: 15, Ret: 3, Çekimser: 1.
TALLY = re.compile(
    rf" *{SIDES['votes_for']}{VOTE} ([0-9]{{1,4}}) +{SIDES['votes_against']}{VOTE} ([0-9]{{1,4}})"
    rf"(?: +{SIDES['votes_abstaining']}{VOTE} ([0-9]{{1,4}}))? *"
)
# Words of courts, and of what breaks a tie.
COURT = re.compile(r"\b(mahkeme\w*|danistay\w*|yurutme\w*|durdur\w*|iptal\w*|annul\w*|stay(?:ed)?|court\w*)")
LOT_OR_REPEAT = re.compile(r"\b(kura\w*|kur a\w*|ad cek\w*|ikinci oylama\w*|oylama tekrar\w*|lot|second ballot)")
SECRET = re.compile(r"\bgizli oyla\w*(?: sonuc\w*)?")
# Words that add nothing to those above.
FILLER_WORDS = """
    ile ve oy oyu oyla oylari karsilik edilmistir edildi edilmis edilmesine olunmustur olundu karar verildi verilmistir
    toplam mevcudun uyelerin olarak sonucu kararlastirildi a e ya ye mistir mis di i ine ne dan den komisyona
    komisyonuna gundemin gundeme sonraki toplantiya by with votes was the
"""
FILLERS = frozenset(FILLER_WORDS.split())


@dataclass(frozen=True)
class Said:
    """What the words of a cell say; None or empty where they do not say it."""

    outcome: str = ""
    is_unanimous: bool = False
    # Only that not all agreed, which says nothing of what was decided.
    is_by_majority: bool = False
    is_secret: bool = False
    votes: tuple[tuple[str, int], ...] = ()


def outcome_words(text: str) -> Said:
    """Read a cell; raises ValidationError where a word in it is not understood or two contradict each other."""
    label = label_of(text)
    if label:
        return Said(label)
    rest = f" {letters(text)} "
    if COURT.search(rest):
        raise values.refuse(OF_A_COURT, "court", text)
    if tally := TALLY.fullmatch(rest):
        counted = zip(SIDES, tally.groups(), strict=True)
        return Said(votes=tuple((name, int(number)) for name, number in counted if number))
    is_secret = SECRET.search(rest) is not None
    rest = SECRET.sub(" ", rest)
    votes = {}
    for name, pattern in VOTES.items():
        if found := pattern.search(rest):
            votes[name] = int(found[1])
            rest = pattern.sub(" ", rest, count=1)
    is_unanimous, is_by_majority = UNANIMOUS.search(rest) is not None, BY_MAJORITY.search(rest) is not None
    rest = BY_MAJORITY.sub(" ", UNANIMOUS.sub(" ", rest))
    outcomes = set()
    for word in sorted(WORDS, key=len, reverse=True):
        shorter = re.sub(rf"\b{word}(?!{NEGATION})\w*", " ", rest)
        if shorter != rest:
            outcomes.add(WORDS[word])
            rest = shorter
    if outcomes == {OUTCOMES.REFERRED} and not re.search(NEGATION, rest):
        # The name of the committee.
        rest = re.sub(r".*\bkomisyon\w*", " ", rest)
    if len(outcomes) > 1 or (is_unanimous and is_by_majority):
        raise values.refuse(TWO_OUTCOMES, "two_outcomes", text)
    if LOT_OR_REPEAT.search(rest):
        raise values.refuse(DRAWN_OR_REPEATED, "lot", text)
    if set(rest.split()) - FILLERS or not (outcomes or votes or is_unanimous or is_by_majority):
        raise values.refuse(UNKNOWN_OUTCOME, "outcome", text)
    outcome = next(iter(outcomes), "")
    if is_unanimous and outcome != OUTCOMES.REJECTED and votes.get("votes_against"):
        raise values.refuse(UNANIMOUS_AGAINST, "unanimous", text)
    return Said(outcome, is_unanimous, is_by_majority, is_secret, tuple(votes.items()))


def label_of(text: str) -> str:
    """The outcome whose label, in either language, the text is."""
    for language in LANGUAGES:
        with translation.override(language):
            for value, label in OUTCOMES.choices:
                if letters(str(label)) == letters(text) or text == value:
                    return value
    return ""
