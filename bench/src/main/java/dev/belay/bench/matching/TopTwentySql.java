package dev.belay.bench.matching;

import dev.belay.embedded.EmbeddedServers;
import dev.belay.matching.core.index.Index;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.DefaultPolicy;
import dev.belay.matching.core.score.TopMentors;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * The exact best twenty as one SQL statement: strengths from an index that covers the question, hours as multiranges, one
 * process. Beside it ours, in the same run, with the same answer asserted. The argument says how many mentors; 1M without.
 */
public final class TopTwentySql {
    private static final long SEED = 20260304;
    private static final int MENTEES = 15;
    private static final Instant AS_OF = Instant.parse("2026-05-13T10:00:00Z");
    private static final int PORTION = 20_000;

    private static final String STATEMENT = """
            WITH gap AS (
              SELECT * FROM unnest(?::int[], ?::int[], ?::int[]) AS gap(key, step, goal)),
            taught AS (
              SELECT s.mentor, sum(step) AS steps,
                     coalesce(sum(step) FILTER (WHERE goal = 0), 0) AS first,
                     coalesce(sum(step) FILTER (WHERE goal = 1), 0) AS second
              FROM gap JOIN strength s USING (key) GROUP BY s.mentor),
            zone AS (
              SELECT * FROM unnest(?::int[], ?::int4multirange[]) AS zone(zone, free)),
            spoken AS (
              SELECT * FROM unnest(?::int[], ?::int[]) AS spoken(language, points)),
            pair AS (
              SELECT m.number, m.level, m.responsiveness, spoken.points,
                     coalesce(taught.steps, 0) AS steps, coalesce(first, 0) AS first, coalesce(second, 0) AS second,
                     (SELECT coalesce(sum(upper(r) - lower(r)), 0) FROM unnest(m.hours * zone.free) r) AS minutes
              FROM mentor m JOIN zone USING (zone) JOIN spoken USING (language)
                   LEFT JOIN taught ON taught.mentor = m.number
              WHERE m.open AND m.level >= ? AND m.id <> ALL (?::uuid[]))
            SELECT number,
                   450 * (1000 * steps / ?) + 100 * (CASE WHEN ? = 0 THEN 500
                     ELSE (1000 * first / greatest(?, 1) + 1000 * second / greatest(?, 1)) / greatest(?, 1) END)
                   + 200 * (500 + 500 * (least(minutes, 180) - 30) / 150)
                   + 100 * greatest(0, 1000 - 200 * (level - ?))
                   + 100 * responsiveness + points AS score
            FROM pair WHERE minutes >= 30 ORDER BY score DESC, number LIMIT 20""";

    private TopTwentySql() {}

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        int mentors = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        Population population = new Population(SEED);
        Index index = new Index();
        for (int i = 0; i < mentors; i++) {
            index.apply(population.mentor(i, 1));
            index.apply(population.offer(i, 1));
        }
        for (int i = mentors; i < mentors + MENTEES; i++) {
            index.apply(population.mentee(i));
            index.apply(population.wish(i));
        }
        index.keepColumns();
        Flat flat = new Flat(population, mentors);
        Path folder = Files.createTempDirectory("belay-bench");
        try (EmbeddedServers servers =
                EmbeddedServers.start(EmbeddedServers.Options.in(folder).withDatabases("bench"))) {
            EmbeddedServers.Database roles = servers.database("bench");
            try (Connection connection =
                    DriverManager.getConnection(servers.jdbcUrl("bench"), roles.owner(), roles.ownerPassword())) {
                load(connection, population, flat);
                compare(connection, population, index.snapshot(), flat);
            }
        }
    }

    private static void load(Connection connection, Population population, Flat flat) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE mentor (number int PRIMARY KEY, id uuid NOT NULL, open boolean NOT NULL, level int"
                            + " NOT NULL, language int NOT NULL, zone int NOT NULL, responsiveness int NOT NULL, hours"
                            + " int4multirange NOT NULL)");
            statement.execute("CREATE TABLE strength (key int NOT NULL, mentor int NOT NULL)");
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int from = 0; from < flat.mentors; from += PORTION) {
                StringBuilder mentors = new StringBuilder();
                StringBuilder strengths = new StringBuilder();
                for (int i = from; i < Math.min(flat.mentors, from + PORTION); i++) {
                    mentors.append(i)
                            .append('\t')
                            .append(population.id(i))
                            .append('\t')
                            .append(flat.open[i]);
                    mentors.append('\t')
                            .append(flat.level[i])
                            .append('\t')
                            .append(flat.language[i])
                            .append('\t');
                    mentors.append(flat.zone[i])
                            .append('\t')
                            .append(flat.responsiveness[i])
                            .append("\t{");
                    for (int j = flat.hoursFrom[i]; j < flat.hoursFrom[i + 1]; j += 2) {
                        mentors.append(j == flat.hoursFrom[i] ? "[" : ",[")
                                .append(flat.hours[j])
                                .append(',');
                        mentors.append(flat.hours[j + 1]).append(')');
                    }
                    mentors.append("}\n");
                    for (int j = 6 * i; j < 6 * i + 6; j++) {
                        strengths
                                .append(flat.strengths[j])
                                .append('\t')
                                .append(i)
                                .append('\n');
                    }
                }
                copy.copyIn("COPY mentor FROM STDIN", new StringReader(mentors.toString()));
                copy.copyIn("COPY strength FROM STDIN", new StringReader(strengths.toString()));
            }
            statement.execute("CREATE INDEX ON strength (key, mentor)");
            statement.execute("VACUUM ANALYZE mentor");
            statement.execute("VACUUM ANALYZE strength");
            statement.execute("SET work_mem = '256MB'");
            statement.execute("SET max_parallel_workers_per_gather = 0");
        }
    }

    private static void compare(Connection connection, Population population, Snapshot snapshot, Flat flat)
            throws SQLException {
        long[] sql = new long[MENTEES];
        long[] ours = new long[MENTEES];
        // The first rounds warm both up.
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < MENTEES; i++) {
                UUID id = population.id(flat.mentors + i);
                long begun = System.nanoTime();
                List<String> found =
                        TopMentors.best(id, snapshot, DefaultPolicy.POLICY, AS_OF, Flat.LIMIT, mentor -> true).stream()
                                .map(one -> one.mentorId() + " " + one.score())
                                .toList();
                ours[i] = System.nanoTime() - begun;
                if (round >= 18) {
                    UUID manager = snapshot.member(id).profile().managerId();
                    Flat.Query query = flat
                    .new Query(
                            population,
                            flat.mentors + i,
                            manager == null
                                    ? null
                                    : snapshot.member(manager).profile().managerId(),
                            AS_OF);
                    begun = System.nanoTime();
                    List<String> asked = ask(connection, population, query);
                    sql[i] = System.nanoTime() - begun;
                    if (!asked.equals(found)) {
                        throw new IllegalStateException("not the same answer:\n" + asked + "\n" + found);
                    }
                }
            }
        }
        Arrays.sort(sql);
        Arrays.sort(ours);
        System.out.printf(
                Locale.ROOT,
                "%,d mentors: ours p50 %.2f ms, PostgreSQL p50 %.0f ms, max %.0f ms; ratio %.0f%n",
                flat.mentors,
                ours[MENTEES / 2] / 1e6,
                sql[MENTEES / 2] / 1e6,
                sql[MENTEES - 1] / 1e6,
                (double) sql[MENTEES / 2] / ours[MENTEES / 2]);
    }

    private static List<String> ask(Connection connection, Population population, Flat.Query query)
            throws SQLException {
        List<Integer> keys = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        List<Integer> goals = new ArrayList<>();
        for (int key = 0; key < query.steps.length; key++) {
            if (query.steps[key] > 0) {
                keys.add(key);
                steps.add(query.steps[key]);
                goals.add(query.goal[key >> 3]);
            }
        }
        List<Integer> zones = new ArrayList<>();
        List<String> free = new ArrayList<>();
        for (int zone = 0; zone < query.upTo.length; zone++) {
            zones.add(zone);
            List<String> ranges = new ArrayList<>();
            int[] upTo = query.upTo[zone];
            for (int minute = 0; minute < upTo.length - 1; minute++) {
                int from = minute;
                while (minute < upTo.length - 1 && upTo[minute + 1] > upTo[minute]) {
                    minute++;
                }
                if (minute > from) {
                    ranges.add("[" + from + "," + minute + ")");
                }
            }
            free.add("{" + String.join(",", ranges) + "}");
        }
        List<Integer> languages = new ArrayList<>();
        List<Integer> points = new ArrayList<>();
        for (int i = 0; i < query.languagePoints.length; i++) {
            languages.add(i);
            points.add(query.languagePoints[i]);
        }
        List<String> managers = new ArrayList<>();
        managers.add(String.valueOf(query.manager));
        if (query.managersManager != null) {
            managers.add(query.managersManager.toString());
        }
        int counted =
                (int) Arrays.stream(query.goalTotals).filter(total -> total > 0).count();
        try (PreparedStatement select = connection.prepareStatement(STATEMENT)) {
            int at = 1;
            for (List<?> list : List.of(keys, steps, goals, zones)) {
                select.setArray(at++, connection.createArrayOf("int4", list.toArray()));
            }
            select.setArray(at++, connection.createArrayOf("text", free.toArray()));
            select.setArray(at++, connection.createArrayOf("int4", languages.toArray()));
            select.setArray(at++, connection.createArrayOf("int4", points.toArray()));
            select.setInt(at++, query.target);
            select.setArray(at++, connection.createArrayOf("text", managers.toArray()));
            select.setInt(at++, query.total);
            select.setInt(at++, counted);
            select.setInt(at++, query.goalTotals[0]);
            select.setInt(at++, query.goalTotals[1]);
            select.setInt(at++, counted);
            select.setInt(at, query.target);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(population.id(rows.getInt(1)) + " " + rows.getInt(2));
                }
            }
            return found;
        }
    }
}
