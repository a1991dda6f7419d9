"""What signing in shows elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Carried, carried
from orbita.platform.acts.events import after
from orbita.platform.notifications.slots import NoticeKind, plug_notice
from orbita.platform.resources.slots import plug_api
from orbita.platform.signin import listeners
from orbita.platform.signin.api import API
from orbita.platform.signin.events import SecondStepReset
from orbita.platform.ui.slots import SettingsItem, settings_items

MISSING = """
    SELECT 'missing' WHERE EXISTS (
        SELECT FROM mine JOIN accounts_role role ON role.id = mine.role_id AND role.needs_second_step
    ) AND NOT EXISTS (
        SELECT FROM mfa_authenticator WHERE user_id = %(user)s AND type IN ('totp', 'webauthn')
    )
"""
carried.plug(Carried("second_step", MISSING, bool))
after(SecondStepReset, listeners.write_of_reset)
plug_notice(
    NoticeKind("second-step-reset", _("Your second step"), "shield", listeners.word, "amber"),
    SecondStepReset,
    listeners.announced,
)
settings_items.plug(
    SettingsItem(
        "sign-in",
        _("Sign-in"),
        _("Providers of the company, second steps by role, who has one"),
        "key-round",
        "signin:settings",
        "access.manage",
        order=52,
    )
)
plug_api(*API)
