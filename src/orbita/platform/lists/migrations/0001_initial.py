import django.db.models.deletion
import orbita.platform.keys
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=50)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sharing', models.CharField(choices=[('private', 'only me'), ('everybody', 'everybody')], default='private', max_length=20, verbose_name='who sees it')),
                ('query', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'view',
                'ordering': ['name'],
                'indexes': [models.Index(fields=['kind', 'sharing'], name='view_kind')],
                'constraints': [models.UniqueConstraint(models.F('owner'), models.F('kind'), models.F('name'), name='view_name')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_savedview_history" ("id", "kind", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "sharing") SELECT new_values."id", new_values."kind", new_values."name", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."query", new_values."sharing" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b5d3b33a35f5234f23923b72f6af31678302c805', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5d268', referencing='REFERENCING NEW TABLE AS new_values ', table='lists_savedview', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_savedview_history" ("id", "kind", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "sharing") SELECT new_values."id", new_values."kind", new_values."name", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."query", new_values."sharing" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ab6620117177fc5f05e9bc2e8d8039588d89cfdd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_06eb2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lists_savedview', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_savedview_history" ("id", "kind", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "sharing") SELECT old_values."id", old_values."kind", old_values."name", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."query", old_values."sharing" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d0e1f924a594dab8b3b77e18f55e20676faa4f75', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_575ce', referencing='REFERENCING OLD TABLE AS old_values ', table='lists_savedview', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SavedViewHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='lists.savedview')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('kind', models.CharField(max_length=50)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('sharing', models.CharField(choices=[('private', 'only me'), ('everybody', 'everybody')], default='private', max_length=20, verbose_name='who sees it')),
                ('query', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'lists_savedview_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='lists_savedview_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='738c5e2e42276a2cc2637c164962be4697575058', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6ccb0', table='lists_savedview_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='FavouriteView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('view', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='favourites', to='lists.savedview')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('view'), name='favourite_once')],
            },
        ),
    ]
