"""Tokens in cookies, each with a CSRF token beside it: "JWT Locations, Cookies" in the documentation."""

from flask import Blueprint, jsonify, request
from flask_jwt_extended import (
    create_access_token,
    create_refresh_token,
    current_user,
    jwt_required,
    set_access_cookies,
    set_refresh_cookies,
    unset_jwt_cookies,
)
from live_harness.users import log_in

views = Blueprint("cookies", __name__)


@views.post("/login")
def login():
    user = log_in(request.json.get("username"), request.json.get("password"))
    if not user:
        return jsonify(msg="Bad username or password"), 401
    response = jsonify(msg="login successful")
    set_access_cookies(response, create_access_token(user))
    set_refresh_cookies(response, create_refresh_token(user))
    return response


@views.post("/refresh")
@jwt_required(refresh=True)
def refresh():
    response = jsonify(msg="token refreshed")
    set_access_cookies(response, create_access_token(current_user, fresh=False))
    return response


@views.post("/logout")
def logout():
    response = jsonify(msg="logout successful")
    unset_jwt_cookies(response)
    return response
