"""What the models cannot say: how participation is counted, and that what is between records of a run is of that run."""

from django.db import migrations

COUNTED = """
create function programmes_counted(which bigint, in_year integer)
returns table (school_id bigint, role varchar, strand_id bigint, people integer)
language sql stable as $$
    with of_the_year as (
        select run.id, programme.counted_by
        from programmes_run run join programmes_programme programme on programme.id = run.programme_id
        where programme.id = which and run.year = in_year
    ),
    there as (
        select attendance.school_id, participant.role, participant.strand_id, participant.contact_id,
            row_number() over (
                partition by participant.contact_id, participant.role, participant.strand_id
                order by session.held_on desc, session.id desc
            ) = 1 as is_latest
        from of_the_year
        join programmes_session session on session.run_id = of_the_year.id and not session.is_cancelled
        join programmes_attendance attendance on attendance.session_id = session.id
        join programmes_participant participant on participant.id = attendance.participant_id
        where of_the_year.counted_by = 'attended' and attendance.mark = 'attended' and attendance.school_id is not null
    ),
    found as (
        select enrolment.school_id, 'member'::varchar as role, enrolment.strand_id, null::bigint as people
        from of_the_year join programmes_enrolment enrolment on enrolment.run_id = of_the_year.id
        where of_the_year.counted_by = 'enrolled' and enrolment.withdrawn_on is null
        union all
        select participant.school_id, participant.role, participant.strand_id, count(distinct participant.contact_id)
        from of_the_year join programmes_participant participant on participant.run_id = of_the_year.id
        where of_the_year.counted_by = 'enrolled' and participant.withdrawn_on is null
            and participant.school_id is not null
        group by participant.school_id, participant.role, participant.strand_id
        union all
        select there.school_id, there.role, there.strand_id, count(*) filter (where there.is_latest)
        from there group by there.school_id, there.role, there.strand_id
    )
    select found.school_id, found.role, found.strand_id, max(found.people)::integer
    from found group by found.school_id, found.role, found.strand_id
$$
"""

COUNT = """
create function programmes_count(which bigint, in_year integer) returns void
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(which::integer, in_year);  -- the second of two writers counts what the first wrote
    if (select counted_by = 'recorded' from programmes_programme where id = which) then
        delete from programmes_participation where programme_id = which and year = in_year and is_counted;
        return;
    end if;
    delete from programmes_participation kept
    where kept.programme_id = which and kept.year = in_year and kept.is_counted and not exists (
        select from programmes_counted(which, in_year) counted
        where counted.school_id = kept.school_id and counted.role = kept.role
            and counted.strand_id is not distinct from kept.strand_id
    );
    insert into programmes_participation as kept (year, programme_id, school_id, role, strand_id, people, is_counted)
    select in_year, which, counted.school_id, counted.role, counted.strand_id, counted.people, true
    from programmes_counted(which, in_year) counted
    on conflict on constraint participation_once do update set people = excluded.people
    where kept.is_counted and kept.people is distinct from excluded.people;
end
$$
"""

SAME_RUN = """
alter table programmes_{table} add constraint {table}_{column}_same_run
foreign key ({column}_id, run_id) references programmes_{to} (id, run_id)
deferrable initially deferred
"""
BETWEEN = [
    ("attendance", "session", "session"),
    ("attendance", "participant", "participant"),
    ("coachingpair", "coach", "participant"),
    ("coachingpair", "coachee", "participant"),
]


class Migration(migrations.Migration):
    replaces = [("programmes", "0004_counting")]

    dependencies = [("programmes", "0001_tables")]

    operations = [
        migrations.RunSQL(COUNTED, "drop function programmes_counted"),
        migrations.RunSQL(COUNT, "drop function programmes_count"),
        *(
            migrations.RunSQL(
                SAME_RUN.format(table=table, column=column, to=to),
                f"alter table programmes_{table} drop constraint {table}_{column}_same_run",
            )
            for table, column, to in BETWEEN
        ),
    ]
