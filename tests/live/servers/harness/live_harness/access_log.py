"""The access log that tests read: one JSON object per line."""

import json
import os
import re
import time

JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]{20,}")


class AccessLogMiddleware:
    """
    Writes method, path, query, status, and whether an Authorization and an X-CSRFToken header came. Never a token
    or a body: a JWT that strays into the query is written as ``[jwt]``, so that a test can still see that it did.

    It stands first in MIDDLEWARE, so that answers of the middleware below it (CORS preflights) are in the log, and
    writes before the answer leaves, so that whoever has the answer finds its line. One write per line and a file
    opened for appending keep the lines of parallel threads whole.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.file = os.environ.get("ACCESS_LOG")

    def __call__(self, request):
        response = self.get_response(request)
        if self.file:
            self.write(request, response)
        return response

    def write(self, request, response):
        entry = {
            "time": int(time.time() * 1000),
            "method": request.method,
            "path": request.path,
            "query": JWT.sub("[jwt]", request.META.get("QUERY_STRING", "")),
            "status": response.status_code,
            "authorization": "HTTP_AUTHORIZATION" in request.META,
            "csrfToken": "HTTP_X_CSRFTOKEN" in request.META,
        }
        with open(self.file, "ab", buffering=0) as log:
            log.write((json.dumps(entry) + "\n").encode())
