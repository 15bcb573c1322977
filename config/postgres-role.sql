-- The role of a server that keeps its journal in PostgreSQL (KD-0018): it reads, and it writes
-- through functions alone: one for the journal, and those by which nodes meet and count (KD-0019).
-- It may not change, delete or truncate anything, nor insert past them.
--
-- Run this once as the schema's owner, who may make roles, after the program made the schema:
--     psql --set ON_ERROR_STOP=1 --dbname kansendossier --file config/postgres-role.sql
-- and give the role a password, or a certificate, in the way of your house.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kansendossier_server') THEN
        CREATE ROLE kansendossier_server LOGIN;
    END IF;
END $$;
GRANT USAGE ON SCHEMA kansendossier TO kansendossier_server;
GRANT SELECT ON ALL TABLES IN SCHEMA kansendossier TO kansendossier_server;
GRANT EXECUTE ON FUNCTION kansendossier.append TO kansendossier_server;
GRANT EXECUTE ON FUNCTION kansendossier.care_store, kansendossier.care_settle,
    kansendossier.care_name, kansendossier.care_remove, kansendossier.care_forget
TO kansendossier_server;
GRANT EXECUTE ON FUNCTION kansendossier.meet, kansendossier.leave, kansendossier.tally_count,
    kansendossier.tally_raise, kansendossier.tally_forget TO kansendossier_server;
COMMIT;
