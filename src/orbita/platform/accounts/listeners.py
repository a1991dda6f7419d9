"""What follows when something happens to people."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from orbita.platform.accounts.administrators import administrators
from orbita.platform.accounts.errors import AdministratorsStay
from orbita.platform.accounts.events import EmployeeInvited, EmployeeLeft
from orbita.platform.accounts.invitations import invitation_link
from orbita.platform.accounts.models import User
from orbita.platform.acts.frame import running
from orbita.platform.acts.undone import ActUndone

_TOUCHED = """
SELECT EXISTS (SELECT FROM accounts_user_history WHERE pgh_context_id = %(act)s)
    OR EXISTS (SELECT FROM accounts_roleassignment_history WHERE pgh_context_id = %(act)s)
    OR EXISTS (SELECT FROM accounts_grant_history WHERE pgh_context_id = %(act)s)
"""


def write_invitation(event: EmployeeInvited) -> None:
    """The letter with the link; the link is made here, so that no secret waits in the queue."""
    user = User.objects.active().filter(pk=event.user_id).first()
    if user is None:
        return
    with translation.override(user.language or settings.LANGUAGE_CODE):
        values = {
            "name": user.first_name,
            "invited_by": event.invited_by,
            "link": invitation_link(user, event.base_url),
        }
        text = render_to_string("accounts/invitation_letter.txt", values).strip()
        send_mail(_("Invitation to Orbita"), text, None, [user.email])


def end_sessions(event: EmployeeLeft) -> None:
    """Who may not sign in any more is signed out everywhere."""
    from allauth.usersessions.models import UserSession

    for session in UserSession.objects.filter(user=event.user_id):
        session.end()


def keep_administrators_when_undoing(event: ActUndone) -> None:
    """An undo may not take away the last administrator either."""
    act = running()
    assert act is not None
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, {"act": act.id})
        touched = cursor.fetchone()[0]
    if touched and not administrators():
        raise AdministratorsStay
