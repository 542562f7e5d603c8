"""The articles that sentences of the program cite, and whether their wording was read at a trustworthy source.

They stand beside `RULES`, for what help texts, refusals, letters and the pages say that every union begins with. An
article whose wording nobody has read may be cited only in a sentence that says so. 30356 is the communiqué on requests
about one's own data.
"""

ARTICLES_READ: dict[str, set[int]] = {
    # The ministry's page on unions, and statutes that repeat the law.
    "5355": {3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 20, 22},
    "5393": {20, 21, 22, 23, 25, 26, 64},
    "2972": {8},
    "2429": {2},
    # The laws on requests, as the Review Board and the Data Protection Board quote them.
    "4982": set(range(5, 31)),
    "3071": {4, 5, 7},
    "6698": {5, 7, 10, 11, 13, 14, 28},
    "30356": {5, 6, 7},
    "2577": {7, 10},
}
ARTICLES_NOT_READ: dict[str, set[int]] = {
    # Read in summaries only.
    "5355": {11, 17, 21},
    # How a council elects a mayor; for a union by analogy.
    "5393": {45},
    # Terms that end on a holiday, outside of the courts.
    "2577": {8},
}
