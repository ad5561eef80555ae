-- Creates the tables of Sync-HashedList.ps1. Run it once:
--
--     psql --no-psqlrc --set ON_ERROR_STOP=1 --file sync-setup.sql
--
-- Both tables contain hashes of email addresses and phone numbers, so they are as sensitive as the list: give only the account that
-- synchronizes access to them. An empty value means that the person has no such identifier.

-- The people whom the Graph API accepted. One row each for an email address with a phone number.
CREATE TABLE IF NOT EXISTS mm_sent (
    audience_id text NOT NULL,
    email bytea NOT NULL,
    phone bytea NOT NULL,
    -- Hash of the other values. It differs when, for example, the city has changed, so that the row is sent again.
    details bytea NOT NULL,
    PRIMARY KEY (audience_id, email, phone)
);

-- The open part of the plan: what has to be sent and was not accepted yet. Whether Meta received these rows is not certain.
CREATE TABLE IF NOT EXISTS mm_change (
    audience_id text NOT NULL,
    part int NOT NULL,
    -- remove: people who are not on the list. add: new or changed rows. add_last: rows that share an email address or a phone number
    -- with a removed one. They are sent when all removals were.
    step text NOT NULL CHECK (step IN ('remove', 'add', 'add_last')),
    -- The order within a part and step, from 1 without gaps when a step begins.
    number bigint NOT NULL,
    -- A removal that the Graph API did not accept. It is not sent again before the next plan.
    is_tried boolean NOT NULL DEFAULT false,
    email bytea NOT NULL,
    phone bytea NOT NULL,
    details bytea,
    fn text,
    ln text,
    ct text,
    st text,
    zip text,
    country text
);

CREATE INDEX IF NOT EXISTS mm_change_order ON mm_change (audience_id, part, step, number);
