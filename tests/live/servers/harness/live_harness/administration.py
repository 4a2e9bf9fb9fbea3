"""What an administrator does, one command a line, until stdin closes: a process for each would take seconds."""

import sys


def administrate(prepare, set_active, delete_user):
    """`prepare`, `set_active NAME true` and `delete_user NAME`; each is answered with a line when it is done."""
    commands = {
        "prepare": prepare,
        "set_active": lambda username, active: set_active(username, active == "true"),
        "delete_user": delete_user,
    }
    for line in sys.stdin:
        name, *args = line.split()
        commands[name](*args)
        print("done", flush=True)
