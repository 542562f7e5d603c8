"""OParl 1.1 and Popolo 1.0 as JSON Schemas, written from what the two specifications say.

Stricter than their own: an unknown property is wrong, and so is a null, an empty text or an empty list.
"""

OPARL = "https://schema.oparl.org/1.1/"

URL = {"type": "string", "pattern": r"^https?://[^\s]+$"}
URLS = {"type": "array", "items": URL, "minItems": 1}
TEXT = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "items": TEXT, "minItems": 1}
NUMBER = {"type": "integer", "minimum": 0}
YES = {"type": "boolean"}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
# Neither a Z nor parts of a second.
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"}
# As much of a day as is known, and of a moment.
PARTIAL_DAY = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"}
PARTIAL_MOMENT = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?$"}


def several(schema: dict) -> dict:
    return {"type": "array", "items": schema, "minItems": 1}


def one_of(*values: str) -> dict:
    return {"enum": list(values)}


def named(name: str) -> dict:
    return {"$ref": f"#/$defs/{name}"}


# OParl


def oparl(kind: str, required: list[str], /, **properties) -> dict:
    """An object with its own properties and those that all have; others carry a prefix."""
    common = {
        "id": URL,
        "type": {"const": OPARL + kind},
        "created": MOMENT,
        "modified": MOMENT,
        "license": URL,
        "keyword": TEXTS,
        "web": URL,
        "deleted": YES,
    }
    return {
        "type": "object",
        "properties": common | properties,
        "patternProperties": {r"^[a-z]+:[A-Za-z_]+$": {"not": {"enum": [None, "", []]}}},
        "additionalProperties": False,
        # What has been deleted keeps nothing else.
        "required": ["id", "type", "created", "modified"],
        "if": {"not": {"required": ["deleted"]}},
        "then": {"required": required},
    }


OPARL_OBJECTS = {
    "System": oparl(
        "System",
        ["oparlVersion", "body"],
        oparlVersion={"const": OPARL},
        otherOparlVersions=URLS,
        body=URL,
        name=TEXT,
        contactEmail=TEXT,
        contactName=TEXT,
        website=URL,
        vendor=URL,
        product=URL,
    ),
    "Body": oparl(
        "Body",
        [
            *["name", "organization", "person", "meeting", "paper", "legislativeTerm"],
            *["agendaItem", "consultation", "file", "membership", "locationList", "legislativeTermList"],
        ],
        **dict.fromkeys(["system", "website", "organization", "person", "meeting", "paper", "agendaItem"], URL),
        **dict.fromkeys(["consultation", "file", "membership", "locationList", "legislativeTermList"], URL),
        **dict.fromkeys(["name", "shortName", "contactEmail", "contactName", "classification"], TEXT),
        legislativeTerm={"type": "array", "items": named("LegislativeTerm")},
        licenseValidSince=MOMENT,
        oparlSince=MOMENT,
        equivalent=URLS,
        location=named("Location"),
    ),
    "Organization": oparl(
        "Organization",
        ["name"],
        **dict.fromkeys(["body", "meeting", "consultation", "subOrganizationOf", "website", "externalBody"], URL),
        **dict.fromkeys(["name", "shortName", "classification"], TEXT),
        organizationType=one_of(
            *["Gremium", "Partei", "Fraktion", "Verwaltungsbereich", "externes Gremium", "Institution", "Sonstiges"]
        ),
        membership=URLS,
        post=TEXTS,
        startDate=DAY,
        endDate=DAY,
        location=named("Location"),
    ),
    "Person": oparl(
        "Person",
        ["name"],
        **dict.fromkeys(["name", "familyName", "givenName", "formOfAddress", "affix", "gender", "lifeSource"], TEXT),
        **dict.fromkeys(["title", "phone", "email", "status"], TEXTS),
        body=URL,
        location=URL,
        locationObject=named("Location"),
        membership=several(named("Membership")),
        life={"type": "string", "minLength": 1, "maxLength": 300},
    ),
    "Membership": oparl(
        "Membership",
        ["organization"],
        person=URL,
        organization=URL,
        role=TEXT,
        votingRight=YES,
        startDate=DAY,
        endDate=DAY,
        onBehalfOf=URL,
    ),
    "Meeting": oparl(
        "Meeting",
        ["name", "organization", "start"],
        name=TEXT,
        meetingState=one_of("terminiert", "eingeladen", "durchgeführt"),
        cancelled=YES,
        start=MOMENT,
        end=MOMENT,
        location=named("Location"),
        organization=URLS,
        participant=URLS,
        invitation=named("File"),
        resultsProtocol=named("File"),
        verbatimProtocol=named("File"),
        auxiliaryFile=several(named("File")),
        agendaItem=several(named("AgendaItem")),
    ),
    "AgendaItem": oparl(
        "AgendaItem",
        ["order", "name"],
        meeting=URL,
        order=NUMBER,
        number=TEXT,
        name=TEXT,
        public=YES,
        consultation=URL,
        result=TEXT,
        resolutionText=TEXT,
        resolutionFile=named("File"),
        auxiliaryFile=several(named("File")),
        start=MOMENT,
        end=MOMENT,
    ),
    "Paper": oparl(
        "Paper",
        ["name"],
        **dict.fromkeys(["name", "reference", "paperType"], TEXT),
        **dict.fromkeys(["relatedPaper", "superordinatedPaper", "subordinatedPaper", "originatorPerson"], URLS),
        **dict.fromkeys(["underDirectionOf", "originatorOrganization"], URLS),
        body=URL,
        date=DAY,
        mainFile=named("File"),
        auxiliaryFile=several(named("File")),
        location=several(named("Location")),
        consultation=several(named("Consultation")),
    ),
    "Consultation": oparl(
        "Consultation",
        ["organization"],
        **dict.fromkeys(["paper", "agendaItem", "meeting"], URL),
        organization=URLS,
        authoritative=YES,
        role=TEXT,
    ),
    "File": oparl(
        "File",
        ["accessUrl"],
        **dict.fromkeys(["accessUrl", "downloadUrl", "externalServiceUrl", "masterFile", "fileLicense"], URL),
        **dict.fromkeys(["name", "fileName", "text"], TEXT),
        **dict.fromkeys(["derivativeFile", "meeting", "agendaItem", "paper"], URLS),
        mimeType={"type": "string", "pattern": r"^[a-z]+/[a-z0-9.+-]+$"},
        date=DAY,
        size=NUMBER,
        sha512Checksum={"type": "string", "pattern": "^[0-9a-f]{128}$"},
    ),
    "LegislativeTerm": oparl("LegislativeTerm", ["name"], body=URL, name=TEXT, startDate=DAY, endDate=DAY),
    "Location": oparl(
        "Location",
        [],
        **dict.fromkeys(["description", "streetAddress", "room", "postalCode", "subLocality", "locality"], TEXT),
        **dict.fromkeys(["bodies", "organizations", "persons", "meetings", "papers"], URLS),
        geojson={"type": "object", "required": ["type", "geometry"], "properties": {"type": {"const": "Feature"}}},
    ),
}


def oparl_schema(name: str) -> dict:
    return {"$defs": OPARL_OBJECTS, **named(name)}


OPARL_LIST = {
    "type": "object",
    "properties": {
        "data": {"type": "array", "items": {"type": "object", "required": ["id", "type"]}},
        "pagination": {
            "type": "object",
            "additionalProperties": NUMBER,
            "propertyNames": one_of("totalElements", "elementsPerPage", "currentPage", "totalPages"),
        },
        "links": {
            "type": "object",
            "additionalProperties": URL,
            "propertyNames": one_of("next", "first", "prev", "self", "last", "web"),
        },
    },
    "additionalProperties": False,
    "required": ["data", "links"],
}


# Popolo


def popolo(required: list[str], /, *, stamped: bool = True, **properties) -> dict:
    stamps = {"created_at": PARTIAL_MOMENT, "updated_at": PARTIAL_MOMENT, "sources": several(named("link"))}
    return {
        "type": "object",
        "properties": (stamps if stamped else {}) | properties,
        "additionalProperties": False,
        "required": required,
    }


ID = TEXT
TO_SOMETHING = ["parent_id", "organization_id", "person_id", "post_id", "on_behalf_of_id", "area_id"]
CONTACTS = {"contact_details": several(named("contact_detail")), "links": several(named("link"))}
PERIOD = {"start_date": PARTIAL_DAY, "end_date": PARTIAL_DAY}

POPOLO_CLASSES = {
    "link": popolo(["url"], stamped=False, url=URL, note=TEXT),
    "identifier": popolo(["identifier"], stamped=False, identifier=TEXT, scheme=TEXT),
    "other_name": popolo(["name"], stamped=False, name=TEXT, note=TEXT, **PERIOD),
    "contact_detail": popolo(
        ["type", "value"], type=TEXT, value=TEXT, label=TEXT, note=TEXT, valid_from=PARTIAL_DAY, valid_until=PARTIAL_DAY
    ),
    "count": popolo(
        ["option", "value"],
        stamped=False,
        option=one_of("yes", "no", "abstain", "absent", "not voting", "paired"),
        value=NUMBER,
        group_id=ID,
    ),
    "vote": popolo(
        ["voter_id", "option"],
        stamped=False,
        id=ID,
        voter_id=ID,
        option=one_of("yes", "no", "abstain", "absent", "not voting", "paired"),
        role=TEXT,
        weight=NUMBER,
    ),
    "organizations": popolo(
        ["id", "name"],
        id=ID,
        name=TEXT,
        other_names=several(named("other_name")),
        identifiers=several(named("identifier")),
        **dict.fromkeys(["classification", "abstract", "description"], TEXT),
        parent_id=ID,
        area_id=ID,
        founding_date=PARTIAL_DAY,
        dissolution_date=PARTIAL_DAY,
        image=URL,
        **CONTACTS,
    ),
    "persons": popolo(
        ["id", "name"],
        id=ID,
        **dict.fromkeys(["name", "family_name", "given_name", "additional_name", "honorific_prefix"], TEXT),
        **dict.fromkeys(["honorific_suffix", "sort_name", "email", "gender", "summary", "biography"], TEXT),
        image=URL,
        other_names=several(named("other_name")),
        identifiers=several(named("identifier")),
        **CONTACTS,
    ),
    "posts": popolo(["id", "organization_id"], id=ID, label=TEXT, role=TEXT, organization_id=ID, **PERIOD, **CONTACTS),
    "memberships": popolo(
        ["id", "organization_id"],
        id=ID,
        label=TEXT,
        role=TEXT,
        member=popolo(["id", "name"], stamped=False, id=ID, name=TEXT),
        **dict.fromkeys(TO_SOMETHING, ID),
        **PERIOD,
        **CONTACTS,
    )
    | {"oneOf": [{"required": ["person_id"]}, {"required": ["member"]}]},
    "events": popolo(
        ["id", "name"],
        id=ID,
        **dict.fromkeys(["name", "description", "location", "classification"], TEXT),
        status=one_of("tentative", "confirmed", "cancelled"),
        start_date=PARTIAL_MOMENT,
        end_date=PARTIAL_MOMENT,
        organization_id=ID,
        parent_id=ID,
        identifiers=several(named("identifier")),
        attendees=several(popolo(["id"], stamped=False, id=ID, name=TEXT)),
        links=several(named("link")),
    ),
    "motions": popolo(
        ["id", "text"],
        id=ID,
        **dict.fromkeys(["text", "identifier", "classification", "requirement", "result"], TEXT),
        organization_id=ID,
        legislative_session_id=ID,
        creator_id=ID,
        date=PARTIAL_MOMENT,
    ),
    "vote_events": popolo(
        ["id", "counts"],
        id=ID,
        **dict.fromkeys(["identifier", "classification", "result"], TEXT),
        organization_id=ID,
        legislative_session_id=ID,
        motion_id=ID,
        start_date=PARTIAL_MOMENT,
        end_date=PARTIAL_MOMENT,
        counts=several(named("count")),
        votes=several(named("vote")),
    ),
}

POPOLO_LISTS = ["organizations", "persons", "posts", "memberships", "events", "motions", "vote_events"]
POPOLO = {
    "$defs": POPOLO_CLASSES,
    "type": "object",
    "properties": {name: {"type": "array", "items": named(name)} for name in POPOLO_LISTS},
    "additionalProperties": False,
}
