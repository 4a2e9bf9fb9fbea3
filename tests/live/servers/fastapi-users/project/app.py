"""fastapi-users with bearer JWTs, as in its documentation's full example. Somebody logs in by e-mail address."""

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from live_harness.access_log import AsgiAccessLog
from live_harness.environment import words
from live_harness.posts import POSTS

from project.db import User
from project.users import UserRead, UserUpdate, auth_backend, current_active_user, fastapi_users

app = FastAPI()

app.include_router(fastapi_users.get_auth_router(auth_backend), prefix="/auth/jwt", tags=["auth"])
app.include_router(fastapi_users.get_users_router(UserRead, UserUpdate), prefix="/users", tags=["users"])


@app.get("/posts/")
async def posts(user: User = Depends(current_active_user)):
    return POSTS


app.add_middleware(
    CORSMiddleware,
    allow_origins=words("ALLOWED_ORIGINS"),
    allow_methods=["*"],
    allow_headers=["*"],
)
app.add_middleware(AsgiAccessLog)
