"""
The login of full-stack-fastapi-template: FastAPI's own OAuth2 form, one token of eight days, no refresh. Its routes,
statuses and words; what does not concern signing in is left out.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, status
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import OAuth2PasswordRequestForm
from live_harness.access_log import AsgiAccessLog
from live_harness.environment import words
from live_harness.posts import POSTS
from sqlmodel import select

from project.models import Token, User, UserPublic
from project.security import CurrentUser, SessionDep, create_access_token, password_hash

router = APIRouter(prefix="/api/v1")


@router.post("/login/access-token")
def login_access_token(session: SessionDep, form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    user = session.exec(select(User).where(User.email == form.username)).first()
    if not user or not password_hash.verify(form.password, user.hashed_password):
        raise HTTPException(status.HTTP_400_BAD_REQUEST, "Incorrect email or password")
    if not user.is_active:
        raise HTTPException(status.HTTP_400_BAD_REQUEST, "Inactive user")
    return Token(access_token=create_access_token(user.id))


@router.get("/users/me", response_model=UserPublic)
def read_user_me(current_user: CurrentUser):
    return current_user


@router.get("/posts/")
def read_posts(current_user: CurrentUser):
    return POSTS


app = FastAPI()
app.include_router(router)
app.add_middleware(
    CORSMiddleware,
    allow_origins=words("ALLOWED_ORIGINS"),
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
app.add_middleware(AsgiAccessLog)
