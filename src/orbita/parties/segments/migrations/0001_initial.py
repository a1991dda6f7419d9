from django.contrib.postgres.operations import BtreeGistExtension
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
import orbita.platform.keys
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('directory', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Segment',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='in the bin since')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('sort', models.CharField(choices=[('dynamic', 'by a condition'), ('static', 'by hand')], default='dynamic', max_length=10, verbose_name='how clients get in')),
                ('condition', models.TextField(blank=True, verbose_name='condition')),
                ('is_shared', models.BooleanField(default=False, verbose_name='for everybody')),
                ('tone', models.CharField(choices=[('blue', 'blue'), ('violet', 'violet'), ('pink', 'pink'), ('red', 'red'), ('orange', 'orange'), ('amber', 'amber'), ('green', 'green'), ('teal', 'teal'), ('gray', 'gray')], default='blue', max_length=10, verbose_name='colour')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'verbose_name': 'segment',
                'verbose_name_plural': 'segments',
                'indexes': [models.Index(fields=['sort'], name='segment_sort'), models.Index(fields=['is_shared'], name='segment_shared'), models.Index(fields=['-created_at', 'id'], name='segment_created')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='segment_has_name'), models.UniqueConstraint(condition=models.Q(('deleted_at', None)), fields=('name',), name='segment_name_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "segments_segment_history" ("condition", "created_at", "created_by_id", "deleted_at", "id", "is_shared", "name", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort", "tone") SELECT new_values."condition", new_values."created_at", new_values."created_by_id", new_values."deleted_at", new_values."id", new_values."is_shared", new_values."name", new_values."note", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sort", new_values."tone" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6221b4ebfdcb15d36870d133e42c3eec60b35358', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_968ac', referencing='REFERENCING NEW TABLE AS new_values ', table='segments_segment', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "segments_segment_history" ("condition", "created_at", "created_by_id", "deleted_at", "id", "is_shared", "name", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort", "tone") SELECT new_values."condition", new_values."created_at", new_values."created_by_id", new_values."deleted_at", new_values."id", new_values."is_shared", new_values."name", new_values."note", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sort", new_values."tone" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e0db68f2cb6910656eaf40fb76514b65e6722c55', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5c243', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='segments_segment', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "segments_segment_history" ("condition", "created_at", "created_by_id", "deleted_at", "id", "is_shared", "name", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort", "tone") SELECT old_values."condition", old_values."created_at", old_values."created_by_id", old_values."deleted_at", old_values."id", old_values."is_shared", old_values."name", old_values."note", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sort", old_values."tone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4d75cf8bca65ed0a22d5283111f8b5721ce99b85', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cc3a1', referencing='REFERENCING OLD TABLE AS old_values ', table='segments_segment', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SegmentHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='segments.segment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='in the bin since')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('sort', models.CharField(choices=[('dynamic', 'by a condition'), ('static', 'by hand')], default='dynamic', max_length=10, verbose_name='how clients get in')),
                ('condition', models.TextField(blank=True, verbose_name='condition')),
                ('is_shared', models.BooleanField(default=False, verbose_name='for everybody')),
                ('tone', models.CharField(choices=[('blue', 'blue'), ('violet', 'violet'), ('pink', 'pink'), ('red', 'red'), ('orange', 'orange'), ('amber', 'amber'), ('green', 'green'), ('teal', 'teal'), ('gray', 'gray')], default='blue', max_length=10, verbose_name='colour')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'db_table': 'segments_segment_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='segments_segment_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='569a3f3d15e793decf2cf1c2189929b5423801e1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_46017', table='segments_segment_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Pick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('segment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='picks', to='segments.segment')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.party')),
            ],
            options={
                'verbose_name': 'client of a segment',
                'constraints': [models.UniqueConstraint(models.F('segment'), models.F('party'), name='segment_pick_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "segments_pick_history" ("id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id") SELECT new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."segment_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='81e54f102fa63acff70e2da51028390e0dea569a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e82f8', referencing='REFERENCING NEW TABLE AS new_values ', table='segments_pick', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "segments_pick_history" ("id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id") SELECT new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."segment_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3ac39c7c95cd64c7337b61e9d9953ad76eb3c039', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c604e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='segments_pick', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "segments_pick_history" ("id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id") SELECT old_values."id", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."segment_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='51f7b11ce93abad2c550d645a7d9a1101b2a84b1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_dd422', referencing='REFERENCING OLD TABLE AS old_values ', table='segments_pick', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SegmentAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('segment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accesses', to='segments.segment')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.department')),
            ],
            options={
                'verbose_name': 'access to a segment',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', False), ('user', None)), models.Q(('department', None), ('user__isnull', False)), _connector='OR'), name='segment_access_is_one'), models.UniqueConstraint(models.F('segment'), models.F('user'), models.F('department'), name='segment_access_once', nulls_distinct=False)],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "segments_segmentaccess_history" ("department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id", "user_id") SELECT new_values."department_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."segment_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='16df391172f22cccc18edb2090c8d3fd11cd8e78', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_29008', referencing='REFERENCING NEW TABLE AS new_values ', table='segments_segmentaccess', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "segments_segmentaccess_history" ("department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id", "user_id") SELECT new_values."department_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."segment_id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e61e6ea65554ddbcfe12722079779d8485ebe91c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_71d28', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='segments_segmentaccess', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "segments_segmentaccess_history" ("department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id", "user_id") SELECT old_values."department_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."segment_id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='584ae94e3081b1063edd931492211847cfdfef9d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_94340', referencing='REFERENCING OLD TABLE AS old_values ', table='segments_segmentaccess', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SegmentState',
            fields=[
                ('segment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='state', serialize=False, to='segments.segment', verbose_name='segment')),
                ('size', models.PositiveIntegerField(default=0, verbose_name='clients')),
                ('came', models.PositiveIntegerField(default=0)),
                ('left', models.PositiveIntegerField(default=0)),
                ('computed_at', models.DateTimeField(null=True, verbose_name='computed')),
                ('took_ms', models.PositiveIntegerField(default=0)),
                ('is_readable', models.BooleanField(default=True)),
            ],
            options={
                'verbose_name': 'state of a segment',
                'indexes': [models.Index(fields=['size'], name='segment_size'), models.Index(fields=['computed_at'], name='segment_computed')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('segment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='segments.segment')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='directory.party')),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'membership',
                'indexes': [models.Index(fields=['segment', 'since'], name='membership_came'), models.Index(condition=models.Q(('until__isnull', False)), fields=['segment', 'until'], name='membership_left')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('segment', 'party'), name='membership_open_once'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='membership_ends_later'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('until__isnull', False)), expressions=[('segment', '='), ('party', '='), (models.Func(models.F('since'), models.F('until'), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='membership_no_overlap')],
            },
        ),
        migrations.CreateModel(
            name='PickHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='segments.pick')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('segment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='segments.segment')),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party')),
            ],
            options={
                'db_table': 'segments_pick_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='segments_pick_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='02320b4f8c80946cf9c182394eca3c00372602b6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ab964', table='segments_pick_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='SegmentAccessHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='segments.segmentaccess')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('segment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='segments.segment')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.department')),
            ],
            options={
                'db_table': 'segments_segmentaccess_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='segments_segmentacce_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='988b171f78082ee1c324bce2576ab5a5288f0404', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c7dbd', table='segments_segmentaccess_history', when='BEFORE'))],
            },
        ),
    ]
