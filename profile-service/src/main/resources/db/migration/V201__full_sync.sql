-- A file may be the whole list of a source's people, and it may be tried first.
ALTER TABLE import_job DROP CONSTRAINT import_job_state_check;
ALTER TABLE import_job ADD CONSTRAINT import_job_state_check
    CHECK (state IN ('QUEUED', 'RUNNING', 'NEEDS_CONFIRMATION', 'COMPLETED', 'CANCELLED', 'FAILED'));
ALTER TABLE import_job ADD COLUMN mode text NOT NULL DEFAULT 'UPSERT' CHECK (mode IN ('UPSERT', 'FULL_SYNC'));
ALTER TABLE import_job ADD COLUMN dry_run boolean NOT NULL DEFAULT false;
ALTER TABLE import_job ADD COLUMN people int;
ALTER TABLE import_job ADD COLUMN without_key int NOT NULL DEFAULT 0;
ALTER TABLE import_job ADD COLUMN missing int;
ALTER TABLE import_job ADD COLUMN confirmed boolean NOT NULL DEFAULT false;
ALTER TABLE import_job ADD COLUMN deactivated int NOT NULL DEFAULT 0;
COMMENT ON COLUMN import_job.people IS 'active people of the source when a full sync began';
COMMENT ON COLUMN import_job.without_key IS 'rows that may have been about anybody';
COMMENT ON COLUMN import_job.missing IS 'those whom a full sync does not name; null until all rows have a result';

-- Imports of one source are applied in the order in which their requests arrived, however long the files took to come.
CREATE SEQUENCE import_place;
ALTER TABLE import_job ADD COLUMN place bigint;
UPDATE import_job SET place = ranked.place
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM import_job) ranked WHERE ranked.id = import_job.id;
SELECT setval('import_place', (SELECT count(*) + 1 FROM import_job), false);
ALTER TABLE import_job ALTER COLUMN place SET DEFAULT nextval('import_place');
ALTER TABLE import_job ALTER COLUMN place SET NOT NULL;
DROP INDEX import_job_unfinished;
CREATE INDEX import_job_unfinished ON import_job (source, place) WHERE state IN ('QUEUED', 'RUNNING');
CREATE INDEX import_job_unconfirmed ON import_job (source) WHERE state = 'NEEDS_CONFIRMATION';

CREATE TABLE import_arrival (
    place   bigint      PRIMARY KEY DEFAULT nextval('import_place'),
    source  text        NOT NULL,
    seen_at timestamptz NOT NULL
);
COMMENT ON TABLE import_arrival IS 'files that are on their way';
COMMENT ON COLUMN import_arrival.seen_at IS 'when some of it last came: one that comes no further holds up the later ones for a while only';

-- Whom a full sync does not name. They are switched off if they are few, or once somebody has said that it is meant so.
CREATE TABLE import_leaver (
    job_id     uuid   NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    person_id  uuid   NOT NULL,
    hr_version bigint NOT NULL,
    outcome    text CHECK (outcome IN ('DEACTIVATED', 'KEPT', 'FAILED')),
    PRIMARY KEY (job_id, person_id)
);
COMMENT ON COLUMN import_leaver.hr_version IS 'of the person when they were missed; whom HR has changed since is not switched off';
