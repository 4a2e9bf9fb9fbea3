"""
The users of projects whose package leaves them to the project: a table of SQLite and nothing else. The password is
the name. `python -m live_harness.users` does what an administrator would.
"""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass

from live_harness.administration import administrate

TABLE = "CREATE TABLE IF NOT EXISTS user (id INTEGER PRIMARY KEY AUTOINCREMENT, username UNIQUE, is_active)"


@dataclass(frozen=True)
class User:
    id: int
    username: str
    is_active: bool

    @property
    def email(self):
        return f"{self.username}@example.com"


def log_in(username, password):
    """The user if the password is right and the user active."""
    user = find_user("username", username)
    return user if user and user.is_active and password == user.username else None


def find_user(field, value):
    """By `id` or `username`."""
    with connect() as database:
        row = database.execute(f"SELECT id, username, is_active FROM user WHERE {field} = ?", [value]).fetchone()
        return User(row[0], row[1], bool(row[2])) if row else None


def prepare():
    with connect() as database:
        database.execute(TABLE)
        for username in ("demo", "admin"):
            database.execute("INSERT OR IGNORE INTO user (username) VALUES (?)", [username])
            database.execute("UPDATE user SET is_active = 1 WHERE username = ?", [username])


def set_active(username, is_active):
    with connect() as database:
        database.execute("UPDATE user SET is_active = ? WHERE username = ?", [is_active, username])


def delete_user(username):
    with connect() as database:
        database.execute("DELETE FROM user WHERE username = ?", [username])


class connect(closing):
    """A connection that is committed and closed at the end of the block."""

    def __init__(self):
        super().__init__(sqlite3.connect(os.environ.get("DATABASE", "db.sqlite3"), isolation_level=None))


if __name__ == "__main__":
    administrate(prepare, set_active, delete_user)
