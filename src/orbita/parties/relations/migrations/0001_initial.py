import django.db.models.deletion
import orbita.platform.keys
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations_out', to='directory.party', verbose_name='who')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations_in', to='directory.party', verbose_name='whose')),
                ('kind', models.CharField(choices=[('works_at', 'works at'), ('owns', 'owns'), ('part_of', 'is a part of'), ('referred', 'was recommended by'), ('family', 'is family of'), ('partner', 'works together with')], max_length=20, verbose_name='relation')),
                ('position', models.CharField(blank=True, max_length=300, verbose_name='position')),
                ('decides', models.BooleanField(default=False, verbose_name='decides')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'relation',
                'constraints': [models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='relation_with_another'), models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='relation_ends_after_start'), models.UniqueConstraint(models.F('source'), models.F('target'), models.F('kind'), models.F('since'), name='relation_once', nulls_distinct=False)],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "relations_relation_history" ("decides", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "source_id", "target_id", "until") SELECT new_values."decides", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."since", new_values."source_id", new_values."target_id", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='87c0a6af6749f3ffc84a2dee9476143fbf61d026', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_14aaf', referencing='REFERENCING NEW TABLE AS new_values ', table='relations_relation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "relations_relation_history" ("decides", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "source_id", "target_id", "until") SELECT new_values."decides", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."since", new_values."source_id", new_values."target_id", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5bfb3f4b07c12d04e86ac20f71dfb6e75d27af99', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0f7a4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='relations_relation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "relations_relation_history" ("decides", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "source_id", "target_id", "until") SELECT old_values."decides", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."since", old_values."source_id", old_values."target_id", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='de0d17cebb50f18c27d4730e2c133f522375bad0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2e9dc', referencing='REFERENCING OLD TABLE AS old_values ', table='relations_relation', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RelationHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='relations.relation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party', verbose_name='who')),
                ('target', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party', verbose_name='whose')),
                ('kind', models.CharField(choices=[('works_at', 'works at'), ('owns', 'owns'), ('part_of', 'is a part of'), ('referred', 'was recommended by'), ('family', 'is family of'), ('partner', 'works together with')], max_length=20, verbose_name='relation')),
                ('position', models.CharField(blank=True, max_length=300, verbose_name='position')),
                ('decides', models.BooleanField(default=False, verbose_name='decides')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'db_table': 'relations_relation_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='relations_relation_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='de28e2fd5681eb987c65a8dcb7d8d3618fc6c067', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_360a5', table='relations_relation_history', when='BEFORE'))],
            },
        ),
    ]
