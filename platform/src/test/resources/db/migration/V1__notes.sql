-- A small domain to try the mechanisms on.
CREATE TABLE note (
    id      uuid PRIMARY KEY,
    version bigint NOT NULL,
    text    text   NOT NULL
);

CREATE TABLE replica (
    id         uuid PRIMARY KEY,
    version    bigint  NOT NULL,
    deleted    boolean NOT NULL,
    department text CHECK (department <> 'refused'),
    deliveries int     NOT NULL DEFAULT 1,
    -- A mistake of the schema, which a test mends.
    CONSTRAINT a_mistake CHECK (department <> 'refused for now')
);
