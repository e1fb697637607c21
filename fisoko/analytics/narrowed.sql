-- A table as one question needs it: the rows of the last submissions alone, or of their participants.
narrowed as (
    select t.* from /* rows */
)
select * from narrowed
