"""What the tests of the law draw their numbers and days from."""

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

quick = settings(deadline=None, max_examples=60)
numbers = st.integers(0, 2000)
days = st.dates(date(2005, 6, 11), date(2060, 12, 31))
