"""A server whose clock is wrong, where it matters: in what SimpleJWT writes into tokens, and PyJWT checks."""

import datetime

import jwt.api_jwt
import rest_framework_simplejwt.utils


def shift_clock(seconds):
    """Puts the clock forward, or back where `seconds` is negative."""
    if not seconds:
        return

    class ShiftedDatetime(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.datetime.now(tz) + datetime.timedelta(seconds=seconds)

    jwt.api_jwt.datetime = ShiftedDatetime
    rest_framework_simplejwt.utils.datetime = ShiftedDatetime
