"""The access log that tests read: one JSON object per line, for WSGI and for ASGI."""

import json
import os
import re
import time

JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]{20,}")


class AccessLog:
    """
    Writes method, path, query, status, and which headers of interest came. Never a token or a body: a JWT that
    strays into the query is written as ``[jwt]``, so that a test can still see that it did.

    A line is written before the answer leaves, so that whoever has the answer finds it. One write per line and a
    file opened for appending keep the lines of parallel threads whole.
    """

    def __init__(self):
        self.file = os.environ.get("ACCESS_LOG")

    def write(self, method, path, query, status, headers, grant=""):
        """
        `headers`: the names of the request's headers, in lower case with hyphens. `grant`: what an OAuth token
        endpoint was asked for, since that has one address for all.
        """
        if not self.file:
            return
        entry = {
            "time": int(time.time() * 1000),
            "method": method,
            "path": path,
            "query": JWT.sub("[jwt]", query),
            "status": status,
            "authorization": "authorization" in headers,
            "csrfToken": not headers.isdisjoint({"x-csrftoken", "x-csrf-token"}),
            "cookie": "cookie" in headers,
            "grant": grant,
        }
        with open(self.file, "ab", buffering=0) as log:
            log.write((json.dumps(entry) + "\n").encode())


class WsgiAccessLog:
    """Around an application, so that the answers of its middleware (CORS preflights) are in the log."""

    def __init__(self, application):
        self.application = application
        self.log = AccessLog()

    def __call__(self, environ, start_response):
        def start(status, *args):
            headers = {name[5:].lower().replace("_", "-") for name in environ if name.startswith("HTTP_")}
            method, path, query = (environ.get(name, "") for name in ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING"))
            grant = environ.get("live_harness.grant", "")
            self.log.write(method, path, query, int(status.split(" ")[0]), headers, grant)
            return start_response(status, *args)

        return self.application(environ, start)


class AsgiAccessLog:
    """The same for ASGI."""

    def __init__(self, application):
        self.application = application
        self.log = AccessLog()

    async def __call__(self, scope, receive, send):
        async def send_logged(message):
            if message["type"] == "http.response.start":
                headers = {name.decode().lower() for name, _ in scope["headers"]}
                self.log.write(
                    scope["method"], scope["path"], scope["query_string"].decode(), message["status"], headers
                )
            await send(message)

        await self.application(scope, receive, send_logged if scope["type"] == "http" else send)
