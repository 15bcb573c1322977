extension Schema {
    /// What nodes tell each other (KD-0019). What they say may be lost with the database's memory, so
    /// it is unlogged; what is counted outlives that, so that no code is good twice.
    ///
    /// One function is a whole meeting: a node shows that it lives, says what is new, and hears what
    /// is new since it came last. What a node says is numbered under the lock on its own row, so
    /// its numbers become visible in their order, and nothing below a number that was heard is
    /// still to come. Who didn't come for the time of a lapse is told nothing: it comes again under
    /// another name, and says and hears everything anew.
    static let peers = peerTables + meeting + tallies

    private static let peerTables = """
        CREATE SEQUENCE kansendossier.peer_generation;
        CREATE UNLOGGED TABLE kansendossier.peer (
            node text COLLATE "C" PRIMARY KEY,
            beat timestamptz NOT NULL
        );
        CREATE UNLOGGED TABLE kansendossier.saying (
            node text COLLATE "C" NOT NULL REFERENCES kansendossier.peer ON DELETE CASCADE,
            topic text COLLATE "C" NOT NULL,
            words bytea NOT NULL CHECK (octet_length(words) <= 32768),
            generation bigint NOT NULL,
            said timestamptz NOT NULL,
            PRIMARY KEY (node, topic)
        );
        CREATE TABLE kansendossier.tally (
            name text COLLATE "C" PRIMARY KEY,
            value bigint NOT NULL,
            kept_until timestamptz NOT NULL
        );

        """

    /// Words that were taken back stay for a minute as empty ones: longer than anybody who isn't
    /// told everything anew can have stayed away.
    private static let meeting = """
        CREATE FUNCTION kansendossier.meet(
            own text, is_first boolean, topics text[], contents bytea[], known_nodes text[],
            known_generations bigint[]
        ) RETURNS TABLE (peer text, number bigint, about text, content bytea)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            lapse interval := interval '\(PostgresPeers.lapseMilliseconds) milliseconds';
        BEGIN
            IF is_first THEN
                INSERT INTO kansendossier.peer (node, beat) VALUES (own, clock_timestamp());
            ELSE
                UPDATE kansendossier.peer p SET beat = clock_timestamp()
                WHERE p.node = own AND p.beat >= clock_timestamp() - lapse;
                IF NOT FOUND THEN RETURN; END IF;
            END IF;
            INSERT INTO kansendossier.saying (node, topic, words, generation, said)
            SELECT own, n.topic, n.words, nextval('kansendossier.peer_generation'),
                clock_timestamp()
            FROM unnest(topics, contents) n (topic, words)
            ON CONFLICT (node, topic) DO UPDATE SET words = EXCLUDED.words,
                generation = EXCLUDED.generation, said = EXCLUDED.said;
            IF is_first OR cardinality(topics) > 0 THEN
                PERFORM pg_notify('kansendossier_peers', own);
            END IF;
            DELETE FROM kansendossier.peer p WHERE p.node IN (
                SELECT q.node FROM kansendossier.peer q
                WHERE q.beat < clock_timestamp() - lapse FOR UPDATE SKIP LOCKED);
            DELETE FROM kansendossier.saying s WHERE s.node = own AND s.words = ''
            AND s.said < clock_timestamp() - interval '1 minute';
            DELETE FROM kansendossier.tally t WHERE t.name IN (
                SELECT u.name FROM kansendossier.tally u
                WHERE u.kept_until < clock_timestamp() LIMIT 100 FOR UPDATE SKIP LOCKED);
            RETURN QUERY SELECT p.node, coalesce(s.generation, 0), s.topic, s.words
            FROM kansendossier.peer p
            LEFT JOIN unnest(known_nodes, known_generations) k (node, generation)
            ON k.node = p.node
            LEFT JOIN kansendossier.saying s ON s.node = p.node AND p.node <> own
            AND s.generation > coalesce(k.generation, 0)
            WHERE p.beat >= clock_timestamp() - lapse;
        END $$;
        REVOKE ALL ON FUNCTION kansendossier.meet FROM PUBLIC;

        CREATE FUNCTION kansendossier.leave(own text) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            DELETE FROM kansendossier.peer p WHERE p.node = own;
            PERFORM pg_notify('kansendossier_peers', own);
        END $$;
        REVOKE ALL ON FUNCTION kansendossier.leave FROM PUBLIC;

        """

    private static let tallies = """
        CREATE FUNCTION kansendossier.tally_count(what text, kept_seconds bigint) RETURNS bigint
        LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            INSERT INTO kansendossier.tally AS t (name, value, kept_until)
            VALUES (what, 1, clock_timestamp() + make_interval(secs => kept_seconds))
            ON CONFLICT (name) DO UPDATE SET
                value = CASE WHEN t.kept_until < clock_timestamp() THEN 1 ELSE t.value + 1 END,
                kept_until = CASE WHEN t.kept_until < clock_timestamp()
                    THEN EXCLUDED.kept_until ELSE t.kept_until END
            RETURNING t.value
        $$;
        REVOKE ALL ON FUNCTION kansendossier.tally_count FROM PUBLIC;

        CREATE FUNCTION kansendossier.tally_raise(
            what text, wanted bigint, kept_seconds bigint
        ) RETURNS bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            until timestamptz := clock_timestamp() + make_interval(secs => kept_seconds);
            before bigint;
            is_kept boolean;
        BEGIN
            LOOP
                INSERT INTO kansendossier.tally (name, value, kept_until)
                VALUES (what, wanted, until) ON CONFLICT (name) DO NOTHING;
                IF FOUND THEN RETURN NULL; END IF;
                SELECT t.value, t.kept_until >= clock_timestamp() INTO before, is_kept
                FROM kansendossier.tally t WHERE t.name = what FOR UPDATE;
                -- Not there: it was forgotten in between.
                CONTINUE WHEN NOT FOUND;
                IF NOT is_kept THEN before := NULL; END IF;
                UPDATE kansendossier.tally t
                SET value = greatest(before, wanted), kept_until = until WHERE t.name = what;
                RETURN before;
            END LOOP;
        END $$;
        REVOKE ALL ON FUNCTION kansendossier.tally_raise FROM PUBLIC;

        CREATE FUNCTION kansendossier.tally_forget(what text) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            DELETE FROM kansendossier.tally t WHERE t.name = what
        $$;
        REVOKE ALL ON FUNCTION kansendossier.tally_forget FROM PUBLIC;

        """
}
