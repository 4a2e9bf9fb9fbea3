"""
AuthX for FastAPI, as "Refresh Tokens" in its documentation has it: the refresh token travels in the header. The
documentation leaves the users to the project; here both tokens stop working for somebody who is gone.
"""

from datetime import timedelta
from typing import Annotated

from authx import AuthX, AuthXConfig, TokenPayload
from fastapi import Depends, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from live_harness.access_log import AsgiAccessLog
from live_harness.environment import seconds, words
from live_harness.posts import POSTS
from live_harness.users import User, find_user, log_in
from pydantic import BaseModel

app = FastAPI()

config = AuthXConfig(
    JWT_SECRET_KEY="for the tests of this folder alone, on loopback alone: not a secret",
    JWT_TOKEN_LOCATION=["headers"],
    JWT_ACCESS_TOKEN_EXPIRES=seconds("ACCESS_SECONDS", timedelta(minutes=15)),
    JWT_REFRESH_TOKEN_EXPIRES=seconds("REFRESH_SECONDS", timedelta(days=20)),
)

auth = AuthX(config=config)
auth.handle_errors(app)


class LoginRequest(BaseModel):
    username: str
    password: str


@app.post("/login")
def login(data: LoginRequest):
    user = log_in(data.username, data.password)
    if not user:
        raise HTTPException(401, detail="Invalid credentials")
    subject = str(user.id)
    return {
        "access_token": auth.create_access_token(uid=subject),
        "refresh_token": auth.create_refresh_token(uid=subject),
    }


@app.post("/refresh")
def refresh(payload: Annotated[TokenPayload, Depends(auth.refresh_token_required)]):
    return {"access_token": auth.create_access_token(uid=str(user_of(payload).id))}


@app.get("/me")
def read_user_me(payload: Annotated[TokenPayload, Depends(auth.access_token_required)]):
    return user_of(payload)


@app.get("/posts/")
def read_posts(payload: Annotated[TokenPayload, Depends(auth.access_token_required)]):
    user_of(payload)
    return POSTS


def user_of(payload: TokenPayload) -> User:
    user = find_user("id", payload.sub)
    if not user or not user.is_active:
        raise HTTPException(401, detail="User is gone")
    return user


app.add_middleware(
    CORSMiddleware,
    allow_origins=words("ALLOWED_ORIGINS"),
    allow_methods=["*"],
    allow_headers=["*"],
)
app.add_middleware(AsgiAccessLog)
