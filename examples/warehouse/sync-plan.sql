-- Compares a list with what was sent, and writes the difference to mm_change. Sync-HashedList.ps1 runs this file with psql.
--
-- Variables of psql: audience is the ID of the audience. list is a table or view of customers (see postgresql-hash.sql), opt_outs one
-- with the columns email and phone. parts is the number of machines. max_remove_percent is the largest share of the people who were
-- sent that may be removed. full and what_if are on or off.

BEGIN ISOLATION LEVEL REPEATABLE READ;
-- Lists are compared as a whole. A nested loop would take hours, and the server chooses it where it underestimates the number of rows.
SET LOCAL enable_nestloop = off;

-- Each cell of the opt-outs becomes a row, so that a cell that cannot be compared can be counted.
CREATE TEMPORARY VIEW opt_out_cells AS
SELECT 0 AS id, email, NULL::text AS phone, NULL::text AS first_name, NULL::text AS last_name, NULL::text AS city, NULL::text AS state,
    NULL::text AS postal_code, NULL::text AS country
FROM :opt_outs WHERE email ~ '[^[:space:]]'
UNION ALL
SELECT 0, NULL, phone, NULL, NULL, NULL, NULL, NULL, NULL
FROM :opt_outs WHERE phone ~ '[^[:space:]]';

SET LOCAL mm.max_remove_percent = :'max_remove_percent';
SELECT count(*) AS customers FROM :list \gset

\set view hashed_customers
\ir postgresql-hash.sql
\set list opt_out_cells
\set view hashed_opt_outs
\ir postgresql-hash.sql

CREATE TEMPORARY TABLE opt_out ON COMMIT DROP AS
SELECT decode("EMAIL", 'hex') AS email, decode("PHONE", 'hex') AS phone FROM hashed_opt_outs;
ANALYZE opt_out;

DO $$
DECLARE
    unusable bigint := (SELECT count(*) FROM opt_out_cells) - (SELECT count(*) FROM opt_out);
BEGIN
    IF unusable > 0 THEN
        RAISE EXCEPTION '% email addresses or phone numbers of the opt-outs cannot be compared with the list, so nothing is sent', unusable
            USING HINT = 'Phone numbers need + or 00 and the calling code.';
    END IF;
END $$;

CREATE TEMPORARY TABLE hashed ON COMMIT DROP AS
SELECT
    coalesce(decode("EMAIL", 'hex'), '') AS email,
    coalesce(decode("PHONE", 'hex'), '') AS phone,
    sha256(convert_to(ROW("FN", "LN", "CT", "ST", "ZIP", "COUNTRY")::text, 'UTF8')) AS details,
    "FN" AS fn, "LN" AS ln, "CT" AS ct, "ST" AS st, "ZIP" AS zip, "COUNTRY" AS country
FROM hashed_customers;
ANALYZE hashed;

-- The list as it should be in the audience: without opt-outs, and one row for an email address with a phone number.
CREATE TEMPORARY TABLE wanted ON COMMIT DROP AS
SELECT DISTINCT ON (email, phone) *
FROM hashed
WHERE NOT EXISTS (SELECT FROM opt_out WHERE opt_out.email = hashed.email)
    AND NOT EXISTS (SELECT FROM opt_out WHERE opt_out.phone = hashed.phone)
ORDER BY email, phone, details;
ANALYZE wanted;

-- Copies of this audience, with current statistics.
CREATE TEMPORARY TABLE sent ON COMMIT DROP AS
SELECT email, phone, details FROM mm_sent WHERE audience_id = :'audience';
ANALYZE sent;

-- The last upload of these rows is not certain.
CREATE TEMPORARY TABLE unfinished ON COMMIT DROP AS
SELECT DISTINCT email, phone FROM mm_change WHERE audience_id = :'audience';
ANALYZE unfinished;

-- Everyone who may be in the audience and is not on the list.
CREATE TEMPORARY TABLE removal ON COMMIT DROP AS
(SELECT email, phone FROM sent UNION SELECT email, phone FROM unfinished)
EXCEPT
SELECT email, phone FROM wanted;
ANALYZE removal;

-- People who left, without those whose other email address or phone number is still on the list.
CREATE TEMPORARY TABLE leaver ON COMMIT DROP AS
SELECT email, phone
FROM removal JOIN sent USING (email, phone)
WHERE NOT EXISTS (SELECT FROM wanted WHERE wanted.email = removal.email AND wanted.email <> '')
    AND NOT EXISTS (SELECT FROM wanted WHERE wanted.phone = removal.phone AND wanted.phone <> '');

DO $$
DECLARE
    leaving bigint := (SELECT count(*) FROM leaver);
    people bigint := (SELECT count(*) FROM sent);
    max_percent numeric := current_setting('mm.max_remove_percent')::numeric;
BEGIN
    IF leaving * 100 > people * max_percent THEN
        RAISE EXCEPTION '% of % people are not on the list any more. That is more than % percent, so nothing is sent', leaving, people, max_percent
            USING HINT = 'Make sure that the list is complete. If it is, raise -MaxRemovePercent for one run.';
    END IF;
END $$;

-- Rows that were not accepted in this form, and rows whose last upload is not certain.
CREATE TEMPORARY TABLE addition ON COMMIT DROP AS
SELECT email, phone, details FROM wanted
EXCEPT
SELECT email, phone, details FROM sent
WHERE NOT :'full'::boolean
    AND NOT EXISTS (SELECT FROM unfinished WHERE unfinished.email = sent.email AND unfinished.phone = sent.phone);
ANALYZE addition;

-- Meta may take a removed email address or phone number for this person.
CREATE TEMPORARY TABLE addition_last ON COMMIT DROP AS
SELECT wanted.email, wanted.phone FROM wanted JOIN removal ON removal.email = wanted.email WHERE wanted.email <> ''
UNION
SELECT wanted.email, wanted.phone FROM wanted JOIN removal ON removal.phone = wanted.phone WHERE wanted.phone <> '';
ANALYZE addition_last;

DELETE FROM mm_change WHERE audience_id = :'audience';

INSERT INTO mm_change (audience_id, part, step, number, email, phone, details, fn, ln, ct, st, zip, country)
SELECT :'audience', part, step, row_number() OVER (PARTITION BY part, step ORDER BY email, phone), email, phone, details, fn, ln, ct, st, zip, country
FROM (
    -- Hashes are evenly distributed, so their first bytes divide the work.
    SELECT (get_byte(email || phone, 0) * 256 + get_byte(email || phone, 1)) % :parts AS part, change.*
    FROM (
        SELECT 'remove' AS step, email, phone, NULL::bytea AS details, NULL AS fn, NULL AS ln, NULL AS ct, NULL AS st, NULL AS zip, NULL AS country
        FROM removal
        UNION ALL
        SELECT CASE WHEN addition_last.email IS NULL THEN 'add' ELSE 'add_last' END, wanted.*
        FROM wanted
        LEFT JOIN addition USING (email, phone)
        LEFT JOIN addition_last USING (email, phone)
        WHERE addition.email IS NOT NULL OR addition_last.email IS NOT NULL
    ) AS change
) AS change;

SELECT
    :customers AS "Rows",
    :customers - (SELECT count(*) FROM hashed) AS "UnusableRows",
    (SELECT count(*) FROM hashed) - (SELECT count(*) FROM wanted) AS "OptedOutOrRepeatedRows",
    (SELECT count(*) FROM leaver) AS "PeopleLeft",
    count(*) FILTER (WHERE step = 'remove') AS "RowsToRemove",
    count(*) FILTER (WHERE step <> 'remove') AS "RowsToAdd"
FROM mm_change
WHERE audience_id = :'audience';

\if :what_if
    ROLLBACK;
\else
    COMMIT;
\endif
