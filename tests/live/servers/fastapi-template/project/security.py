"""How the template makes its tokens and knows by them who asks."""

import uuid
from datetime import datetime, timedelta, timezone
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import OAuth2PasswordBearer
from jwt.exceptions import InvalidTokenError
from live_harness.environment import seconds
from pwdlib import PasswordHash
from sqlmodel import Session

from project.models import User, engine

SECRET_KEY = "for the tests of this folder alone, on loopback alone: not a secret"
ALGORITHM = "HS256"

password_hash = PasswordHash.recommended()
reusable_oauth2 = OAuth2PasswordBearer(tokenUrl="/api/v1/login/access-token")


def get_db():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_db)]
TokenDep = Annotated[str, Depends(reusable_oauth2)]


def create_access_token(subject):
    expire = datetime.now(timezone.utc) + seconds("ACCESS_SECONDS", timedelta(days=8))
    return jwt.encode({"exp": expire, "sub": str(subject)}, SECRET_KEY, algorithm=ALGORITHM)


def get_current_user(session: SessionDep, token: TokenDep) -> User:
    try:
        subject = jwt.decode(token, SECRET_KEY, algorithms=[ALGORITHM])["sub"]
    except (InvalidTokenError, KeyError):
        raise HTTPException(status.HTTP_403_FORBIDDEN, "Could not validate credentials")
    user = session.get(User, uuid.UUID(subject))
    if not user:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "User not found")
    if not user.is_active:
        raise HTTPException(status.HTTP_400_BAD_REQUEST, "Inactive user")
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]
