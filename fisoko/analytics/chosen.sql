-- What every statistic begins with: participants at $moment within $regions (null: all), and the last submission of
-- each of them up to the change $seq. Who has left the list by then is not among them.
with present as (
    select organisation_id, max(region) as region, max(kind) as kind, max(login) as login, max(name) as name
    from participants
    where collection_id = $collection::bigint
        and since <= $moment::timestamp and (until is null or until > $moment::timestamp)
        and ($regions::varchar[] is null or region = any($regions::varchar[]))
    group by organisation_id
),
chosen as (
    select s.seq, s.organisation_id, s.number, s.submitted_at, s.filled, s.required, p.region, p.kind, p.login, p.name
    from submissions s
    join present p on p.organisation_id = s.organisation_id
    where s.collection_id = $collection::bigint and s.seq <= $seq::bigint and s.submitted_at <= $moment::timestamp
    qualify row_number() over (partition by s.organisation_id order by s.seq desc) = 1
)
