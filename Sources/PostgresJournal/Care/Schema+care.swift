extension Schema {
    /// The key of the advisory lock under which care records are written: "care" in ASCII.
    static let careLock = 0x6361_7265

    /// Care records, beside the journal (KD-0014).
    ///
    /// What came in is only added to, and removed after its term; what follows from it (`history`)
    /// and what is to be computed again (`stale`) may change. Writing goes through functions alone,
    /// as the journal's does; each takes the lock that makes writers wait for each other.
    static let care = [
        careTables, careTriggers, careRefusals, careNaming, careWriting, careRemoval,
    ].joined()

    private static let careTables = """
        CREATE TABLE kansendossier.care_log (
            number bigint PRIMARY KEY,
            bytes bytea NOT NULL,
            hash bytea NOT NULL CHECK (octet_length(hash) = 32)
        );
        CREATE TABLE kansendossier.care_document (
            number bigint PRIMARY KEY,
            line bigint NOT NULL,
            name text COLLATE "C" NOT NULL,
            client bytea,
            content bytea NOT NULL UNIQUE CHECK (octet_length(content) = 32),
            bytes bytea NOT NULL
        );
        CREATE INDEX care_document_name ON kansendossier.care_document (name);
        CREATE INDEX care_document_client ON kansendossier.care_document (client)
        WHERE client IS NOT NULL;
        CREATE INDEX care_document_line ON kansendossier.care_document (line);
        CREATE TABLE kansendossier.care_refusal (
            number bigint PRIMARY KEY,
            line bigint NOT NULL,
            content bytea NOT NULL UNIQUE CHECK (octet_length(content) = 32),
            bytes bytea NOT NULL
        );
        CREATE TABLE kansendossier.care_join (
            mark bytea PRIMARY KEY CHECK (octet_length(mark) = 32),
            client bytea NOT NULL CHECK (octet_length(client) = 32),
            line bigint NOT NULL
        );
        CREATE INDEX care_join_client ON kansendossier.care_join (client);
        CREATE TABLE kansendossier.care_table (
            number bigint PRIMARY KEY,
            line bigint NOT NULL,
            kind text COLLATE "C" NOT NULL,
            content bytea NOT NULL UNIQUE CHECK (octet_length(content) = 32)
        );
        CREATE TABLE kansendossier.care_row (
            number bigint PRIMARY KEY,
            care_table bigint NOT NULL,
            place bigint NOT NULL,
            client bytea,
            bytes bytea NOT NULL,
            UNIQUE (care_table, place)
        );
        CREATE INDEX care_row_client ON kansendossier.care_row (client) WHERE client IS NOT NULL;
        CREATE TABLE kansendossier.care_history (
            client bytea PRIMARY KEY CHECK (octet_length(client) = 32),
            bytes bytea NOT NULL
        );
        CREATE TABLE kansendossier.care_stale (
            client bytea PRIMARY KEY CHECK (octet_length(client) = 32)
        );
        CREATE TABLE kansendossier.care_removal (
            part text COLLATE "C" NOT NULL,
            number bigint,
            mark bytea,
            UNIQUE NULLS NOT DISTINCT (part, number, mark)
        );

        """

    /// Of what is deleted each row must have been named before.
    private static let careTriggers =
        """
        CREATE FUNCTION kansendossier.care_follow() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF NEW.number <> 1 + coalesce((
                SELECT max(l.number) FROM kansendossier.care_log l
            ), 0) THEN RAISE EXCEPTION 'lines of the import log are gapless'; END IF;
            RETURN NEW;
        END $$;
        CREATE FUNCTION kansendossier.care_keep() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF NOT EXISTS (
                SELECT FROM kansendossier.care_removal r
                WHERE r.part = TG_ARGV[0] AND r.number = OLD.number
            ) THEN RAISE EXCEPTION 'what came in is deleted after its term alone'; END IF;
            RETURN OLD;
        END $$;
        CREATE FUNCTION kansendossier.care_keep_join() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF NOT EXISTS (
                SELECT FROM kansendossier.care_removal r WHERE r.part = 'join' AND r.mark = OLD.mark
            ) THEN RAISE EXCEPTION 'what came in is deleted after its term alone'; END IF;
            RETURN OLD;
        END $$;
        CREATE TRIGGER care_log_follows BEFORE INSERT ON kansendossier.care_log
        FOR EACH ROW EXECUTE FUNCTION kansendossier.care_follow();
        CREATE TRIGGER care_join_named BEFORE DELETE ON kansendossier.care_join
        FOR EACH ROW EXECUTE FUNCTION kansendossier.care_keep_join();

        """

    private static let careRefusals = [
        ("log", "UPDATE OR DELETE OR TRUNCATE"), ("table", "UPDATE OR DELETE OR TRUNCATE"),
        ("document", "UPDATE OR TRUNCATE"), ("refusal", "UPDATE OR TRUNCATE"),
        ("join", "UPDATE OR TRUNCATE"), ("row", "UPDATE OR TRUNCATE"),
    ].map { table, acts in
        """
        CREATE TRIGGER care_\(table)_kept BEFORE \(acts) ON kansendossier.care_\(table)
        EXECUTE FUNCTION kansendossier.refuse('what came in is never changed or deleted');

        """
    }.joined()

    private static let careNaming = ["document", "refusal", "row"].map { table in
        """
        CREATE TRIGGER care_\(table)_named BEFORE DELETE ON kansendossier.care_\(table)
        FOR EACH ROW EXECUTE FUNCTION kansendossier.care_keep('\(table)');

        """
    }.joined()
}
