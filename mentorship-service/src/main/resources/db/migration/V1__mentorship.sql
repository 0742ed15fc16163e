-- What profile-service tells of people: who they are to a token, whom they report to, how to address them. Each half
-- comes from a topic of its own, in any order, and has that topic's version; 0: nothing has come yet.
CREATE TABLE person (
    id              uuid    PRIMARY KEY,
    version         bigint  NOT NULL DEFAULT 0,
    contact_version bigint  NOT NULL DEFAULT 0,
    deleted         boolean NOT NULL DEFAULT false,
    active          boolean NOT NULL DEFAULT false,
    login_key       text,
    roles           text[]  NOT NULL DEFAULT '{}',
    manager_id      uuid,
    time_zone       text,
    display_name    text,
    email           text
);
-- Not unique: when a user name passes from one person to another, the two events may arrive in either order.
CREATE INDEX person_login_key ON person (login_key);

-- What a person offers and wants, in the one row with the places taken: so that taking one is a single guarded UPDATE.
CREATE TABLE participation (
    person_id         uuid    PRIMARY KEY REFERENCES person,
    version           bigint  NOT NULL DEFAULT 0,
    settings_version  bigint  NOT NULL DEFAULT 0,
    offers_mentoring  boolean NOT NULL DEFAULT false,
    capacity          int     NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 0 AND 50),
    unavailable_until date,
    wants_mentoring   boolean NOT NULL DEFAULT false,
    mentors_wanted    int     NOT NULL DEFAULT 1 CHECK (mentors_wanted BETWEEN 1 AND 10),
    availability      jsonb   NOT NULL DEFAULT '[]',
    active            int     NOT NULL DEFAULT 0 CHECK (active >= 0),
    pending           int     NOT NULL DEFAULT 0 CHECK (pending >= 0),
    mentors           int     NOT NULL DEFAULT 0 CHECK (mentors >= 0),
    answered          int     NOT NULL DEFAULT 0,
    expired           int     NOT NULL DEFAULT 0
);
COMMENT ON COLUMN participation.version IS 'of the published state; 0: not published yet';
COMMENT ON COLUMN participation.settings_version IS 'of what the person edits; counts do not change it';
COMMENT ON COLUMN participation.active IS 'mentorships as a mentor that hold a place: ACTIVE and PAUSED';
COMMENT ON COLUMN participation.pending IS 'open requests to the person as a mentor';
COMMENT ON COLUMN participation.mentors IS 'mentorships as a mentee, ACTIVE and PAUSED';

CREATE TABLE not_with (
    person_id uuid NOT NULL REFERENCES person,
    other_id  uuid NOT NULL REFERENCES person,
    PRIMARY KEY (person_id, other_id),
    CHECK (person_id <> other_id)
);
CREATE INDEX not_with_other ON not_with (other_id);

CREATE TABLE program (
    id         uuid        PRIMARY KEY,
    key        text        NOT NULL UNIQUE,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL
);
INSERT INTO program (id, key, name, created_at)
VALUES ('00000000-0000-7000-8000-000000000001', 'open', 'Open mentoring', '2026-01-01T00:00:00Z');

-- What a mentee asked for, once, of mentors in the order of her choice; each mentor who was asked has a match_request.
CREATE TABLE wish (
    id         uuid        PRIMARY KEY,
    mentee_id  uuid        NOT NULL REFERENCES person,
    program_id uuid        NOT NULL REFERENCES program,
    message    text,
    goals      jsonb       NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX wish_mentee ON wish (mentee_id);

CREATE TABLE mentorship (
    id             uuid        PRIMARY KEY,
    version        bigint      NOT NULL,
    mentee_id      uuid        NOT NULL REFERENCES person,
    mentor_id      uuid        NOT NULL REFERENCES person,
    program_id     uuid        NOT NULL REFERENCES program,
    request_id     uuid        NOT NULL,
    state          text        NOT NULL CHECK (state IN ('ACTIVE', 'PAUSED', 'COMPLETED', 'ENDED')),
    goals          jsonb       NOT NULL,
    started_at     timestamptz NOT NULL,
    paused_at      timestamptz,
    pause_reason   text,
    ended_at       timestamptz,
    end_reason     text,
    end_message    text,
    last_action    text,
    last_action_by uuid,
    CHECK (mentee_id <> mentor_id)
);
-- Two people are in one present mentorship at most, whichever of them is the mentor.
CREATE UNIQUE INDEX mentorship_present_pair ON mentorship (least(mentee_id, mentor_id), greatest(mentee_id, mentor_id))
    WHERE state IN ('ACTIVE', 'PAUSED');
CREATE INDEX mentorship_mentee ON mentorship (mentee_id, id);
CREATE INDEX mentorship_mentor ON mentorship (mentor_id, id);
CREATE INDEX mentorship_pause_reason ON mentorship (pause_reason, id) WHERE state = 'PAUSED';

CREATE TABLE match_request (
    id            uuid        PRIMARY KEY,
    wish_id       uuid        NOT NULL REFERENCES wish,
    rank          int         NOT NULL CHECK (rank >= 1),
    mentee_id     uuid        NOT NULL REFERENCES person,
    mentor_id     uuid        NOT NULL REFERENCES person,
    program_id    uuid        NOT NULL REFERENCES program,
    state         text        NOT NULL
        CHECK (state IN ('PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED', 'CANCELLED')),
    waiting_for   text        CHECK (waiting_for IN ('MENTOR', 'MENTEE')),
    reason        text,
    answer        text,
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    closed_at     timestamptz,
    mentorship_id uuid        REFERENCES mentorship,
    UNIQUE (wish_id, rank),
    CHECK (mentee_id <> mentor_id),
    CHECK ((state = 'PENDING') = (closed_at IS NULL)),
    CHECK ((state = 'PENDING') = (waiting_for IS NOT NULL)),
    CHECK ((state = 'ACCEPTED') = (mentorship_id IS NOT NULL))
);
CREATE UNIQUE INDEX match_request_open_pair ON match_request (mentee_id, mentor_id) WHERE state = 'PENDING';
CREATE INDEX match_request_due ON match_request (expires_at) WHERE state = 'PENDING';
CREATE INDEX match_request_mentee ON match_request (mentee_id, id);
CREATE INDEX match_request_mentor ON match_request (mentor_id, id);
COMMENT ON COLUMN match_request.answer IS 'what the mentor wrote when declining';
