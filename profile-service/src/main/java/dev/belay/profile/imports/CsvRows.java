package dev.belay.profile.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A CSV file for people and machines: RFC 4180, UTF-8, and no cell that a spreadsheet would take for a formula. */
final class CsvRows implements Closeable {
    static final String TYPE = "text/csv; charset=UTF-8; header=present";
    private static final int BUFFER = 32 * 1024;

    private final CsvWriter writer;

    CsvRows(OutputStream out, List<String> header) {
        writer = CsvWriter.builder().bufferSize(BUFFER).build(out, StandardCharsets.UTF_8);
        writer.writeRecord(header);
    }

    /** A cell may be null. */
    void write(List<String> cells) {
        writer.writeRecord(cells.stream().map(SafeCell::of).toList());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
