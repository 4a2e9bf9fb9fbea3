"""What makes drf-jwt speak as djangorestframework-jwt 1.11. The original, where installed, needs none of it."""

from importlib.metadata import PackageNotFoundError, version


def has_original():
    """Both packages are imported as `rest_framework_jwt`: the requirements decide which one is there."""
    try:
        return bool(version("djangorestframework-jwt"))
    except PackageNotFoundError:
        return False


WIRE = (
    {}
    if has_original()
    else {
        # The default of 1.11; drf-jwt's is Bearer.
        "JWT_AUTH_HEADER_PREFIX": "JWT",
        "JWT_TOKEN_ID": "off",
        "JWT_PAYLOAD_HANDLER": "live_harness.legacy_wire.payload",
        "JWT_RESPONSE_PAYLOAD_HANDLER": "live_harness.legacy_wire.response_payload",
    }
)
