-- Groups as HR's connectors keep them: departments, teams, and those that a configuration maps to a role.
CREATE TABLE scim_group (
    id           uuid   PRIMARY KEY,
    source       text   NOT NULL,
    external_id  text,
    display_name text   NOT NULL,
    version      bigint NOT NULL,
    CONSTRAINT scim_group_external_id UNIQUE (source, external_id)
);
CREATE UNIQUE INDEX scim_group_display_name ON scim_group (source, lower(display_name) text_pattern_ops);
COMMENT ON COLUMN scim_group.version IS 'max(previous + 1, now in microseconds)';

CREATE TABLE scim_group_member (
    group_id  uuid NOT NULL REFERENCES scim_group (id) ON DELETE CASCADE,
    person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, person_id)
);
CREATE INDEX scim_group_member_person ON scim_group_member (person_id);
