"""A provider on loopback that speaks OpenID Connect: a small Django of its own, with discovery, keys,
PKCE, a page to sign in, and a few people. Run as a program: PORT RETURN_ADDRESS."""

import json
import sys
import tempfile
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

CLIENT, SECRET, PASSWORD = "orbita", "a-secret-of-the-client", "a-quiet-harbour-73"
PEOPLE = {
    # mail: (confirmed, first name, last name, groups)
    "alice@example.com": (True, "Alice", "", ["sales"]),
    "eve@example.com": (False, "Eve", "", []),
    "newcomer@example.com": (True, "Nina", "Newcomer", ["sales", "heads"]),
    "left@example.com": (True, "Leo", "Left", []),
    "guest@elsewhere.com": (True, "Greg", "Guest", []),
    "seller@demo.local": (True, "Анна", "Крылова", []),
}


def configure(folder: str) -> None:
    """Settings of the little Django; a key made for this run."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from django.conf import settings

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    apps = ["contrib.auth", "contrib.contenttypes", "contrib.sessions", "contrib.messages"]
    settings.configure(
        DEBUG=True,
        SECRET_KEY="of the provider, for this run only, long enough",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/op.db"}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        SESSION_COOKIE_NAME="provider_session",
        CSRF_COOKIE_NAME="provider_csrf",
        INSTALLED_APPS=[
            *(f"django.{app}" for app in apps),
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        ACCOUNT_LOGIN_METHODS={"email"},
        ACCOUNT_EMAIL_VERIFICATION="none",
        IDP_OIDC_ADAPTER=f"{__name__}.Adapter",
        IDP_OIDC_PRIVATE_KEY=key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode(),
    )


def fill(return_address: str) -> None:
    """The client that Orbita is, and the people."""
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    Client.objects.create(
        id=CLIENT,
        name="Orbita",
        secret=make_password(SECRET),
        scopes="openid\nprofile\nemail",
        redirect_uris=return_address,
        skip_consent=True,
    )
    for email, (confirmed, first, last, groups) in PEOPLE.items():
        user = get_user_model().objects.create_user(  # type: ignore[attr-defined]
            username=json.dumps(groups) + email,
            email=email,
            password=PASSWORD,
            first_name=first,
            last_name=last,
        )
        EmailAddress.objects.create(user=user, email=email, verified=confirmed, primary=True)


def serve(port: int, return_address: str) -> None:
    """Until it is ended."""
    global Adapter, urlpatterns
    with tempfile.TemporaryDirectory() as folder:
        configure(folder)
        import django

        django.setup()
        from allauth.idp.oidc.adapter import DefaultOIDCAdapter
        from django.core.wsgi import get_wsgi_application
        from django.urls import include, path

        class WithGroups(DefaultOIDCAdapter):  # type: ignore[misc]
            def get_claims(self, purpose: str, user: Any, *args: Any, **more: Any) -> Any:
                groups = json.loads(user.username.partition("]")[0] + "]")
                return {**super().get_claims(purpose, user, *args, **more), "groups": groups}

        Adapter = WithGroups
        urlpatterns = [
            path("accounts/", include("allauth.urls")),
            path("", include("allauth.idp.urls")),
        ]
        fill(return_address)

        class Quiet(WSGIRequestHandler):
            def log_message(self, *args: Any) -> None:
                """Says nothing."""

        make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet).serve_forever()


Adapter: Any = None
urlpatterns: list[Any] = []

if __name__ == "__main__":
    # By its file name: the settings name this module, so it must be importable under that name.
    sys.modules["provider_site"] = sys.modules[__name__]
    __name__ = "provider_site"
    serve(int(sys.argv[1]), sys.argv[2])
