-- Creates a temporary view that normalizes and hashes a list inside PostgreSQL 13 or later. about_MMWarehouse lists what SQL leaves
-- out. The database must use UTF-8, and its server must be built with ICU, as the usual packages are.
--
-- Variables of psql: list is a table, view or subquery with the columns id, email, phone, first_name, last_name, city, state,
-- postal_code and country, where country is a two-letter code, and state is a code in the United States and Canada. view is the name
-- of the view. Rows without a usable email address or phone number are not in it.

CREATE TEMPORARY VIEW :view AS
WITH folded AS (
    -- Remove zero-width characters and soft hyphens from an address, then surrounding blanks and trailing dots.
    SELECT
        id,
        lower(regexp_replace(
            regexp_replace(email COLLATE "und-x-icu", '[\u00AD\u200B-\u200F\u2060\uFEFF]', '', 'g'),
            '^[[:space:][:cntrl:]]+|[[:space:][:cntrl:].]+$', '', 'g')) AS email,
        -- Remove an extension and a zero in parentheses. A number that begins with a plus sign or two zeros has a country code.
        regexp_replace(regexp_replace(phone, '\s*(ext|x|#).*$', '', 'i'), '\(0\)', '') AS phone,
        lower(normalize(first_name, NFC) COLLATE "und-x-icu") AS first_name,
        lower(normalize(last_name, NFC) COLLATE "und-x-icu") AS last_name,
        lower(replace(city, 'İ', 'I') COLLATE "C") AS city,
        lower(replace(state, 'İ', 'I') COLLATE "C") AS state,
        lower(postal_code COLLATE "C") AS postal_code,
        CASE lower(btrim(country) COLLATE "C") WHEN 'uk' THEN 'gb' ELSE lower(btrim(country) COLLATE "C") END AS country
    FROM :list
),
marked AS (
    -- A separate zero after the country code is a trunk prefix in nearly all countries, but part of the number in Italy.
    -- If this is not clear, omit the number.
    SELECT
        folded.*,
        phone ~ '^[^0-9]*(\+|00)' AND NOT (phone ~ '^[^0-9]*(\+|00)[^0-9]*[0-9]{1,3}[^0-9]+0' AND phone !~ '^[^0-9]*(\+|00)[^0-9]*39[^0-9]') AS is_international,
        ltrim(regexp_replace(phone, '[^0-9]', '', 'g'), '0') AS digits
    FROM folded
),
normalized AS (
    SELECT
        id,
        CASE WHEN email ~ '^[^[:space:]@,;:<>()"\\\[\]]+@([^[:space:]@,;:<>()"\\\[\]._]+\.)+[^[:space:]@,;:<>()"\\\[\]._]+$' THEN email END AS email,
        CASE WHEN is_international AND length(digits) BETWEEN 7 AND 15 THEN digits END AS phone,
        -- Letters of every script and the marks that belong to them: accents, points, vowel signs.
        regexp_replace(regexp_replace(first_name, '[[:digit:][:punct:][:space:]]', '', 'g'),
            '[^[:alpha:]\u0300-\u036F\u0483-\u0487\u0591-\u05C7\u0610-\u061A\u064B-\u0670\u06D6-\u06ED\u0900-\u0DFF\u0E31-\u0E4E\u0EB1-\u0ECE\u0F00-\u0FFF\u1000-\u109F\u1780-\u17DD]', '', 'g') AS first_name,
        regexp_replace(regexp_replace(last_name, '[[:digit:][:punct:][:space:]]', '', 'g'),
            '[^[:alpha:]\u0300-\u036F\u0483-\u0487\u0591-\u05C7\u0610-\u061A\u064B-\u0670\u06D6-\u06ED\u0900-\u0DFF\u0E31-\u0E4E\u0EB1-\u0ECE\u0F00-\u0FFF\u1000-\u109F\u1780-\u17DD]', '', 'g') AS last_name,
        regexp_replace(city, '[^a-z]', '', 'g') AS city,
        regexp_replace(state, '[^a-z0-9]', '', 'g') AS state,
        CASE WHEN country = 'us' AND postal_code !~ '[a-z]'
            THEN left(regexp_replace(postal_code, '[^0-9]', '', 'g'), 5)
            ELSE regexp_replace(postal_code, '[^a-z0-9]', '', 'g') END AS postal_code,
        CASE WHEN country ~ '^[a-z]{2}$' THEN country END AS country
    FROM marked
)
SELECT
    id,
    encode(sha256(convert_to(email, 'UTF8')), 'hex') AS "EMAIL",
    encode(sha256(convert_to(phone, 'UTF8')), 'hex') AS "PHONE",
    encode(sha256(convert_to(nullif(first_name, ''), 'UTF8')), 'hex') AS "FN",
    encode(sha256(convert_to(nullif(last_name, ''), 'UTF8')), 'hex') AS "LN",
    encode(sha256(convert_to(nullif(city, ''), 'UTF8')), 'hex') AS "CT",
    encode(sha256(convert_to(nullif(state, ''), 'UTF8')), 'hex') AS "ST",
    encode(sha256(convert_to(nullif(postal_code, ''), 'UTF8')), 'hex') AS "ZIP",
    encode(sha256(convert_to(country, 'UTF8')), 'hex') AS "COUNTRY"
FROM normalized
WHERE email IS NOT NULL OR phone IS NOT NULL;
