-- What the service itself may do with every table that the owner makes, now and later.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${appRole};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${appRole};

-- Events that are committed but not yet in Kafka. A row is written in the transaction of its change, while the
-- aggregate's row is locked: so ids of one key grow in commit order, and the relay may send them in the order of ids.
CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text        NOT NULL,
    key         text        NOT NULL,
    type        text,
    event_id    uuid        NOT NULL,
    time        timestamptz NOT NULL,
    traceparent text        NOT NULL,
    data        bytea
);
COMMENT ON COLUMN outbox.data IS 'JSON; null is a tombstone';

CREATE FUNCTION wake_outbox_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END $$;

CREATE TRIGGER outbox_wakes_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wake_outbox_relay();

-- Answers to POSTs that carried an Idempotency-Key, written in the transaction of what they answer.
CREATE TABLE idempotency_key (
    caller     text        NOT NULL,
    method     text        NOT NULL,
    path       text        NOT NULL,
    key        text        NOT NULL,
    body_hash  bytea       NOT NULL,
    status     int,
    body       text,
    location   text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (caller, method, path, key)
);
CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);
