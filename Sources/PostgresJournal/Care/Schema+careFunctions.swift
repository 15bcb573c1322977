extension Schema {
    /// Nobody is an empty value in an array of clients: it has no nulls.
    static let careWriting = """
        CREATE FUNCTION kansendossier.care_store(
            line bigint, line_bytes bytea, line_hash bytea,
            document_numbers bigint[], document_names text[], document_clients bytea[],
            document_contents bytea[], document_bytes bytea[],
            refusal_numbers bigint[], refusal_contents bytea[], refusal_bytes bytea[],
            join_marks bytea[], join_clients bytea[],
            table_numbers bigint[], table_kinds text[], table_contents bytea[],
            row_numbers bigint[], row_tables bigint[], row_places bigint[],
            row_clients bytea[], row_bytes bytea[], stale_clients bytea[]
        ) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(\(careLock));
            INSERT INTO kansendossier.care_log (number, bytes, hash)
            VALUES (line, line_bytes, line_hash);
            INSERT INTO kansendossier.care_document (number, line, name, client, content, bytes)
            SELECT n.number, line, n.name, nullif(n.client, ''::bytea), n.content, n.bytes
            FROM unnest(
                document_numbers, document_names, document_clients, document_contents,
                document_bytes
            ) n (number, name, client, content, bytes);
            INSERT INTO kansendossier.care_refusal (number, line, content, bytes)
            SELECT n.number, line, n.content, n.bytes
            FROM unnest(refusal_numbers, refusal_contents, refusal_bytes)
                n (number, content, bytes);
            INSERT INTO kansendossier.care_join (mark, client, line)
            SELECT n.mark, n.client, line FROM unnest(join_marks, join_clients) n (mark, client);
            INSERT INTO kansendossier.care_table (number, line, kind, content)
            SELECT n.number, line, n.kind, n.content
            FROM unnest(table_numbers, table_kinds, table_contents) n (number, kind, content);
            INSERT INTO kansendossier.care_row (number, care_table, place, client, bytes)
            SELECT n.number, n.care_table, n.place, nullif(n.client, ''::bytea), n.bytes
            FROM unnest(row_numbers, row_tables, row_places, row_clients, row_bytes)
                n (number, care_table, place, client, bytes);
            INSERT INTO kansendossier.care_stale (client)
            SELECT n.client FROM unnest(stale_clients) n (client) ON CONFLICT DO NOTHING;
        END $$;
        CREATE FUNCTION kansendossier.care_settle(
            clients bytea[], histories bytea[], forgotten bytea[]
        ) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(\(careLock));
            INSERT INTO kansendossier.care_history (client, bytes)
            SELECT n.client, n.bytes FROM unnest(clients, histories) n (client, bytes)
            ON CONFLICT (client) DO UPDATE SET bytes = EXCLUDED.bytes;
            DELETE FROM kansendossier.care_history h WHERE h.client = ANY (forgotten);
            DELETE FROM kansendossier.care_stale s WHERE s.client = ANY (clients || forgotten);
        END $$;
        REVOKE ALL ON FUNCTION kansendossier.care_store, kansendossier.care_settle FROM PUBLIC;

        """

    /// What is past its term is named first, and only that may then be deleted.
    static let careRemoval = """
        CREATE FUNCTION kansendossier.care_name(
            marks bytea[], refusal_lines bigint[], documents bigint[]
        ) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(\(careLock));
            INSERT INTO kansendossier.care_removal (part, number)
            SELECT 'document', d.number FROM kansendossier.care_document d
            WHERE d.client = ANY (marks)
            UNION ALL SELECT 'row', w.number FROM kansendossier.care_row w
            WHERE w.client = ANY (marks)
            UNION ALL SELECT 'refusal', f.number FROM kansendossier.care_refusal f
            WHERE f.line = ANY (refusal_lines)
            UNION ALL SELECT 'document', n.number FROM unnest(documents) n (number);
            INSERT INTO kansendossier.care_removal (part, mark)
            SELECT 'join', j.mark FROM kansendossier.care_join j WHERE j.mark = ANY (marks);
        END $$;
        CREATE FUNCTION kansendossier.care_remove()
        RETURNS TABLE (part text, line bigint, removed bigint)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(\(careLock));
            RETURN QUERY WITH gone AS (
                DELETE FROM kansendossier.care_document d USING kansendossier.care_removal r
                WHERE r.part = 'document' AND r.number = d.number RETURNING d.line AS at
            ) SELECT 'document', g.at, count(*) FROM gone g GROUP BY g.at;
            RETURN QUERY WITH gone AS (
                DELETE FROM kansendossier.care_refusal f USING kansendossier.care_removal r
                WHERE r.part = 'refusal' AND r.number = f.number RETURNING f.line AS at
            ) SELECT 'refusal', g.at, count(*) FROM gone g GROUP BY g.at;
            RETURN QUERY WITH gone AS (
                DELETE FROM kansendossier.care_join j USING kansendossier.care_removal r
                WHERE r.part = 'join' AND r.mark = j.mark RETURNING j.line AS at
            ) SELECT 'join', g.at, count(*) FROM gone g GROUP BY g.at;
            RETURN QUERY WITH gone AS (
                DELETE FROM kansendossier.care_row w USING kansendossier.care_removal r,
                    kansendossier.care_table t
                WHERE r.part = 'row' AND r.number = w.number AND t.number = w.care_table
                RETURNING t.line AS at
            ) SELECT 'row', g.at, count(*) FROM gone g GROUP BY g.at;
            DELETE FROM kansendossier.care_removal;
        END $$;
        CREATE FUNCTION kansendossier.care_forget(clients bytea[]) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(\(careLock));
            DELETE FROM kansendossier.care_history h WHERE h.client = ANY (clients);
            DELETE FROM kansendossier.care_stale s WHERE s.client = ANY (clients);
        END $$;
        REVOKE ALL ON FUNCTION kansendossier.care_name, kansendossier.care_remove,
            kansendossier.care_forget FROM PUBLIC;

        """
}
