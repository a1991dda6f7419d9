"""The link by which somebody chooses his password for the first time."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from orbita.platform.accounts.models import User


def invitation_link(user: User, base_url: str) -> str:
    """Valid for three days (PASSWORD_RESET_TIMEOUT) and until it is used."""
    key = default_token_generator.make_token(user)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key}
    )
    return base_url.rstrip("/") + path
