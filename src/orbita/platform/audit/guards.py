"""What was written down stays: the database itself refuses to change history, journal and looks.

History rows refuse updates and deletes from the start (`append_only` of pghistory). After each
migration their functions are replaced by one that knows a narrow door, and the journal of acts and
the log of looks get guards of the same kind. TRUNCATE is not guarded: no command of Orbita uses it,
and test databases are emptied by it.

The door is the setting `orbita.erasing`: while it is «on» in a transaction, history may be scrubbed.
Only the command that anonymises a person opens it (152-FZ art. 21, GDPR art. 17), by `erasing()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

SETTING = "orbita.erasing"

_OPEN = f"""
    IF current_setting('{SETTING}', true) = 'on' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
"""
_REFUSE = "RAISE EXCEPTION 'Rows of % are written once and stay', TG_TABLE_NAME;"

_HISTORY = f"""
DO $settle$
DECLARE guard text;
BEGIN
    FOR guard IN
        SELECT DISTINCT p.proname FROM pg_trigger t
        JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid
        WHERE t.tgname LIKE 'pgtrigger\\_append\\_only\\_%' AND c.relname LIKE '%\\_history'
          AND c.relnamespace = current_schema()::regnamespace
    LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS %L',
                       guard, $body$ BEGIN {_OPEN} {_REFUSE} END $body$);
    END LOOP;
END $settle$
"""

# Only these columns are filled in later, and each of them once.
_ACTS = f"""
CREATE OR REPLACE FUNCTION audit_keep_act() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
    IF TG_OP = 'UPDATE'
        AND to_jsonb(OLD) - ARRAY['undone_by_id', 'result', 'instead_of_id']
            = to_jsonb(NEW) - ARRAY['undone_by_id', 'result', 'instead_of_id']
        AND (OLD.undone_by_id IS NULL OR OLD.undone_by_id IS NOT DISTINCT FROM NEW.undone_by_id)
        AND (OLD.result IS NULL OR OLD.result IS NOT DISTINCT FROM NEW.result)
        AND (OLD.instead_of_id IS NULL OR OLD.instead_of_id IS NOT DISTINCT FROM NEW.instead_of_id)
    THEN RETURN NEW; END IF;
    {_OPEN} {_REFUSE}
END $body$;
CREATE OR REPLACE TRIGGER audit_keep_act BEFORE UPDATE OR DELETE ON acts_act
FOR EACH ROW EXECUTE FUNCTION audit_keep_act();
"""

_LOOKS = f"""
CREATE OR REPLACE FUNCTION audit_keep_look() RETURNS trigger LANGUAGE plpgsql AS
$body$ BEGIN {_OPEN} {_REFUSE} END $body$;
CREATE OR REPLACE TRIGGER audit_keep_look BEFORE UPDATE OR DELETE ON audit_look
FOR EACH ROW EXECUTE FUNCTION audit_keep_look();
"""


def settle_guards() -> None:
    """Put the guards of history, journal and looks in place. Three statements."""
    with transaction.atomic(), connection.cursor() as cursor:
        for sql in (_HISTORY, _ACTS, _LOOKS):
            cursor.execute(sql)


@contextmanager
def erasing() -> Iterator[None]:
    """Open the door in append-only tables for the rest of this block. Call it inside a command.

    Nothing else may use it than the erasure of a person's data: what is scrubbed here is gone for
    good, for undo and for every day of the past.
    """
    assert connection.in_atomic_block, "The door opens inside a transaction only"
    _set("on")
    yield
    # After an error the transaction (or its savepoint) is rolled back, and the setting with it.
    _set("off")


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
