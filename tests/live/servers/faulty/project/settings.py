"""
The settings of the second seed, and the faults that FAULTS names, separated by spaces. Each is a mistake that
people make; the comments say how it comes about.
"""

import runpy
from pathlib import Path

SEED = Path(__file__).resolve().parents[2] / "seed-002"

globals().update(runpy.run_path(str(SEED / "project" / "settings.py")))

FAULTS = words("FAULTS")  # noqa: F821

if "cors-below-common" in FAULTS:
    # Added at the end of the list, where new middleware usually goes.
    MIDDLEWARE = [name for name in MIDDLEWARE if "corsheaders" not in name]  # noqa: F821
    MIDDLEWARE.append("corsheaders.middleware.CorsMiddleware")

if "debug" in FAULTS:
    # What `startproject` writes, and what every developer has.
    DEBUG = True

if "no-append-slash" in FAULTS:
    APPEND_SLASH = False

if "wrong-hosts" in FAULTS:
    # Set for the public name only.
    ALLOWED_HOSTS = ["api.example.com"]

if "prefix-jwt" in FAULTS:
    # Kept from djangorestframework-jwt when the project moved to SimpleJWT.
    SIMPLE_JWT["AUTH_HEADER_TYPES"] = ("JWT",)  # noqa: F821

if "crashing-login" in FAULTS:
    # The database of another machine, without its tables.
    DATABASES["default"]["NAME"] = ":memory:"  # noqa: F821

if "session-first" in FAULTS:
    # For the browsable API, added at the beginning of the list.
    CLASSES = REST_FRAMEWORK["DEFAULT_AUTHENTICATION_CLASSES"]  # noqa: F821
    CLASSES.insert(0, "rest_framework.authentication.SessionAuthentication")
