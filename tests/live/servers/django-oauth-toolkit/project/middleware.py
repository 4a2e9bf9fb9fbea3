def log_grant(get_response):
    """Tells the access log what the token endpoint was asked for."""

    def middleware(request):
        request.META["live_harness.grant"] = request.POST.get("grant_type", "")
        return get_response(request)

    return middleware
