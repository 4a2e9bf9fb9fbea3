"""What the projects read from the environment."""

import os
from datetime import timedelta


def seconds(name, default):
    """The lifetime that a test asked for, else the documentation's own."""
    value = os.environ.get(name)
    return timedelta(seconds=int(value)) if value else default


def words(name):
    """The words of a space-separated variable."""
    return os.environ.get(name, "").split()


def is_on(name):
    """Whether a variant has switched this on."""
    return os.environ.get(name) == "1"
