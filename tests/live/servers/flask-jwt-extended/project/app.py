"""
Flask-JWT-Extended as its documentation shows it: access and refresh token in headers, or with COOKIES=1 in httpOnly
cookies that are defended by its CSRF tokens. The users are loaded automatically; revoked tokens are remembered.
"""

from datetime import timedelta

from flask import Flask, jsonify, request
from flask_cors import CORS
from flask_jwt_extended import JWTManager, current_user, get_jwt, jwt_required
from live_harness.access_log import WsgiAccessLog
from live_harness.environment import is_on, seconds, words
from live_harness.posts import POSTS
from live_harness.users import find_user
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from project import cookies, headers

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = "for the tests of this folder alone, on loopback alone: not a secret"
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = seconds("ACCESS_SECONDS", timedelta(minutes=15))
app.config["JWT_REFRESH_TOKEN_EXPIRES"] = seconds("REFRESH_SECONDS", timedelta(days=30))
app.config["JWT_TOKEN_LOCATION"] = ["cookies"] if is_on("COOKIES") else ["headers"]

CORS(app, origins=words("ALLOWED_ORIGINS"))
jwt = JWTManager(app)
app.register_blueprint(cookies.views if is_on("COOKIES") else headers.views)


@jwt.user_identity_loader
def user_identity_lookup(user):
    return str(user.id)


@jwt.user_lookup_loader
def user_lookup_callback(_jwt_header, jwt_data):
    user = find_user("id", jwt_data["sub"])
    return user if user and user.is_active else None


@jwt.token_in_blocklist_loader
def is_revoked(_jwt_header, jwt_payload):
    return jwt_payload["jti"] in headers.revoked


@app.get("/who_am_i")
@jwt_required()
def who_am_i():
    return jsonify(id=current_user.id, username=current_user.username, email=current_user.email)


@app.get("/posts/")
@jwt_required()
def read_posts():
    return jsonify(POSTS)


@app.post("/posts/")
@jwt_required()
def write_post():
    return jsonify(id=len(POSTS) + 1, title=request.form.get("title", ""), jti=get_jwt()["jti"]), 201


app.wsgi_app = WsgiAccessLog(app.wsgi_app)

if is_on("COOKIES"):
    # On one origin with the app, which has a page at /login, too.
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/api": app.wsgi_app})
