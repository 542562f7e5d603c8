"""What each role may do, in other words than `unions/tenancy/roles.toml`, and the row that stands for each model."""

from pages.kinds import KINDS
from tests.publications import parts_of
from tests.site.two_unions import ACTORS, row_of

# Rows of ours that are public, of ours that are not, of theirs, and of nobody.
WHOSE = ["own", "draft", "withdrawn", "foreign", "missing"]
FAR_AWAY = 9_000_000

OUR_STAFF = ["editor", "publisher", "manager", "auditor", "editor here, manager there", "superuser"]
A_FEW = ["anonymous", "editor", "auditor", "manager there", "superuser"]
OUTSIDER = "manager there"
FEWER = ["manager", OUTSIDER]
OUTSIDERS = [actor for actor in ACTORS if actor not in OUR_STAFF]

ALL = ["editor", "publisher", "manager", "auditor"]
WRITERS = ["editor", "publisher", "manager"]
PUBLISHERS = ["publisher", "manager"]
MANAGER = ["manager"]

RIGHTS = {
    "institution": {"view": ALL, "add": MANAGER, "change": MANAGER, "delete": MANAGER},
    "proceedings": {"view": ALL, "add": WRITERS, "change": WRITERS, "delete": PUBLISHERS},
    "members": {"view": ALL, "add": MANAGER, "change": MANAGER, "delete": MANAGER},
    "imports": {"view": ALL, "add": MANAGER, "change": MANAGER, "delete": MANAGER},
    "pages": {"view": ALL, "add": WRITERS, "change": WRITERS, "delete": PUBLISHERS},
    "navigation": {"view": ALL, "add": PUBLISHERS, "change": PUBLISHERS, "delete": PUBLISHERS},
    "reference": {"view": ALL, "add": [], "change": [], "delete": []},
    "union": {"view": ["manager", "auditor"], "add": [], "change": MANAGER, "delete": []},
    "staff": {"view": ["manager", "auditor"], "add": MANAGER, "change": MANAGER, "delete": MANAGER},
    # Nobody at all writes or deletes what a municipality has answered, or what was mailed.
    "answers": {"view": ALL, "add": None, "change": MANAGER, "delete": None},
    # Made by imports only.
    "remembered": {"view": ALL, "add": None, "change": MANAGER, "delete": MANAGER},
    # Personal data of citizens: seen by those alone who answer or audit.
    "requests": {"view": ["publisher", "manager", "auditor"], "add": None, "change": PUBLISHERS, "delete": None},
    "requests_log": {
        "view": ["publisher", "manager", "auditor"],
        "add": PUBLISHERS,
        "change": PUBLISHERS,
        "delete": PUBLISHERS,
    },
    "mail": {"view": ["manager", "auditor"], "add": None, "change": MANAGER, "delete": None},
    "installation": {"view": [], "add": [], "change": [], "delete": []},
}

# Each model of the administration: the group its rights follow, and the row of `two_unions` that stands for it.
ADMIN_MODELS = {
    "unions.union": ("union", "union"),
    "unions.unionhost": ("installation", "host"),
    "unions.unionname": ("institution", "union_name"),
    "unions.legalbasis": ("institution", "legal_basis"),
    "unions.headquarters": ("institution", "headquarters"),
    "unions.contactpoint": ("institution", "contact_point"),
    "unions.duty": ("institution", "duty"),
    "unions.unit": ("institution", "unit"),
    "pages.accessibilityreview": ("institution", "accessibility_review"),
    "pages.accessibilityfinding": ("institution", "accessibility_finding"),
    "pages.accessibilitycontact": ("institution", "accessibility_contact"),
    "pages.securitycontact": ("institution", "security_contact"),
    "pages.dutyrecord": ("institution", "duty_record"),
    "unions.statutechange": ("institution", "statute_change"),
    "unions.emblem": ("institution", "emblem"),
    "unions.historyevent": ("institution", "history_event"),
    "unions.organ": ("institution", "organ"),
    "unions.organpower": ("institution", "organ_power"),
    "unions.term": ("institution", "term"),
    "unions.statute": ("institution", "statute"),
    "unions.meeting": ("proceedings", "meeting"),
    "unions.agendaitem": ("proceedings", "agenda_item"),
    "unions.agendapaper": ("proceedings", "agenda_paper"),
    "unions.subject": ("proceedings", "subject"),
    "unions.decision": ("proceedings", "decision"),
    "unions.courtruling": ("proceedings", "court_ruling"),
    "unions.paper": ("proceedings", "paper"),
    "unions.budgetfigures": ("proceedings", "budget_figures"),
    "pages.picture": ("pages", "picture"),
    "unions.pathredirect": ("navigation", "redirect"),
    "unions.staffrole": ("staff", "staff_role"),
    "unions.invitation": ("staff", "invitation"),
    "unions.user": ("installation", "user"),
    "members.province": ("reference", "province"),
    "members.municipality": ("reference", "municipality"),
    "members.membership": ("members", "membership"),
    "members.listing": ("members", "listing"),
    "members.person": ("members", "person"),
    "members.officeholder": ("members", "office_holder"),
    "members.populationfigure": ("members", "population_figure"),
    "members.elections": ("members", "elections"),
    "members.importrun": ("imports", "import_run"),
    "members.rememberedanswer": ("remembered", "remembered_answer"),
    "members.attendance": ("proceedings", "attendance"),
    "members.rollcallvote": ("proceedings", "roll_call_vote"),
    "members.checkround": ("members", "check_round"),
    "members.listingcheck": ("answers", "listing_check"),
    "unions.outgoingmail": ("mail", "outgoing_mail"),
    "pages.request": ("requests", "request"),
    "pages.requestlogentry": ("requests_log", "request_log_entry"),
    "pages.page": ("pages", "page"),
    "pages.menuitem": ("navigation", "menu_item"),
}
# The page types, and what lives inside their rows.
PUBLICATIONS = {kind.model: row_of(kind) for kind in reversed(KINDS)}
PARTS = {part: part._meta.model_name for model in PUBLICATIONS for part in parts_of(model)}
ADMIN_MODELS |= {model._meta.label_lower: ("pages", row) for model, row in [*PUBLICATIONS.items(), *PARTS.items()]}

# Rows that belong to no union, and so have no foreign ones.
SHARED_ROWS = ["user", "province", "municipality"]


def holds(actor: str, group: str, *rights: str) -> bool:
    role = "editor" if actor == "editor here, manager there" else actor
    rights = [right for right in rights if RIGHTS[group][right] is not None]
    if not rights:
        return False
    return actor == "superuser" or any(role in RIGHTS[group][right] for right in rights)


def outside(actor: str) -> set[int] | None:
    """Those without a role here are sent to the log-in or refused; None for our staff."""
    return {302, 403} if actor in OUTSIDERS else None


# Nobody gives a role: it begins when the invited person accepts.
BY_CONSENT = ["staff_role"]
# What was sent is sent again or withdrawn.
NEVER_DELETED = ["invitation", "elections"]
# Steps that are taken by a button alone.
BY_BUTTON = ["link", "resend", "withdraw"]

# What reading and sending take, where it is not to see the row and to change it.
READING = {
    "delete": ["delete"],
    "link": ["change"],
    "mayor": ["change"],
    "password": ["change"],
    "move": ["change"],
    "preview": ["view"],
}
SENDING = {"delete": ["delete"], "history": ["view", "change"]}

# What was given, answered or sent is not what it was if it is brought back.
NEVER_RESTORED = ["staff_role", "invitation", "listing_check", "outgoing_mail", "import_run", "elections", "request"]

# Rows that only those may change who may publish, once they are public.
PUBLISHABLE = [
    "meeting",
    "agenda_item",
    "agenda_paper",
    "attendance",
    "decision",
    "court_ruling",
    "roll_call_vote",
    "paper",
    "budget_figures",
    "page",
    *PUBLICATIONS.values(),
    *PARTS.values(),
]
