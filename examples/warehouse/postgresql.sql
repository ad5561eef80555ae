-- Prints the hashes of a customer list in PostgreSQL 13 or later, so that only hashes leave the database.
--
--     psql --csv --quiet --no-psqlrc --set ON_ERROR_STOP=1 --set FETCH_COUNT=10000 --file postgresql.sql > hashed.csv
--
-- Needs a table or view customers with the columns that postgresql-hash.sql names. For a part of the list, add, for example,
-- --set shards=4 --set shard=0. Parts are numbered from 0. With FETCH_COUNT, psql does not hold the whole result in memory.

\if :{?shards}
\else
    \set shards 1
    \set shard 0
\endif

\set list customers
\set view hashed_customers
\ir postgresql-hash.sql

SELECT "EMAIL", "PHONE", "FN", "LN", "CT", "ST", "ZIP", "COUNTRY"
FROM hashed_customers
WHERE mod(mod(id, :shards) + :shards, :shards) = :shard;
