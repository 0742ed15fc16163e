package dev.belay.profile.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.profile.people.HrSync;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What became of the rows of an import, as a file to send back to whoever keeps the data. */
@ApplicationScoped
class ResultsFile {
    private static final List<String> HEADER =
            List.of("line", "externalId", "outcome", "personId", "column", "field", "rule", "message");
    private static final int PAGE = 1_000;

    private final ImportJobs jobs;
    private final ColumnsJson columns;
    private final ObjectMapper json;

    ResultsFile(ImportJobs jobs, ColumnsJson columns, ObjectMapper json) {
        this.jobs = jobs;
        this.columns = columns;
        this.json = json;
    }

    /**
     * A row per result; one with several violations has as many rows.
     *
     * @param outcome only these; null for all
     */
    void write(ImportJob job, HrSync.Outcome outcome, OutputStream out) throws IOException {
        List<Column> cells = columns.read(job.columns());
        try (CsvRows file = new CsvRows(out, HEADER)) {
            int after = 0;
            for (List<ImportRow> page = page(job, outcome, after); !page.isEmpty(); page = page(job, outcome, after)) {
                for (ImportRow row : page) {
                    write(ImportResultView.of(row, cells, json), file);
                    after = row.line();
                }
            }
        }
    }

    private List<ImportRow> page(ImportJob job, HrSync.Outcome outcome, int after) {
        return QuarkusTransaction.requiringNew().call(() -> jobs.results(job, outcome, after, PAGE));
    }

    private static void write(ImportResultView result, CsvRows file) {
        if (result.violations().isEmpty()) {
            file.write(cells(result, null));
        }
        result.violations().forEach(fault -> file.write(cells(result, fault)));
    }

    private static List<String> cells(ImportResultView result, ImportResultView.Fault fault) {
        return Arrays.asList(
                Integer.toString(result.line()),
                result.externalId(),
                result.outcome().name(),
                Objects.toString(result.personId(), null),
                fault == null ? null : fault.column(),
                fault == null ? null : fault.field(),
                fault == null ? null : fault.rule(),
                fault == null ? null : fault.message());
    }
}
