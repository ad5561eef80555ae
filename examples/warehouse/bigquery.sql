-- Normalizes and hashes a customer list inside BigQuery, so that only hashes leave it. about_MMWarehouse lists what SQL leaves
-- out. The tests of this project do not run this query. They run postgresql.sql, which has the same steps.
--
--     bq query --use_legacy_sql=false --format=csv --max_rows=2000000000 < bigquery.sql > hashed.csv
--
-- Needs a table crm.customers (id, email, phone, first_name, last_name, city, state, postal_code, country), where country is a
-- two-letter code and state a code in the United States and Canada. For the first of four parts of the list, add
-- WHERE MOD(ABS(FARM_FINGERPRINT(CAST(id AS STRING))), 4) = 0 after the name of the table.

WITH folded AS (
    SELECT
        LOWER(REGEXP_REPLACE(REGEXP_REPLACE(email, r'\p{Cf}', ''), r'^[\s\pZ\p{Cc}]+|[\s\pZ\p{Cc}.]+$', '')) AS email,
        REGEXP_REPLACE(REGEXP_REPLACE(phone, r'(?i)\s*(ext|x|#).*$', ''), r'\(0\)', '') AS phone,
        LOWER(NORMALIZE(first_name, NFC)) AS first_name,
        LOWER(NORMALIZE(last_name, NFC)) AS last_name,
        LOWER(REGEXP_REPLACE(REPLACE(city, 'İ', 'I'), r'[^A-Za-z]', '')) AS city,
        LOWER(REGEXP_REPLACE(REPLACE(state, 'İ', 'I'), r'[^A-Za-z0-9]', '')) AS state,
        LOWER(REGEXP_REPLACE(postal_code, r'[^A-Za-z0-9]', '')) AS postal_code,
        IF(LOWER(TRIM(country)) = 'uk', 'gb', LOWER(TRIM(country))) AS country
    FROM crm.customers
),
marked AS (
    SELECT
        *,
        REGEXP_CONTAINS(phone, r'^[^0-9]*(\+|00)')
            AND NOT (REGEXP_CONTAINS(phone, r'^[^0-9]*(\+|00)[^0-9]*[0-9]{1,3}[^0-9]+0')
                AND NOT REGEXP_CONTAINS(phone, r'^[^0-9]*(\+|00)[^0-9]*39[^0-9]')) AS is_international,
        LTRIM(REGEXP_REPLACE(phone, r'[^0-9]', ''), '0') AS digits
    FROM folded
),
normalized AS (
    SELECT
        IF(REGEXP_CONTAINS(email, r'^[^\s\pZ@,;:<>()"\\\[\]]+@([^\s\pZ@,;:<>()"\\\[\]._]+\.)+[^\s\pZ@,;:<>()"\\\[\]._]+$'), email, NULL) AS email,
        IF(is_international AND LENGTH(digits) BETWEEN 7 AND 15, digits, NULL) AS phone,
        REGEXP_REPLACE(first_name, r'[^\p{L}\p{Mn}\p{Mc}]', '') AS first_name,
        REGEXP_REPLACE(last_name, r'[^\p{L}\p{Mn}\p{Mc}]', '') AS last_name,
        city,
        state,
        IF(country = 'us' AND NOT REGEXP_CONTAINS(postal_code, r'[a-z]'), SUBSTR(postal_code, 1, 5), postal_code) AS postal_code,
        IF(REGEXP_CONTAINS(country, r'^[a-z]{2}$'), country, NULL) AS country
    FROM marked
)
SELECT
    TO_HEX(SHA256(email)) AS EMAIL,
    TO_HEX(SHA256(phone)) AS PHONE,
    TO_HEX(SHA256(NULLIF(first_name, ''))) AS FN,
    TO_HEX(SHA256(NULLIF(last_name, ''))) AS LN,
    TO_HEX(SHA256(NULLIF(city, ''))) AS CT,
    TO_HEX(SHA256(NULLIF(state, ''))) AS ST,
    TO_HEX(SHA256(NULLIF(postal_code, ''))) AS ZIP,
    TO_HEX(SHA256(country)) AS COUNTRY
FROM normalized
WHERE email IS NOT NULL OR phone IS NOT NULL;
