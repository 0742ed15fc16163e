CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- HR's fields and a person's own profile stand in one row, so that one lock orders all that is published of the person.
CREATE TABLE person (
    id                  uuid        PRIMARY KEY,
    source              text        NOT NULL,
    external_id         text,
    user_name           text        NOT NULL,
    user_name_folded    text        NOT NULL,
    login_key           text,
    given_name          text,
    family_name         text,
    email               text,
    title               text,
    department          text,
    manager_external_id text,
    manager_id          uuid REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    location            text,
    country             text,
    time_zone           text,
    locale              text,
    active              boolean     NOT NULL,
    roles               text[]      NOT NULL,
    hr_version          bigint      NOT NULL,

    headline            text,
    languages           text[]      NOT NULL,
    track               text,
    level               text,
    target_level        text,
    skills_wanted       text[]      NOT NULL,
    skills_taught       text[]      NOT NULL,
    profile_version     bigint      NOT NULL,

    version             bigint      NOT NULL,

    strengths           varchar[]   NOT NULL,
    search_text         text        NOT NULL,
    sort_name           text COLLATE "C" NOT NULL,

    CONSTRAINT person_user_name UNIQUE (user_name_folded),
    CONSTRAINT person_external_id UNIQUE (source, external_id)
);
COMMENT ON COLUMN person.source IS 'the integration that owns the row: nobody else changes HR''s fields';
COMMENT ON COLUMN person.user_name_folded IS 'user_name in the one form in which login names are compared';
COMMENT ON COLUMN person.login_key IS 'pseudonym by which the bearer of a token is found; null while the attribute it is made of is missing';
COMMENT ON COLUMN person.manager_external_id IS 'as HR sent it: a manager who arrives later is linked by it';
COMMENT ON COLUMN person.hr_version IS 'of HR''s fields alone';
COMMENT ON COLUMN person.profile_version IS 'of the person''s own fields alone';
COMMENT ON COLUMN person.version IS 'of what is published, max(previous + 1, now in microseconds)';
COMMENT ON COLUMN person.strengths IS 'derived: keys of the skills that are taught and mastered, for searching';
COMMENT ON COLUMN person.search_text IS 'derived: the words of name, title and headline, folded, each after a space';
COMMENT ON COLUMN person.sort_name IS 'derived: the name, folded, by which lists are ordered';

CREATE INDEX person_login_key ON person (login_key);
CREATE INDEX person_manager_id ON person (manager_id);
CREATE INDEX person_waits_for_manager ON person (source, manager_external_id) WHERE manager_id IS NULL;
CREATE INDEX person_by_name ON person (sort_name, id) WHERE active;
CREATE INDEX person_search ON person USING gin (search_text gin_trgm_ops);
CREATE INDEX person_strengths ON person USING gin (strengths);
CREATE INDEX person_department ON person (lower(department));

-- What somebody says of a proficiency, and when. A day's last word replaces the earlier ones of the same day.
CREATE TABLE skill_claim (
    person_id  uuid     NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    skill      text     NOT NULL,
    source     text     NOT NULL,
    claimed_on date     NOT NULL,
    value      smallint CHECK (value BETWEEN 0 AND 5),
    PRIMARY KEY (person_id, skill, source, claimed_on)
);
COMMENT ON COLUMN skill_claim.source IS 'self: the person';
COMMENT ON COLUMN skill_claim.value IS 'proficiency 0 to 5; null takes the source''s earlier claims back';
