"""Make the yardstick's tables and people; print the cookie of a signed-in person as JSON."""

import json

import yardstick
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

assert yardstick.application
call_command("migrate", verbosity=0)
Group.objects.bulk_create(Group(name=f"group {number}") for number in range(10))
User.objects.bulk_create(User(username=f"person{number}") for number in range(100))
person = User.objects.get(username="person7")
session = SessionStore()
session[SESSION_KEY] = str(person.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = person.get_session_auth_hash()
session.save()
print(json.dumps({"cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}))
