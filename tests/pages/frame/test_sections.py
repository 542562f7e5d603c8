from pages.frame.sections import sections


def test_parts_of_the_site_stand_in_a_settled_order():
    names = [name for name, _label in sections()]

    assert names[:23] == [
        *["union_detail", "union_duties", "union_legal_basis", "union_history", "obligations", "service_list"],
        *["organ_list", "president_page", "meeting_list", "decision_list", "paper_grid", "document_list", "budget"],
        *["contact", "information_request", "petition", "complaint", "data_subject_request", "request_log"],
        "request_statistics",
        *["member_list", "member_map", "member_history"],
    ]
    assert len(names) == len(set(names))
