-- A file of people that HR sent. It is applied in the background, in batches, each a transaction that holds this row:
-- so a job is worked on by one replica at a time, and one that dies leaves it to the next where it stood.
CREATE TABLE import_job (
    id           uuid        PRIMARY KEY,
    source       text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED')),
    traceparent  text        NOT NULL,
    created_at   timestamptz NOT NULL,
    started_at   timestamptz,
    finished_at  timestamptz,
    last_line    int         NOT NULL,
    stalled      int         NOT NULL,
    total        int         NOT NULL,
    created      int         NOT NULL,
    updated      int         NOT NULL,
    unchanged    int         NOT NULL,
    failed       int         NOT NULL
);
COMMENT ON COLUMN import_job.traceparent IS 'of the request that brought the file: its events carry the same trace id';
COMMENT ON COLUMN import_job.last_line IS 'the last line that has a result';
COMMENT ON COLUMN import_job.stalled IS 'attempts in a row that came no further';
CREATE INDEX import_job_unfinished ON import_job (source, id) WHERE state IN ('QUEUED', 'RUNNING');

CREATE TABLE import_row (
    job_id      uuid NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    line        int  NOT NULL,
    raw         bytea,
    external_id text,
    outcome     text CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'FAILED')),
    person_id   uuid,
    violations  text,
    PRIMARY KEY (job_id, line)
);
COMMENT ON COLUMN import_row.raw IS 'the line as it came; forgotten once it has a result';
COMMENT ON COLUMN import_row.violations IS 'JSON array; null if there are none';
