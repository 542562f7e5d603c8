from benchmarks.repeated_lines import repeated_runs

WORK = """
def {name}({rows}):
    '''{remark}'''
    {result} = []
    for {row} in {rows}:
        # {remark}
        if {row}.is_open and {row}.number > {least}:
            {result}.append({row})
        else:
            {result}.append(None)
    return {result}
"""


def work(name="first", rows="rows", row="row", result="result", remark="remark", least=1):
    return WORK.format(name=name, rows=rows, row=row, result=result, remark=remark, least=least)


def test_a_run_under_other_names_is_found_once():
    other = work("second", "members", "member", "shown", "Another remark.", 20)

    assert repeated_runs({"a.py": work(), "b.py": "\n\n" + other}) == ["b.py:6-13 = a.py:4"]


def test_two_names_for_one_are_no_repetition():
    assert repeated_runs({"a.py": work(), "b.py": work(result="rows")}) == []


def test_what_follows_a_dot_says_what_is_done():
    assert repeated_runs({"a.py": work(), "b.py": work().replace("append", "remove")}) == []


def test_declarations_have_to_look_alike():
    fields = "class Row:\n" + "".join(f"    {name} = Field(blank=True)\n" for name in "abcdefghij")

    assert repeated_runs({"a.py": fields, "b.py": fields}) == []


def test_what_a_method_takes_may_look_alike():
    takes = "def {}(\n" + "".join(f"    {name}: int,\n" for name in "abcdefgh") + "):\n    return {}\n"

    assert repeated_runs({"a.py": takes.format("one", "a"), "b.py": takes.format("other", "b * 2")}) == []


def test_five_lines_are_too_few():
    lines = work().splitlines()

    assert repeated_runs({"a.py": work(), "b.py": "\n".join(lines[:-3] + ["    pass"])}) == []
