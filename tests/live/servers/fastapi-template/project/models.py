"""The user of the template, as far as signing in needs it."""

import os
import uuid

from sqlmodel import Field, SQLModel, create_engine

engine = create_engine(f"sqlite:///{os.environ.get('DATABASE', 'db.sqlite3')}")


class UserBase(SQLModel):
    email: str = Field(unique=True, index=True, max_length=255)
    is_active: bool = True
    is_superuser: bool = False
    full_name: str | None = Field(default=None, max_length=255)


class User(UserBase, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    hashed_password: str


class UserPublic(UserBase):
    id: uuid.UUID


class Token(SQLModel):
    access_token: str
    token_type: str = "bearer"
