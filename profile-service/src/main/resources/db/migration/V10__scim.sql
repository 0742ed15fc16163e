-- HR's whole word on a person, in the form of RFC 7643: what the columns hold is mirrored in it, beside it stands what HR
-- keeps and Belay does not reckon with (further e-mail addresses, telephone numbers, cost centres).
ALTER TABLE person ADD COLUMN hr_document jsonb NOT NULL DEFAULT '{}';
ALTER TABLE person ADD COLUMN removed_at timestamptz;
COMMENT ON COLUMN person.hr_document IS 'attributes of a SCIM user, without those that only columns hold: id, externalId, userName, active, manager';
COMMENT ON COLUMN person.removed_at IS 'when HR took the person away: not there for HR any more, yet the name stays theirs for a while; null while HR has them';

UPDATE person SET hr_document = jsonb_strip_nulls(jsonb_build_object(
    'name', CASE WHEN given_name IS NULL AND family_name IS NULL THEN NULL
            ELSE jsonb_build_object('givenName', given_name, 'familyName', family_name) END,
    'title', title,
    'timezone', time_zone,
    'emails', CASE WHEN email IS NULL THEN NULL
              ELSE jsonb_build_array(jsonb_build_object('value', email, 'type', 'work', 'primary', true)) END,
    'addresses', CASE WHEN location IS NULL AND country IS NULL THEN NULL
                 ELSE jsonb_build_array(jsonb_build_object('locality', location, 'country', country, 'type', 'work')) END,
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', CASE WHEN department IS NULL THEN NULL
        ELSE jsonb_build_object('department', department) END));

-- The values of a multi-valued attribute, as they are compared.
CREATE FUNCTION folded_values(elements jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(lower(element ->> 'value')), '{}')
    FROM jsonb_array_elements(CASE WHEN jsonb_typeof(elements) = 'array' THEN elements ELSE '[]' END) element
$$;

-- What HR's connectors list and look up. Each is of one source, without those whom HR took away.
CREATE INDEX person_of_source ON person (source, id) WHERE removed_at IS NULL;
CREATE INDEX person_changed ON person (source, hr_version) WHERE removed_at IS NULL;
CREATE INDEX person_user_name_begins ON person (source, user_name_folded text_pattern_ops) WHERE removed_at IS NULL;
CREATE INDEX person_employee_number ON person (source, lower(hr_document -> 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User' ->> 'employeeNumber') text_pattern_ops) WHERE removed_at IS NULL;
CREATE INDEX person_family_name ON person (source, lower(hr_document -> 'name' ->> 'familyName') text_pattern_ops) WHERE removed_at IS NULL;
CREATE INDEX person_display_name ON person (source, lower(hr_document ->> 'displayName') text_pattern_ops) WHERE removed_at IS NULL;
CREATE INDEX person_emails ON person USING gin (folded_values(hr_document -> 'emails'));

-- Where the next page of a connector's list begins, so that neither changes meanwhile nor a deep page cost anything.
CREATE UNLOGGED TABLE scim_page (
    source      text        NOT NULL,
    query       bytea       NOT NULL,
    start_index bigint      NOT NULL,
    after_id    uuid        NOT NULL,
    written_at  timestamptz NOT NULL,
    PRIMARY KEY (source, query, start_index)
);
CREATE INDEX scim_page_written_at ON scim_page (written_at);
COMMENT ON COLUMN scim_page.query IS 'SHA-256 of what was asked';
COMMENT ON COLUMN scim_page.after_id IS 'the last person of the page before';
