"""`python -m project.manage`: makes the users demo@example.com and admin@example.com, and what is told on stdin."""

import asyncio

from fastapi_users.password import PasswordHelper
from live_harness.administration import administrate
from sqlalchemy import delete, select, update

from project.db import Base, User, async_session_maker, engine


async def prepare():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with async_session_maker() as session:
        for name in ("demo", "admin"):
            email = f"{name}@example.com"
            if not await session.scalar(select(User).where(User.email == email)):
                session.add(User(email=email, hashed_password=PasswordHelper().hash(name), is_verified=True))
        await session.execute(update(User).values(is_active=True))
        await session.commit()


async def set_active(email, is_active):
    await change(update(User).where(User.email == email).values(is_active=is_active))


async def delete_user(email):
    await change(delete(User).where(User.email == email))


async def change(statement):
    async with async_session_maker() as session:
        await session.execute(statement)
        await session.commit()


def run(command):
    async def run_alone(*args):
        await command(*args)
        # Its connections belong to an event loop that ends here.
        await engine.dispose()

    return lambda *args: asyncio.run(run_alone(*args))


if __name__ == "__main__":
    administrate(run(prepare), run(set_active), run(delete_user))
