-- Normalizes and hashes a customer list inside Snowflake, so that only hashes leave it. about_MMWarehouse lists what SQL leaves
-- out. The tests of this project do not run this query. They run postgresql.sql, which has the same steps.
--
--     snowsql -o output_format=csv -o friendly=false -o timing=false -o header=true -f snowflake.sql > hashed.csv
--
-- Needs a table customers (id, email, phone, first_name, last_name, city, state, postal_code, country), where country is a
-- two-letter code and state a code in the United States and Canada. For the first of four parts of the list, add
-- WHERE MOD(ABS(HASH(id)), 4) = 0 after the name of the table.

-- In Snowflake, regular expressions support only the letters a to z. In its JavaScript, they support all letters.
CREATE OR REPLACE TEMPORARY FUNCTION mm_name(VALUE STRING) RETURNS STRING LANGUAGE JAVASCRIPT IMMUTABLE AS
$$
    return VALUE === undefined || VALUE === null ? null : VALUE.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{Mn}\p{Mc}]/gu, '');
$$;

CREATE OR REPLACE TEMPORARY FUNCTION mm_email(VALUE STRING) RETURNS STRING LANGUAGE JAVASCRIPT IMMUTABLE AS
$$
    if (VALUE === undefined || VALUE === null) {
        return null;
    }

    const email = VALUE.replace(/\p{Cf}/gu, '').replace(/^[\s\p{Cc}]+|[\s\p{Cc}.]+$/gu, '').toLowerCase();
    return /^[^\s@,;:<>()"\\\[\]]+@([^\s@,;:<>()"\\\[\]._]+\.)+[^\s@,;:<>()"\\\[\]._]+$/u.test(email) ? email : null;
$$;

WITH folded AS (
    SELECT
        mm_email(email) AS email,
        REGEXP_REPLACE(REGEXP_REPLACE(phone, '\\s*(ext|x|#).*$', '', 1, 0, 'i'), '\\(0\\)', '') AS phone,
        mm_name(first_name) AS first_name,
        mm_name(last_name) AS last_name,
        LOWER(REGEXP_REPLACE(REPLACE(city, 'İ', 'I'), '[^A-Za-z]', '')) AS city,
        LOWER(REGEXP_REPLACE(REPLACE(state, 'İ', 'I'), '[^A-Za-z0-9]', '')) AS state,
        LOWER(REGEXP_REPLACE(postal_code, '[^A-Za-z0-9]', '')) AS postal_code,
        IFF(LOWER(TRIM(country)) = 'uk', 'gb', LOWER(TRIM(country))) AS country
    FROM customers
),
marked AS (
    SELECT
        folded.*,
        REGEXP_INSTR(phone, '^[^0-9]*(\\+|00)') > 0
            AND NOT (REGEXP_INSTR(phone, '^[^0-9]*(\\+|00)[^0-9]*[0-9]{1,3}[^0-9]+0') > 0
                AND REGEXP_INSTR(phone, '^[^0-9]*(\\+|00)[^0-9]*39[^0-9]') = 0) AS is_international,
        LTRIM(REGEXP_REPLACE(phone, '[^0-9]', ''), '0') AS digits
    FROM folded
),
normalized AS (
    SELECT
        email,
        IFF(is_international AND LENGTH(digits) BETWEEN 7 AND 15, digits, NULL) AS phone,
        first_name,
        last_name,
        city,
        state,
        IFF(country = 'us' AND REGEXP_INSTR(postal_code, '[a-z]') = 0, LEFT(postal_code, 5), postal_code) AS postal_code,
        IFF(REGEXP_LIKE(country, '[a-z]{2}'), country, NULL) AS country
    FROM marked
)
SELECT
    SHA2(email, 256) AS EMAIL,
    SHA2(phone, 256) AS PHONE,
    SHA2(NULLIF(first_name, ''), 256) AS FN,
    SHA2(NULLIF(last_name, ''), 256) AS LN,
    SHA2(NULLIF(city, ''), 256) AS CT,
    SHA2(NULLIF(state, ''), 256) AS ST,
    SHA2(NULLIF(postal_code, ''), 256) AS ZIP,
    SHA2(country, 256) AS COUNTRY
FROM normalized
WHERE email IS NOT NULL OR phone IS NOT NULL;
