"""One process, several threads, and an end when whoever started it is gone."""

import os
import signal
import sys
import threading

bind = f"127.0.0.1:{os.environ.get('PORT', '0')}"
worker_class = os.environ.get("WORKER_CLASS", "gthread")
workers = 1
threads = 8 if worker_class == "gthread" else 1
graceful_timeout = 2
# Longer than any pause of a test: a request on a connection just closed would be a failure of the network.
keepalive = 75
control_socket_disable = True


def on_starting(server):
    if os.environ.get("END_WITH_STDIN"):
        threading.Thread(target=end_with_stdin, daemon=True).start()


def end_with_stdin():
    """The other end of stdin is the test process: the pipe closes when it dies, in whatever way."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
