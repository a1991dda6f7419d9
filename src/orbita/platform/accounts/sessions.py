"""Sessions in the database, read with one plain statement: every request reads its own."""

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's own, that builds no query and no model to read a line."""

    def load(self) -> dict[str, object]:
        """What the session holds; a key that is not there any more is dropped."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        data: dict[str, object] = self.decode(found[0])
        return data
