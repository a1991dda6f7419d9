"""Every file at a record becomes a document of its own, under the key of its attachment, so that the
addresses of files stay. Attachments that were taken off become documents in the bin: then an undo of
the taking off finds its document."""

from django.db import migrations

DOCUMENTS = """
    CREATE TEMPORARY TABLE coming ON COMMIT DROP AS
    SELECT DISTINCT ON (id) id, file_id, by_id, at, gone FROM (
        SELECT id, file_id, by_id, at, false AS gone FROM files_attachment
        UNION ALL
        SELECT id, file_id, by_id, at, true FROM files_attachment_history
    ) AS every ORDER BY id, gone;

    INSERT INTO files_filecontent
        (id, sha256, verdict, verdict_note, reading, fault, tries, text, is_cut, pictures)
    SELECT gen_random_uuid(), sha256, 'clean', '', 'waiting', '', 0, '', false, '[]'::jsonb
    FROM (SELECT DISTINCT sha256 FROM files_storedfile) AS every;

    INSERT INTO files_document
        (id, title, number, file_id, version, changed_at, owner_id, created_at, created_by_id,
         deleted_at, own)
    SELECT c.id, regexp_replace(f.name, '(?<=.)\\.[^.]{1,8}$', ''), '', f.id, 1, c.at, c.by_id, c.at,
        c.by_id, CASE WHEN c.gone THEN now() END, '{}'::jsonb
    FROM coming c JOIN files_storedfile f ON f.id = c.file_id;

    INSERT INTO files_documentversion (id, document_id, number, file_id, note, by_id, at)
    SELECT gen_random_uuid(), c.id, 1, f.id, '', c.by_id, c.at
    FROM coming c JOIN files_storedfile f ON f.id = c.file_id;

    DROP TABLE coming;
"""
LINKS = "UPDATE files_attachment SET document_id = id"
HISTORY = """
    ALTER TABLE files_attachment_history DISABLE TRIGGER USER;
    UPDATE files_attachment_history SET document_id = id;
    ALTER TABLE files_attachment_history ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("files", "0002_documents")]

    operations = [
        migrations.RunSQL(DOCUMENTS, migrations.RunSQL.noop),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
    ]
