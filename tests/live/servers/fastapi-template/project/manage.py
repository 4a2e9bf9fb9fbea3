"""`python -m project.manage`: makes the users demo@example.com and admin@example.com, and what is told on stdin."""

from live_harness.administration import administrate
from sqlmodel import Session, SQLModel, select

from project.models import User, engine
from project.security import password_hash


def prepare():
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        for name in ("demo", "admin"):
            email = f"{name}@example.com"
            user = find_user(session, email) or User(email=email, hashed_password=password_hash.hash(name))
            user.is_active = True
            session.add(user)
        session.commit()


def set_active(email, is_active):
    with Session(engine) as session:
        find_user(session, email).is_active = is_active
        session.commit()


def delete_user(email):
    with Session(engine) as session:
        session.delete(find_user(session, email))
        session.commit()


def find_user(session, email):
    return session.exec(select(User).where(User.email == email)).first()


if __name__ == "__main__":
    administrate(prepare, set_active, delete_user)
