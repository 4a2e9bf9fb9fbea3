"""Tokens that the client keeps: "Refreshing Tokens" and "JWT Revoking" in the documentation."""

from flask import Blueprint, jsonify, request
from flask_jwt_extended import create_access_token, create_refresh_token, current_user, get_jwt, jwt_required
from live_harness.users import log_in

views = Blueprint("headers", __name__)

revoked = set()
"""The ids of revoked tokens; the documentation keeps them in Redis."""


@views.post("/login")
def login():
    user = log_in(request.json.get("username"), request.json.get("password"))
    if not user:
        return jsonify(msg="Bad username or password"), 401
    return jsonify(access_token=create_access_token(user), refresh_token=create_refresh_token(user))


@views.post("/refresh")
@jwt_required(refresh=True)
def refresh():
    return jsonify(access_token=create_access_token(current_user, fresh=False))


@views.delete("/logout")
@jwt_required(verify_type=False)
def logout():
    token = get_jwt()
    revoked.add(token["jti"])
    return jsonify(msg=f"{token['type'].capitalize()} token successfully revoked")
