import django.db.models.deletion
import django.utils.timezone
import orbita.platform.keys
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='company name')),
                ('language', models.CharField(max_length=5, verbose_name='language')),
                ('time_zone', models.CharField(max_length=60, verbose_name='time zone')),
                ('trade', models.CharField(max_length=50, verbose_name='kind of business')),
                ('set_up_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'company',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='company_is_one')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "company_company_history" ("id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_up_at", "time_zone", "trade") SELECT new_values."id", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."set_up_at", new_values."time_zone", new_values."trade" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='53752942195a320dca5df2384778677b4c9d3759', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bd932', referencing='REFERENCING NEW TABLE AS new_values ', table='company_company', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "company_company_history" ("id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_up_at", "time_zone", "trade") SELECT new_values."id", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."set_up_at", new_values."time_zone", new_values."trade" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='51dc28fafab1489f630fe7489797521794197fe1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f1fc9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='company_company', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "company_company_history" ("id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_up_at", "time_zone", "trade") SELECT old_values."id", old_values."language", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."set_up_at", old_values."time_zone", old_values."trade" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='48926378d75c6259e285eec185d0161571729e80', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a2f61', referencing='REFERENCING OLD TABLE AS old_values ', table='company_company', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='LegalEntity',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(choices=[('llc', 'LLC (OOO)'), ('jsc', 'JSC (AO)'), ('pjsc', 'PJSC (PAO)'), ('sole_trader', 'Sole trader (IP)'), ('other', 'Other')], max_length=20, verbose_name='legal form')),
                ('name', models.CharField(max_length=300, verbose_name='short name')),
                ('full_name', models.CharField(blank=True, max_length=500, verbose_name='full name')),
                ('inn', models.CharField(blank=True, max_length=12, verbose_name='INN')),
                ('kpp', models.CharField(blank=True, max_length=9, verbose_name='KPP')),
                ('ogrn', models.CharField(blank=True, max_length=15, verbose_name='OGRN / OGRNIP')),
                ('bank', models.CharField(blank=True, max_length=300, verbose_name='bank')),
                ('bik', models.CharField(blank=True, max_length=9, verbose_name='BIC of the bank')),
                ('account', models.CharField(blank=True, max_length=20, verbose_name='settlement account')),
                ('correspondent_account', models.CharField(blank=True, max_length=20, verbose_name='correspondent account')),
                ('address', models.CharField(blank=True, max_length=500, verbose_name='legal address')),
                ('is_main', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'own legal entity',
                'verbose_name_plural': 'own legal entities',
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_main', True)), fields=('is_main',), name='legal_entity_one_main')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "company_legalentity_history" ("account", "address", "bank", "bik", "correspondent_account", "form", "full_name", "id", "inn", "is_main", "kpp", "name", "ogrn", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."account", new_values."address", new_values."bank", new_values."bik", new_values."correspondent_account", new_values."form", new_values."full_name", new_values."id", new_values."inn", new_values."is_main", new_values."kpp", new_values."name", new_values."ogrn", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c701f28529ee27402d22caa1bdefa6c7d1eaf76d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d3ad2', referencing='REFERENCING NEW TABLE AS new_values ', table='company_legalentity', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "company_legalentity_history" ("account", "address", "bank", "bik", "correspondent_account", "form", "full_name", "id", "inn", "is_main", "kpp", "name", "ogrn", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."account", new_values."address", new_values."bank", new_values."bik", new_values."correspondent_account", new_values."form", new_values."full_name", new_values."id", new_values."inn", new_values."is_main", new_values."kpp", new_values."name", new_values."ogrn", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ada447b0e04eb77bbcec90e4b9280af5e1bf9900', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_85e5c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='company_legalentity', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "company_legalentity_history" ("account", "address", "bank", "bik", "correspondent_account", "form", "full_name", "id", "inn", "is_main", "kpp", "name", "ogrn", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."account", old_values."address", old_values."bank", old_values."bik", old_values."correspondent_account", old_values."form", old_values."full_name", old_values."id", old_values."inn", old_values."is_main", old_values."kpp", old_values."name", old_values."ogrn", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a82789d05ce8fa03f0d620a7319f0fd5160d0f43', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_18a54', referencing='REFERENCING OLD TABLE AS old_values ', table='company_legalentity', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='CompanyHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='company.company')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='company name')),
                ('language', models.CharField(max_length=5, verbose_name='language')),
                ('time_zone', models.CharField(max_length=60, verbose_name='time zone')),
                ('trade', models.CharField(max_length=50, verbose_name='kind of business')),
                ('set_up_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'db_table': 'company_company_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='company_company_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a71cd818dd1f1bea8cfbd89dbcef4e990bd07806', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_85dcb', table='company_company_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='LegalEntityHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='company.legalentity')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('form', models.CharField(choices=[('llc', 'LLC (OOO)'), ('jsc', 'JSC (AO)'), ('pjsc', 'PJSC (PAO)'), ('sole_trader', 'Sole trader (IP)'), ('other', 'Other')], max_length=20, verbose_name='legal form')),
                ('name', models.CharField(max_length=300, verbose_name='short name')),
                ('full_name', models.CharField(blank=True, max_length=500, verbose_name='full name')),
                ('inn', models.CharField(blank=True, max_length=12, verbose_name='INN')),
                ('kpp', models.CharField(blank=True, max_length=9, verbose_name='KPP')),
                ('ogrn', models.CharField(blank=True, max_length=15, verbose_name='OGRN / OGRNIP')),
                ('bank', models.CharField(blank=True, max_length=300, verbose_name='bank')),
                ('bik', models.CharField(blank=True, max_length=9, verbose_name='BIC of the bank')),
                ('account', models.CharField(blank=True, max_length=20, verbose_name='settlement account')),
                ('correspondent_account', models.CharField(blank=True, max_length=20, verbose_name='correspondent account')),
                ('address', models.CharField(blank=True, max_length=500, verbose_name='legal address')),
                ('is_main', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'company_legalentity_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='company_legalentity_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e98454e804014b2d985adce33031cbebeb9f1fd8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0d39b', table='company_legalentity_history', when='BEFORE'))],
            },
        ),
    ]
