import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('assessments', '0014_manual_marks'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='rating',
            name='one_draft_per_assignment',
        ),
        migrations.RemoveConstraint(
            model_name='ratingcase',
            name='case_state_is_known',
        ),
        migrations.AddField(
            model_name='assignment',
            name='stood_down',
            field=models.BooleanField(default=False, verbose_name='stood down'),
        ),
        migrations.AddField(
            model_name='rating',
            name='set_aside',
            field=models.BooleanField(default=False, verbose_name='of a performance that was played again'),
        ),
        migrations.AddField(
            model_name='ratingcase',
            name='reruns',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='times played again'),
        ),
        migrations.AddField(
            model_name='ratingcase',
            name='scenario_version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rating_cases', to='assessments.scenarioversion'),
        ),
        migrations.AlterField(
            model_name='ratingcase',
            name='state',
            field=models.CharField(choices=[('open', 'Open'), ('rated', 'Rated'), ('moderation', 'In moderation'), ('agreed', 'Agreed'), ('released', 'Released'), ('locked', 'Locked'), ('absent', 'Absent'), ('void', 'Void')], default='open', max_length=10, verbose_name='state of the case'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.UniqueConstraint(condition=models.Q(('set_aside', False), ('status', 'draft')), fields=('assignment',), name='one_draft_per_assignment'),
        ),
        migrations.AddConstraint(
            model_name='ratingcase',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'rated', 'moderation', 'agreed', 'released', 'locked', 'absent', 'void'])), name='case_state_is_known'),
        ),
        migrations.CreateModel(
            name='ExamDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('state', models.CharField(choices=[('plan', 'Being planned'), ('open', 'Published'), ('closed', 'Closed')], default='plan', max_length=10, verbose_name='status')),
                ('reading_minutes', models.PositiveSmallIntegerField(default=10, verbose_name='minutes of reading')),
                ('play_minutes', models.PositiveSmallIntegerField(default=30, verbose_name='minutes of playing')),
                ('marking_minutes', models.PositiveSmallIntegerField(default=10, verbose_name='minutes of marking')),
                ('change_minutes', models.PositiveSmallIntegerField(default=5, verbose_name='minutes between rounds')),
                ('rest_every', models.PositiveSmallIntegerField(default=5, verbose_name='rounds until a rest')),
                ('rest_minutes', models.PositiveSmallIntegerField(default=20, verbose_name='minutes of a rest')),
                ('per_case', models.PositiveSmallIntegerField(default=2, verbose_name='assessors of each person')),
                ('planning', models.CharField(blank=True, max_length=10)),
                ('planning_note', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('occasions', models.ManyToManyField(related_name='exam_days', to='assessments.occasion', verbose_name='occasions')),
                ('scenario_versions', models.ManyToManyField(blank=True, related_name='exam_days', to='assessments.scenarioversion', verbose_name='scenarios')),
            ],
            options={
                'verbose_name': 'exam day',
                'verbose_name_plural': 'exam days',
                'ordering': ['-starts_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['plan', 'open', 'closed'])), name='day_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='closed_day_has_its_moment'), models.CheckConstraint(condition=models.Q(('per_case__gte', 1)), name='day_has_assessors_per_case')],
            },
        ),
        migrations.CreateModel(
            name='DayAssessor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('declared_at', models.DateTimeField(blank=True, null=True, verbose_name='acquaintances declared')),
                ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exam_days', to=settings.AUTH_USER_MODEL)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessor_links', to='assessments.examday')),
            ],
            options={
                'verbose_name': 'assessor of an exam day',
                'verbose_name_plural': 'assessors of exam days',
                'ordering': ['day_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('day', 'assessor'), name='one_link_per_day_and_assessor')],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('cast', models.ManyToManyField(blank=True, related_name='rooms', to='assessments.rolecast', verbose_name='role-players')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='assessments.examday')),
                ('scenario_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.scenarioversion')),
            ],
            options={
                'verbose_name': 'room',
                'verbose_name_plural': 'rooms',
                'ordering': ['day_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('day', 'name'), name='one_room_of_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('is_rest', models.BooleanField(default=False, verbose_name='rest')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='assessments.examday')),
            ],
            options={
                'verbose_name': 'round',
                'verbose_name_plural': 'rounds',
                'ordering': ['day_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('day', 'number'), name='one_round_of_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('delay_minutes', models.PositiveSmallIntegerField(default=0, verbose_name='minutes late')),
                ('outcome', models.CharField(blank=True, choices=[('absent', 'The person was absent'), ('void', 'Void: it does not count'), ('rerun', 'Played again in another slot')], max_length=10, verbose_name='outcome')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='assessments.ratingcase')),
                ('cast', models.ManyToManyField(blank=True, related_name='slots', to='assessments.rolecast', verbose_name='role-players')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='assessments.examday')),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='assessments.room')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='assessments.round')),
            ],
            options={
                'verbose_name': 'slot',
                'verbose_name_plural': 'slots',
                'ordering': ['day_id', 'round_id', 'room_id', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('room', 'round'), name='one_case_per_room_and_round'), models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('case',), name='one_slot_ahead_per_case'), models.CheckConstraint(condition=models.Q(('outcome', ''), ('outcome__in', ['absent', 'void', 'rerun']), _connector='OR'), name='slot_outcome_is_known')],
            },
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('code_word', models.CharField(max_length=30, verbose_name='code word')),
                ('presence', models.CharField(choices=[('expected', 'Expected'), ('here', 'Here'), ('absent', 'Absent')], default='expected', max_length=10, verbose_name='presence')),
                ('late', models.BooleanField(default=False, verbose_name='late')),
                ('credential_seen', models.BooleanField(default=False, verbose_name='credential seen')),
                ('at', models.DateTimeField(blank=True, null=True, verbose_name='at')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='check_ins', to=settings.AUTH_USER_MODEL)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_ins', to='assessments.examday')),
            ],
            options={
                'verbose_name': 'check-in',
                'verbose_name_plural': 'check-ins',
                'ordering': ['day_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('day', 'person'), name='one_check_in_per_person'), models.UniqueConstraint(fields=('day', 'code_word'), name='one_code_word_per_day'), models.CheckConstraint(condition=models.Q(('presence__in', ['expected', 'here', 'absent'])), name='presence_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Acquaintance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('declared_at', models.DateTimeField(verbose_name='declared')),
                ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acquaintances', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='known_to', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'acquaintance',
                'verbose_name_plural': 'acquaintances',
                'ordering': ['assessor_id', 'person_id'],
                'constraints': [models.UniqueConstraint(fields=('assessor', 'person'), name='one_acquaintance_per_pair'), models.CheckConstraint(condition=models.Q(('assessor', models.F('person')), _negated=True), name='nobody_knows_themselves')],
            },
        ),
        migrations.CreateModel(
            name='PlanAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('video', models.BooleanField(blank=True, null=True, verbose_name='may be recorded')),
                ('accepted_at', models.DateTimeField(verbose_name='accepted')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='assessments.examday')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_acceptances', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'acceptance of a plan',
                'verbose_name_plural': 'acceptances of plans',
                'ordering': ['day_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('day', 'person'), name='one_acceptance_per_person')],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('help', 'I need somebody here'), ('role_player', 'A role-player left the script'), ('disturbance', 'Noise or an interruption'), ('papers', 'Wrong or missing papers'), ('technical', 'A device or the recording failed'), ('other', 'Something else')], max_length=12, verbose_name='what happened')),
                ('text', models.TextField(blank=True, verbose_name='in words')),
                ('state', models.CharField(choices=[('open', 'Open'), ('settled', 'Settled')], default='open', max_length=10, verbose_name='status')),
                ('reported_at', models.DateTimeField(verbose_name='reported')),
                ('resolution', models.TextField(blank=True, verbose_name='what was done')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='assessments.ratingcase')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='assessments.examday')),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incidents_reported', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incidents_settled', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'incident',
                'verbose_name_plural': 'incidents',
                'ordering': ['day_id', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['help', 'role_player', 'disturbance', 'papers', 'technical', 'other'])), name='incident_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state', 'open')), models.Q(('settled_at__isnull', False), ('state', 'settled')), _connector='OR'), name='settled_incident_has_its_moment')],
            },
        ),
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('safety', 'Safety of somebody'), ('ethics', 'Professional ethics')], max_length=10, verbose_name='about')),
                ('text', models.TextField(verbose_name='in words')),
                ('raised_at', models.DateTimeField(verbose_name='raised')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told to the person')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('conclusion', models.TextField(blank=True, verbose_name='conclusion')),
                ('concluded_at', models.DateTimeField(blank=True, null=True, verbose_name='concluded')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='assessments.ratingcase')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concerns_raised', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'concern',
                'verbose_name_plural': 'concerns',
                'ordering': ['case_id', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['safety', 'ethics'])), name='concern_kind_is_known'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='concern_says_something'), models.CheckConstraint(condition=models.Q(('concluded_at__isnull', True), ('told_at__isnull', False), _connector='OR'), name='nobody_concludes_unheard')],
            },
        ),
    ]
