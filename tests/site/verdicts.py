"""What every address answers, to whom. An address that is not named here fails the matrix.

Public addresses answer everyone alike; the administration answers by the rights that `RIGHTS` repeats in other words
than `unions/tenancy/roles.toml`, so that a slip in either is noticed.
"""

from dataclasses import replace

from pages.findability.cards import address_of as address_of_card
from pages.kinds import KINDS
from tests.site.addresses import Address
from tests.site.answers.pages import (
    check_link,
    detail,
    mailed_link,
    named,
    named_by_slug,
    no_session,
    public_form,
    references,
    sitemap,
    stored_file,
    tree_page,
    verdicts_of,
)
from tests.site.answers.programs import api_list, api_object, oparl_list, oparl_object, open_data_file
from tests.site.answers.rights import ADMIN_MODELS, outside
from tests.site.answers.rows import (
    compare_page,
    meeting_screen,
    model_page,
    next_version_page,
    old_row_address,
    preview_page,
    refused_rows,
    row_page,
    shared_preview,
    typed_preview,
    view_on_site,
)
from tests.site.answers.screens import (
    app_list,
    audit_table,
    board_of_duties,
    ends_of_seats,
    exchange_table,
    letter_of_request,
    library_page,
    links_about_page,
    meetings_screen,
    menu_page,
    nowhere,
    operators_page,
    own_passkey,
    report_of_requests,
    secret_link,
    secret_page_of_staff,
)
from tests.site.answers.verdict import Verdict, admin_page, door, in_each_language, one_path, public, reading

PUBLIC = {
    "listing_check": no_session(reading=403, sending={403}),
    "listing_check_renew": no_session(reading=200, sending={302, 429}),
    "listing_check_link": check_link(),
    **{
        name: public_form()
        for name in [
            *["information_request", "petition", "complaint", "data_subject_request", "contact_form", "barrier"],
        ]
    },
    "request_status": public_form(),
    "follow": public_form(),
    "follow_feed": public("feed of what is followed"),
    "follow_confirm": mailed_link(),
    "follow_mine": mailed_link(),
    # Leaving is said to have happened, whoever asks.
    "follow_leave": mailed_link(sending=200),
    "request_log": public("public list of published requests"),
    "request_statistics": public("published statistics of requests"),
    "oparl_system": in_each_language("OParl system", "/oparl/{language}/"),
    "oparl_list": oparl_list(),
    "oparl_object": oparl_object(),
    "api_root": public("entry of the API"),
    "api_description": public("description of the API"),
    "api_list": api_list(),
    "api_object": api_object(),
    "api_changes": Verdict(
        "changes of the API",
        lambda world, address, language: {"own": [f"{address.path(language)}?since=2020-01-01"]},
        reading({"own": {200}}),
    ),
    "api_page": public("page about the API"),
    "dcat_catalogue": Verdict(
        "catalogue of open data",
        lambda world, address, language: {
            "own": [address.path(language, extension=form) for form in ("ttl", "jsonld")],
            "missing": [address.path(language, extension="rdf")],
        },
        reading({"own": {200}, "missing": {404}}),
    ),
    "popolo": in_each_language("Popolo document", "/popolo/{language}.json"),
    "person_detail": named("person", "public detail of person"),
    "meeting_calendar": public("calendar of meetings"),
    "meeting_entry": detail("meeting", file={"tr": "takvim.ics", "en": "calendar.ics"}),
    "organ_calendar": named("organ", "calendar of an organ"),
    "decision_feed": public("feed of decisions"),
    "paper_feed": public("feed of papers"),
    "alive": public("health"),
    # A second connection cannot always read what a test has not committed.
    "ready": Verdict("health", one_path, reading({"own": {200, 503}})),
    "jobs": public("health"),
    "metrics": public("counts for machines"),
    "entrance": public("entrance", status=302),
    "sitemap": sitemap(),
    "robots": public("robots"),
    "security_txt": public("where weaknesses are reported"),
    "accent_stylesheet": Verdict(
        "accent style sheet",
        lambda world, address, language: {"own": [address.path(language, hue=140, second=88)]},
        reading({"own": {200}}),
    ),
    "drawn_emblem": Verdict(
        "initials in the place of an emblem",
        lambda world, address, language: {"own": [address.path(language, hue=140, initials="EBB")]},
        reading({"own": {200}}),
    ),
    "favicon": public("small emblem", status=302),
    "touch_icon": public("emblem for telephones"),
    "card": Verdict(
        "picture for links to a page",
        lambda world, address, language: {
            "own": [address_of_card(world.ours, "Başlık", "Bölüm", language)],
            "foreign": [address_of_card(world.theirs, "Başlık", "Bölüm", language)],
            "missing": [address.path(language, told="yok")],
        },
        reading({"own": {200}, "foreign": {404}, "missing": {404}}),
    ),
    "opensearch": in_each_language("description of the search", "/opensearch-{language}.xml"),
    "stored_file": stored_file(),
    "home": public("home"),
    "site_search": public("search"),
    "search_completion": public("what is proposed while somebody types in the search"),
    "union_detail": public("public page of the union"),
    "union_duties": public("public page of the union"),
    "union_legal_basis": public("public page of the union"),
    "union_history": public("public page of the union"),
    "obligations": public("public page of the union"),
    "organ_list": public("public list of organs"),
    "president_page": public("public page of the president"),
    "organ_detail": detail("organ"),
    "meeting_list": public("public list of meetings"),
    "meeting_detail": detail("meeting"),
    "decision_list": public("public list of decisions"),
    "decision_detail": detail("decision"),
    "link_target": references(),
    "decision_short": detail("decision", status=301, withdrawn={301, 410}, short=True),
    "paper_grid": public("public list of papers"),
    "budget": public("public page of budgets in figures"),
    "contact": public("public page of contact details"),
    "paper_detail": detail("paper"),
    "paper_short": detail("paper", status=301, withdrawn={301, 410}, short=True),
    "member_list": public("public list of members"),
    "member_map": public("public map of members"),
    "member_history": public("public history of membership"),
    "member_detail": detail("municipality"),
    "member_embed": named_by_slug("municipality", "card of a member for other sites"),
    "open_data": public("open data"),
    "open_data_checksums": public("open data"),
    "open_data_dictionary": public("open data"),
    "open_data_file": open_data_file(),
    **{name: verdict for kind in KINDS for name, verdict in verdicts_of(kind).items()},
    "event_calendar": public("calendar of events"),
    "service_inventory": public("table of services"),
    "service_standards": public("table of services"),
    "page_detail": tree_page(),
}


ADMIN = {
    "admin:pages_dutyrecord_board": board_of_duties(),
    "admin:pages_dutyrecord_verbis": replace(board_of_duties(), kind="admin inventory", sees_all_unions=[]),
    "admin:members_officeholder_ends": ends_of_seats(),
    "admin:members_listing_mayor": row_page("members.listing", "mayor"),
    "admin:members_importrun_template": exchange_table("template"),
    "admin:members_importrun_records": exchange_table("records"),
    "admin:members_importrun_refused": refused_rows(),
    "admin:unions_meeting_prepare": meetings_screen("admin meetings: prepare", "add"),
    "admin:unions_meeting_book": meetings_screen("admin meetings: decision book", "view"),
    "admin:unions_meeting_results": meeting_screen("results"),
    "admin:unions_meeting_call": meeting_screen("print"),
    "admin:unions_meeting_sheet": meeting_screen("print"),
    "admin:unions_meeting_minutes": meeting_screen("print"),
    "admin:pages_request_report": report_of_requests(),
    "admin:pages_request_letter": letter_of_request(),
    "admin:members_checkround_run": row_page("members.checkround", "run"),
    "admin:index": admin_page("admin index", {"GET": {200}, "POST": {200, 405}}),
    "admin:login": door("admin log-in", {"GET": {200, 302}, "POST": {200, 302}}),
    "account_login": door("admin log-in", {"GET": {200, 302}, "POST": {200, 302}}),
    "mfa_login_webauthn": door("admin log-in by passkey", {"GET": {302}, "POST": {302}}),
    "mfa_authenticate": door("admin second step", {"GET": {302}, "POST": {302}}),
    "forgotten_password": door("admin forgotten password", {"GET": {200}, "POST": {200}}),
    "new_password": secret_link("admin new password", {410}),
    "invitation": secret_link("admin invitation", {404}),
    "operation": operators_page("operation"),
    "may_bring_files": door("asked by the proxy", {"GET": {204, 403}, "POST": {405}}),
    "account_index": admin_page("own account", {"GET": {200}, "POST": {405}}),
    "account_address": admin_page("own address", {"GET": {200}, "POST": {200}}),
    "account_prove_address": secret_page_of_staff("own address", {410}),
    "account_devices": admin_page("own devices", {"GET": {200}, "POST": {405}}),
    "account_end_device": admin_page("own devices", {"GET": {405}, "POST": {404}}),
    "account_reauthenticate": admin_page("asked again", {"GET": {200}, "POST": {200}}),
    # Nobody in the two unions has a second factor.
    "mfa_reauthenticate": admin_page("asked again", {"GET": {302}, "POST": {302}}),
    "mfa_reauthenticate_webauthn": admin_page("asked again", {"GET": {302}, "POST": {302}}),
    "mfa_index": admin_page("second factor", {"GET": {200}, "POST": {405}}),
    "mfa_activate_totp": admin_page("second factor: app", {"GET": {200}, "POST": {200}}, keeps_in_session=True),
    "mfa_deactivate_totp": admin_page("second factor: app", {"GET": {404}, "POST": {404}}),
    "mfa_view_recovery_codes": admin_page("second factor: codes", {"GET": {404}, "POST": {405}}),
    "mfa_generate_recovery_codes": admin_page("second factor: codes", {"GET": {200}, "POST": {200}}),
    "mfa_download_recovery_codes": admin_page("second factor: codes", {"GET": {404}, "POST": {404}}),
    "mfa_list_webauthn": admin_page("second factor: passkeys", {"GET": {200}, "POST": {405}}),
    "mfa_add_webauthn": admin_page("second factor: passkeys", {"GET": {200}, "POST": {200}}, keeps_in_session=True),
    "mfa_edit_webauthn": own_passkey(),
    "mfa_remove_webauthn": own_passkey(),
    "admin:logout": admin_page("admin log-out", {"GET": {405}, "POST": {200, 302}}),
    "admin:password_change": admin_page("admin password", {"GET": {200}, "POST": {200}}),
    "admin:password_change_done": admin_page("admin password", {"GET": {200}, "POST": {200, 405}}),
    "admin:autocomplete": admin_page("admin autocomplete", {"GET": {403}, "POST": {403, 405}}),
    "admin:pages_audit": admin_page("admin content check", {"GET": {200}, "POST": {200}}),
    "admin:pages_audit_table": audit_table(),
    "admin:pages_picture_choose": admin_page("admin library", {"GET": {200}, "POST": {200}}),
    "admin:pages_document_choose": admin_page("admin library", {"GET": {200}, "POST": {200}}),
    "admin:pages_picture_upload": library_page("add", {302}),
    "admin:pages_picture_words": library_page("change", {302}),
    "admin:pages_document_upload": library_page("add", {302}),
    "admin:pages_document_titles": library_page("change", {302}),
    "admin:pages_menuitem_edit": menu_page(),
    "admin:pages_links": admin_page("admin links", {"GET": {200}, "POST": {200}}),
    "admin:pages_links_choose": admin_page("admin links", {"GET": {200}, "POST": {200}}),
    "admin:pages_links_here": links_about_page(lambda pk: f"page-{pk}"),
    "admin:pages_links_of": links_about_page(lambda pk: f"pages.page/{pk}"),
    "admin:paste": admin_page("admin paste", {"GET": {405}, "POST": {200}}),
    "admin:auth_user_password_change": row_page("unions.user", "password"),
    "admin:jsi18n": admin_page("admin words for scripts", {"GET": {200}, "POST": {200, 405}}),
    "admin:view_on_site": view_on_site(),
    # A form that names nothing deleted here finds nothing.
    "admin:unsaved": admin_page("admin unsaved work", {"GET": {200}, "POST": {404}}),
    "admin:shared_preview": shared_preview(),
    "admin:language_board": admin_page("admin language board", {"GET": {200}, "POST": {404}}),
    "admin:handbook": admin_page("admin handbook", {"GET": {200}, "POST": {200}}),
    "admin:handbook_chapter": replace(
        admin_page("admin handbook", {"GET": {200}, "POST": {200}}),
        paths=lambda world, address, language: {"own": [address.path(language, name="home-page")]},
    ),
    "admin:bin": admin_page("admin deleted entries", {"GET": {200}, "POST": {404}}),
    "admin:app_list": Verdict(
        "admin list of models",
        app_list,
        lambda actor, whose, method: outside(actor) or {200, 405},
        ["GET", "POST"],
        is_public=False,
    ),
    r"admin:/yonetim/(?P<url>.*)$": nowhere(),
}


MODEL_ACTIONS = {
    "changelist": model_page,
    "add": model_page,
    "change": row_page,
    "delete": row_page,
    "history": row_page,
    "record": row_page,
    "version": row_page,
    "compare": compare_page,
    "link": row_page,
    "resend": row_page,
    "withdraw": row_page,
    "move": row_page,
    "preview": preview_page,
    "typed_preview": typed_preview,
    "next": next_version_page,
    "discard": next_version_page,
    "shown": next_version_page,
    "share": next_version_page,
}


def verdict_on(address: Address) -> Verdict | None:
    """The verdict on an address; None if nobody has thought about it yet."""
    if not address.is_admin:
        return PUBLIC.get(address.key)
    if address.key in ADMIN:
        return ADMIN[address.key]
    for label in ADMIN_MODELS:
        stem = label.replace(".", "_")
        for action, make_verdict in MODEL_ACTIONS.items():
            if address.name == f"{stem}_{action}":
                return make_verdict(label, action)
        # The address of a row before Django 1.9, which leads to its form.
        if address.route == f"yonetim/{label.replace('.', '/')}/<path:object_id>/":
            return old_row_address(label)
    return None
