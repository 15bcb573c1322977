-- The role of a server that keeps its journal in PostgreSQL (KD-0018): it reads, and it writes
-- through one function alone; it may not change, delete or truncate anything, nor insert past it.
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
COMMIT;
