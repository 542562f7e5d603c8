"""How often forms may be sent: enough for an office that shares one address, too seldom for a program."""

from datetime import timedelta

from unions.background.rate_limits import Limit

# Forms that were sent, right or wrong, and those that were stored.
TRIES_FROM_A_PLACE = Limit("tries at public forms from an address", times=60, one_more_after=timedelta(seconds=10))
SENT_FROM_A_PLACE = Limit("public forms from an address", times=10, one_more_after=timedelta(minutes=6))
SENT_TO_A_UNION = Limit("public forms to a union", times=300, one_more_after=timedelta(minutes=1))
# Nobody's inbox is filled by typing their address into our forms.
RECEIPTS_TO_AN_ADDRESS = Limit("receipts to an address", times=5, one_more_after=timedelta(minutes=30))
# Wrong tracking codes.
GUESSES_FROM_A_PLACE = Limit("tracking codes from an address", times=10, one_more_after=timedelta(minutes=3))
GUESSES_AT_A_UNION = Limit("tracking codes of a union", times=200, one_more_after=timedelta(seconds=30))
