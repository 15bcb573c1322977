extension Schema {
    /// Each step is one version; a step that was ever released is never changed.
    ///
    /// Writing goes through functions alone, which run with their owner's rights: the role of a
    /// server needs SELECT and EXECUTE and nothing else (config/postgres-role.sql). The triggers
    /// hold for the owner too.
    static let steps = [tables + triggers + append + care + peers]

    /// For each step the oldest version whose programs may serve what the step makes: an older
    /// program goes on beside a newer one as long as steps only add what it needn't know.
    static let compatibleFrom = [1]

    private static let tables = """
        CREATE SCHEMA IF NOT EXISTS kansendossier;
        CREATE TABLE kansendossier.meta (
            one integer PRIMARY KEY CHECK (one = 1),
            mark text NOT NULL,
            version integer NOT NULL,
            compatible_from integer NOT NULL,
            epoch text NOT NULL,
            is_filling boolean NOT NULL DEFAULT false
        );
        INSERT INTO kansendossier.meta (one, mark, version, compatible_from, epoch)
        VALUES (1, 'kansendossier journal', 0, 1, gen_random_uuid()::text);
        CREATE TABLE kansendossier.stream (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text COLLATE "C" NOT NULL UNIQUE,
            position bigint NOT NULL CHECK (position >= 0),
            hash bytea NOT NULL CHECK (octet_length(hash) = 32),
            deadline bigint
        );
        CREATE TABLE kansendossier.record (
            stream bigint NOT NULL,
            position bigint NOT NULL,
            bytes bytea NOT NULL,
            hash bytea NOT NULL CHECK (octet_length(hash) = 32),
            PRIMARY KEY (stream, position)
        );
        CREATE TABLE kansendossier.receipt (
            stream bigint NOT NULL,
            actor text COLLATE "C" NOT NULL,
            key bytea NOT NULL CHECK (octet_length(key) = 16),
            command bytea NOT NULL CHECK (octet_length(command) = 32),
            position bigint NOT NULL,
            PRIMARY KEY (stream, actor, key)
        );

        """

    private static let triggers = """
        CREATE FUNCTION kansendossier.refuse() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
        CREATE FUNCTION kansendossier.follow() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF NEW.position <> 1 + coalesce((
                SELECT max(r.position) FROM kansendossier.record r WHERE r.stream = NEW.stream
            ), 0) THEN RAISE EXCEPTION 'positions of a stream are gapless'; END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER record_follows BEFORE INSERT ON kansendossier.record
        FOR EACH ROW EXECUTE FUNCTION kansendossier.follow();
        CREATE TRIGGER record_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON kansendossier.record
        EXECUTE FUNCTION kansendossier.refuse('a record is never changed or deleted');
        CREATE TRIGGER receipt_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON kansendossier.receipt
        EXECUTE FUNCTION kansendossier.refuse('a receipt is never changed or deleted');
        CREATE TRIGGER stream_forward BEFORE UPDATE ON kansendossier.stream FOR EACH ROW
        WHEN (NEW.position < OLD.position OR NEW.id <> OLD.id OR NEW.name <> OLD.name)
        EXECUTE FUNCTION kansendossier.refuse('the head of a stream never moves back');
        CREATE TRIGGER stream_kept BEFORE DELETE OR TRUNCATE ON kansendossier.stream
        EXECUTE FUNCTION kansendossier.refuse('a stream is never deleted');

        """

    /// The lock on the head's row makes writers of one stream wait for each other, so what is
    /// looked at after it stays true until the commit. A stream's first append puts the row there
    /// to have something to lock; nothing is put there that could turn out a conflict.
    private static let append = """
        CREATE FUNCTION kansendossier.append(
            stream_name text, expected bigint, record_bytes bytea[], record_hashes bytea[],
            actors text[], keys bytea[], commands bytea[], positions bigint[],
            next_deadline bigint, OUT stored boolean, OUT actual bigint
        ) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            number bigint;
            is_twice boolean := cardinality(keys) <> (
                SELECT count(DISTINCT (n.actor, n.key)) FROM unnest(actors, keys) n (actor, key));
        BEGIN
            stored := false;
            SELECT s.id, s.position INTO number, actual FROM kansendossier.stream s
            WHERE s.name = stream_name FOR UPDATE;
            IF NOT FOUND THEN
                actual := 0;
                IF expected <> 0 OR is_twice THEN RETURN; END IF;
                INSERT INTO kansendossier.stream (name, position, hash)
                VALUES (stream_name, 0, decode(repeat('00', 32), 'hex'))
                ON CONFLICT (name) DO NOTHING;
                SELECT s.id, s.position INTO STRICT number, actual FROM kansendossier.stream s
                WHERE s.name = stream_name FOR UPDATE;
            END IF;
            IF actual <> expected OR is_twice OR EXISTS (
                SELECT FROM kansendossier.receipt r
                JOIN unnest(actors, keys) n (actor, key) ON r.actor = n.actor AND r.key = n.key
                WHERE r.stream = number
            ) THEN RETURN; END IF;
            INSERT INTO kansendossier.record (stream, position, bytes, hash)
            SELECT number, expected + n.place, n.bytes, n.hash
            FROM unnest(record_bytes, record_hashes) WITH ORDINALITY n (bytes, hash, place)
            ORDER BY n.place;
            INSERT INTO kansendossier.receipt (stream, actor, key, command, position)
            SELECT number, n.actor, n.key, n.command, n.position
            FROM unnest(actors, keys, commands, positions) n (actor, key, command, position);
            UPDATE kansendossier.stream s
            SET position = expected + cardinality(record_bytes),
                hash = record_hashes[cardinality(record_hashes)], deadline = next_deadline
            WHERE s.id = number;
            PERFORM pg_notify(
                'kansendossier', stream_name || ' ' || expected + cardinality(record_bytes));
            stored := true;
        END $$;
        REVOKE ALL ON FUNCTION kansendossier.append FROM PUBLIC;

        """
}
