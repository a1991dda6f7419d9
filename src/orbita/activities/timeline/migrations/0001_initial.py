import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import orbita.platform.keys
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('directory', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Interaction',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='in the bin since')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='interactions', to='directory.party', verbose_name='client')),
                ('about_kind', models.CharField(blank=True, max_length=50)),
                ('about_id', models.UUIDField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('call', 'Call'), ('meeting', 'Meeting'), ('letter', 'Letter'), ('chat', 'Chat'), ('visit', 'Visit'), ('note', 'Note'), ('document', 'Document'), ('decision', 'Decision'), ('task', 'Task'), ('story', 'Event')], max_length=20, verbose_name='kind')),
                ('direction', models.CharField(choices=[('in', 'Incoming'), ('out', 'Outgoing'), ('none', 'Without direction')], default='none', max_length=10, verbose_name='direction')),
                ('channel', models.CharField(blank=True, max_length=30, verbose_name='channel')),
                ('subject', models.CharField(blank=True, max_length=500, verbose_name='subject')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('result', models.CharField(blank=True, choices=[('reached', 'Reached'), ('no_answer', 'No answer'), ('agreed', 'Agreed'), ('refused', 'Refused'), ('postponed', 'Put off'), ('done', 'Done')], max_length=20, verbose_name='result')),
                ('duration', models.PositiveIntegerField(blank=True, null=True, verbose_name='duration, seconds')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='planned for')),
                ('is_all_day', models.BooleanField(default=False)),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done at')),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who does it')),
                ('is_pinned', models.BooleanField(default=False, verbose_name='pinned')),
                ('story', models.JSONField(blank=True, default=dict)),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('external_id', models.CharField(blank=True, max_length=200, verbose_name='key there')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='other details')),
                ('at', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('done_at', 'due_at', 'created_at'), output_field=models.DateTimeField())),
            ],
            options={
                'verbose_name': 'interaction',
                'verbose_name_plural': 'interactions',
                'indexes': [models.Index(condition=models.Q(('deleted_at', None)), fields=['party', '-at', '-id'], name='timeline'), models.Index(condition=models.Q(('about_id__isnull', False)), fields=['about_kind', 'about_id', '-at'], name='timeline_about'), models.Index(condition=models.Q(('deleted_at', None), ('done_at', None)), fields=['assignee', 'due_at'], name='interaction_open'), models.Index(condition=models.Q(('deleted_at', None), ('done_at', None)), fields=['party', 'due_at'], name='interaction_party_open'), models.Index(condition=models.Q(('deleted_at', None)), fields=['-at', '-id'], name='interaction_at'), models.Index(fields=['owner', '-at'], name='interaction_owner'), models.Index(fields=['kind', '-at'], name='interaction_kind'), models.Index(condition=models.Q(('external_id', ''), _negated=True), fields=['source', 'external_id'], name='interaction_outside'), models.Index(condition=models.Q(('deleted_at', None), ('is_pinned', True)), fields=['party'], name='interaction_pinned')],
                'constraints': [models.CheckConstraint(condition=models.Q(('done_at__isnull', False), ('due_at__isnull', False), _connector='OR'), name='interaction_planned_or_done')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "timeline_interaction_history" ("about_id", "about_kind", "assignee_id", "channel", "created_at", "created_by_id", "deleted_at", "details", "direction", "done_at", "due_at", "duration", "external_id", "id", "is_all_day", "is_pinned", "kind", "owner_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "source", "story", "subject", "text") SELECT new_values."about_id", new_values."about_kind", new_values."assignee_id", new_values."channel", new_values."created_at", new_values."created_by_id", new_values."deleted_at", new_values."details", new_values."direction", new_values."done_at", new_values."due_at", new_values."duration", new_values."external_id", new_values."id", new_values."is_all_day", new_values."is_pinned", new_values."kind", new_values."owner_id", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."result", new_values."source", new_values."story", new_values."subject", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b2630ba33fcafd61f752eb6492475bcdb0ce3b05', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f2880', referencing='REFERENCING NEW TABLE AS new_values ', table='timeline_interaction', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "timeline_interaction_history" ("about_id", "about_kind", "assignee_id", "channel", "created_at", "created_by_id", "deleted_at", "details", "direction", "done_at", "due_at", "duration", "external_id", "id", "is_all_day", "is_pinned", "kind", "owner_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "source", "story", "subject", "text") SELECT new_values."about_id", new_values."about_kind", new_values."assignee_id", new_values."channel", new_values."created_at", new_values."created_by_id", new_values."deleted_at", new_values."details", new_values."direction", new_values."done_at", new_values."due_at", new_values."duration", new_values."external_id", new_values."id", new_values."is_all_day", new_values."is_pinned", new_values."kind", new_values."owner_id", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."result", new_values."source", new_values."story", new_values."subject", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."about_id" IS DISTINCT FROM (new_values."about_id") OR old_values."about_kind" IS DISTINCT FROM (new_values."about_kind") OR old_values."assignee_id" IS DISTINCT FROM (new_values."assignee_id") OR old_values."channel" IS DISTINCT FROM (new_values."channel") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."created_by_id" IS DISTINCT FROM (new_values."created_by_id") OR old_values."deleted_at" IS DISTINCT FROM (new_values."deleted_at") OR old_values."details" IS DISTINCT FROM (new_values."details") OR old_values."direction" IS DISTINCT FROM (new_values."direction") OR old_values."done_at" IS DISTINCT FROM (new_values."done_at") OR old_values."due_at" IS DISTINCT FROM (new_values."due_at") OR old_values."duration" IS DISTINCT FROM (new_values."duration") OR old_values."external_id" IS DISTINCT FROM (new_values."external_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_all_day" IS DISTINCT FROM (new_values."is_all_day") OR old_values."is_pinned" IS DISTINCT FROM (new_values."is_pinned") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."owner_id" IS DISTINCT FROM (new_values."owner_id") OR old_values."party_id" IS DISTINCT FROM (new_values."party_id") OR old_values."result" IS DISTINCT FROM (new_values."result") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."story" IS DISTINCT FROM (new_values."story") OR old_values."subject" IS DISTINCT FROM (new_values."subject") OR old_values."text" IS DISTINCT FROM (new_values."text")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='141e5e602635e83a9cb145c1c5939be2be0f23d2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_53e11', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='timeline_interaction', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "timeline_interaction_history" ("about_id", "about_kind", "assignee_id", "channel", "created_at", "created_by_id", "deleted_at", "details", "direction", "done_at", "due_at", "duration", "external_id", "id", "is_all_day", "is_pinned", "kind", "owner_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "source", "story", "subject", "text") SELECT old_values."about_id", old_values."about_kind", old_values."assignee_id", old_values."channel", old_values."created_at", old_values."created_by_id", old_values."deleted_at", old_values."details", old_values."direction", old_values."done_at", old_values."due_at", old_values."duration", old_values."external_id", old_values."id", old_values."is_all_day", old_values."is_pinned", old_values."kind", old_values."owner_id", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."result", old_values."source", old_values."story", old_values."subject", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f6d0183e2cd9057bf3bdd52d2773b7b13966a2ad', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8b454', referencing='REFERENCING OLD TABLE AS old_values ', table='timeline_interaction', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='InteractionHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='timeline.interaction')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='in the bin since')),
                ('party', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party', verbose_name='client')),
                ('about_kind', models.CharField(blank=True, max_length=50)),
                ('about_id', models.UUIDField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('call', 'Call'), ('meeting', 'Meeting'), ('letter', 'Letter'), ('chat', 'Chat'), ('visit', 'Visit'), ('note', 'Note'), ('document', 'Document'), ('decision', 'Decision'), ('task', 'Task'), ('story', 'Event')], max_length=20, verbose_name='kind')),
                ('direction', models.CharField(choices=[('in', 'Incoming'), ('out', 'Outgoing'), ('none', 'Without direction')], default='none', max_length=10, verbose_name='direction')),
                ('channel', models.CharField(blank=True, max_length=30, verbose_name='channel')),
                ('subject', models.CharField(blank=True, max_length=500, verbose_name='subject')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('result', models.CharField(blank=True, choices=[('reached', 'Reached'), ('no_answer', 'No answer'), ('agreed', 'Agreed'), ('refused', 'Refused'), ('postponed', 'Put off'), ('done', 'Done')], max_length=20, verbose_name='result')),
                ('duration', models.PositiveIntegerField(blank=True, null=True, verbose_name='duration, seconds')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='planned for')),
                ('is_all_day', models.BooleanField(default=False)),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done at')),
                ('assignee', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who does it')),
                ('is_pinned', models.BooleanField(default=False, verbose_name='pinned')),
                ('story', models.JSONField(blank=True, default=dict)),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('external_id', models.CharField(blank=True, max_length=200, verbose_name='key there')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='other details')),
            ],
            options={
                'db_table': 'timeline_interaction_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='timeline_interaction_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='efd68d696e8de62424f1ecc656109afa0a32ec5f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_13235', table='timeline_interaction_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('interaction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='timeline.interaction')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='directory.party')),
                ('is_mentioned', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'participant',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('party__isnull', False), ('user', None)), models.Q(('party', None), ('user__isnull', False)), _connector='OR'), name='participant_is_one'), models.UniqueConstraint(models.F('interaction'), models.F('user'), models.F('party'), name='participant_once', nulls_distinct=False)],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "timeline_participant_history" ("id", "interaction_id", "is_mentioned", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."id", new_values."interaction_id", new_values."is_mentioned", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='82c71a665dee04d315edb70b50ce02c56bb691f2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_50e89', referencing='REFERENCING NEW TABLE AS new_values ', table='timeline_participant', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "timeline_participant_history" ("id", "interaction_id", "is_mentioned", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."id", new_values."interaction_id", new_values."is_mentioned", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3237659ae91524c475c3c3113f6d163abb496aef', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a4179', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='timeline_participant', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "timeline_participant_history" ("id", "interaction_id", "is_mentioned", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."id", old_values."interaction_id", old_values."is_mentioned", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7ac991d2ce616bf49eefc86141d5f38f275e6f2b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_843fa', referencing='REFERENCING OLD TABLE AS old_values ', table='timeline_participant', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PartyPulse',
            fields=[
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='pulse', serialize=False, to='directory.party')),
                ('last_touch_at', models.DateTimeField(null=True, verbose_name='last touch')),
                ('next_step_at', models.DateTimeField(null=True, verbose_name='next step at')),
                ('next_step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='timeline.interaction')),
            ],
            options={
                'verbose_name': 'pulse',
                'indexes': [models.Index(fields=['last_touch_at'], name='pulse_touch'), models.Index(fields=['next_step_at'], name='pulse_next')],
            },
        ),
        migrations.CreateModel(
            name='ParticipantHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='timeline.participant')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('interaction', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='timeline.interaction')),
                ('user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party')),
                ('is_mentioned', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'timeline_participant_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='timeline_participant_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0b459efb360a26fbad6ea7fc8a9cefc8a3cf657b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_96506', table='timeline_participant_history', when='BEFORE'))],
            },
        ),
    ]
