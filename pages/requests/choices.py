"""What can be on record of a request: who asks, for what, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.law import RefusalGround


class Kind(models.TextChoices):
    INFORMATION = "information", _("request for information (4982)")
    PETITION = "petition", _("petition (3071)")
    COMPLAINT = "complaint", _("complaint or suggestion")
    DATA_SUBJECT = "data_subject", _("request about one's own data (6698)")
    MESSAGE = "message", _("message to a unit")
    BARRIER = "barrier", _("report of a barrier")


class Applicant(models.TextChoices):
    PERSON = "person", _("a natural person")
    LEGAL = "legal", _("a legal person (company, foundation, public body …)")


class AnswerBy(models.TextChoices):
    EMAIL = "email", _("by e-mail")
    POST = "post", _("by post")


class Outcome(models.TextChoices):
    GRANTED = "granted", _("granted")
    PARTLY = "partly", _("partly granted")
    REFUSED = "refused", _("refused")
    ANSWERED = "answered", _("replied to")
    TRANSFERRED = "transferred", _("passed on to another body")
    WITHDRAWN = "withdrawn", _("withdrawn by the applicant")
    UNPAID = "unpaid", _("given up: the cost was not paid")


class Ground(models.TextChoices):
    NOT_HELD = RefusalGround.NOT_HELD, _("the union does not have it (4982, art. 7/1)")
    SEPARATE_WORK = RefusalGround.SEPARATE_WORK, _("it would need separate research (4982, art. 7/2)")
    PUBLISHED = RefusalGround.PUBLISHED, _("it is published (4982, art. 8)")
    FORM_MISSING = RefusalGround.FORM_MISSING, _("the form required is not met (4982, art. 6)")
    NOT_REVIEWABLE = RefusalGround.NOT_REVIEWABLE, _("act outside judicial review (4982, art. 15)")
    STATE_SECRET = RefusalGround.STATE_SECRET, _("state secret (4982, art. 16)")
    ECONOMIC = RefusalGround.ECONOMIC_INTEREST, _("economic interests of the country (4982, art. 17)")
    INTELLIGENCE = RefusalGround.INTELLIGENCE, _("intelligence (4982, art. 18)")
    INVESTIGATION = RefusalGround.INVESTIGATION, _("administrative investigation (4982, art. 19)")
    PROSECUTION = RefusalGround.PROSECUTION, _("judicial investigation and prosecution (4982, art. 20)")
    PRIVACY = RefusalGround.PRIVACY, _("private life (4982, art. 21)")
    CORRESPONDENCE = RefusalGround.CORRESPONDENCE, _("secrecy of communication (4982, art. 22)")
    TRADE_SECRET = RefusalGround.TRADE_SECRET, _("trade secret (4982, art. 23)")
    COPYRIGHT = RefusalGround.COPYRIGHT, _("intellectual property (4982, art. 24)")
    INTERNAL_RULES = RefusalGround.INTERNAL_RULES, _("internal arrangements (4982, art. 25)")
    INTERNAL_ADVICE = RefusalGround.INTERNAL_ADVICE, _("internal opinions and notes (4982, art. 26)")
    OPINION = RefusalGround.OPINION, _("a request for an opinion (4982, art. 27)")

    # Of requests about one's own data.
    NOT_IDENTIFIED = "not_identified", _("the applicant cannot be identified (Communiqué 30356, art. 5)")
    OUTSIDE_LAW = "outside_law", _("outside the law, wholly or in part (6698, art. 28)")
    KEPT_BY_LAW = "kept_by_law", _("a law asks the union to keep the data (6698, art. 5 and 7)")
    NOT_CONTROLLER = "not_controller", _("another body is the controller of the data (6698, art. 13)")
    UNFOUNDED = "unfounded", _("other reason, given in the answer (6698, art. 13)")


class Right(models.TextChoices):
    """The rights of Law 6698, art. 11, in its order: (a) to (ğ)."""

    WHETHER = "whether", _("a) learn whether my personal data are processed")
    INFORMATION = "information", _("b) get information on the processing")
    PURPOSE = "purpose", _("c) learn the purpose, and whether the data are used for it")
    RECIPIENTS = "recipients", _("ç) know to whom they are passed on, at home or abroad")
    CORRECTION = "correction", _("d) have incomplete or wrong data corrected")
    ERASURE = "erasure", _("e) have the data erased or destroyed (art. 7)")
    NOTIFICATION = "notification", _("f) have those told of it to whom the data were passed on")
    OBJECTION = "objection", _("g) object to a result of analysis by automatic systems alone")
    DAMAGES = "damages", _("ğ) have damage from unlawful processing made good")


class Objection(models.TextChoices):
    PENDING = "pending", _("not decided yet")
    UPHELD = "upheld", _("accepted: access has to be given")
    PARTLY = "partly", _("partly accepted")
    REJECTED = "rejected", _("rejected")
