-- Policies: rules' parameters and weights. A version never changes once it is there, nor does what was in force when.
CREATE TABLE policy (
    version    int         PRIMARY KEY CHECK (version > 0),
    name       text        NOT NULL,
    reason     text        NOT NULL,
    document   jsonb       NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL
);
COMMENT ON COLUMN policy.document IS 'weights and parameters, as the API shows them';
COMMENT ON COLUMN policy.created_by IS 'a person''s id, which nobody can resolve once the person is erased; null: built in';

-- The last row is in force. Every replica looks each second whether there is a further one.
CREATE TABLE policy_activation (
    number       int         PRIMARY KEY CHECK (number > 0),
    version      int         NOT NULL REFERENCES policy,
    activated_by uuid,
    activated_at timestamptz NOT NULL
);

REVOKE UPDATE, DELETE, TRUNCATE ON policy, policy_activation FROM ${appRole};
