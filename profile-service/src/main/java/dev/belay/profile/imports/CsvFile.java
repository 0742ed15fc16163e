package dev.belay.profile.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.belay.platform.problems.InvalidRequest;
import dev.belay.platform.problems.Refusal;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * CSV as RFC 4180 has it and as spreadsheets write it: a header in any order, one of three separators, UTF-8 or
 * Windows-1252, with or without a byte order mark. A row becomes a JSON array of its cells.
 */
final class CsvFile implements RowFile {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /** What senders say, and what they mean by it. */
    private static final Map<String, Charset> CHARSETS = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "us-ascii", StandardCharsets.UTF_8,
            "iso-8859-1", WINDOWS_1252,
            "windows-1252", WINDOWS_1252,
            "utf-16le", StandardCharsets.UTF_16LE,
            "utf-16be", StandardCharsets.UTF_16BE);

    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int CHUNK = 64 * 1024;

    private final Spool spool;
    private final ObjectMapper json;
    private final Charset charset;
    private final char separator;
    private final List<Column> columns;

    /**
     * Reads the header.
     *
     * @param charset as the sender says; null to find out
     * @throws UnknownCharset if the sender says one that nobody can read here
     * @throws InvalidRequest if there is no header, or one of its columns means nothing here
     */
    CsvFile(Spool spool, String charset, ColumnNames names, ObjectMapper json) {
        this.spool = spool;
        this.json = json;
        this.charset = charset == null
                ? detect(spool)
                : Optional.ofNullable(CHARSETS.get(charset.toLowerCase(Locale.ROOT)))
                        .orElseThrow(UnknownCharset::new);
        char best = SEPARATORS[0];
        List<String> header = List.of();
        for (char candidate : SEPARATORS) {
            List<String> found = header(candidate);
            if (names.known(found) > names.known(header)
                    || (names.known(found) == names.known(header) && found.size() > header.size())) {
                best = candidate;
                header = found;
            }
        }
        this.separator = best;
        if (header.isEmpty()) {
            throw InvalidRequest.body("", "required", "holds no row");
        }
        this.columns = names.columns(header);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public void forEachRow(Taker taker) {
        Scan scan = new Scan(separator);
        boolean isHeader = true;
        Row last = null;
        for (Row row = scan.next(); row != null; row = scan.next()) {
            if (!isHeader) {
                taker.take(row.line(), write(row));
            }
            isHeader = false;
            last = row;
        }
        if (last != null && last.endsQuoted() && scan.text.last != '"') {
            throw unreadable(last.line(), "begins a quoted cell that does not end");
        }
    }

    private List<String> header(char candidate) {
        try {
            Row first = new Scan(candidate).next();
            return first == null ? List.of() : first.cells();
        } catch (InvalidRequest e) {
            // With another separator it may well be one.
            return List.of();
        }
    }

    private byte[] write(Row row) {
        try {
            return json.writeValueAsBytes(row.isTooLong() ? null : row.cells());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cells are plain texts", e);
        }
    }

    private static InvalidRequest unreadable(int line, String why) {
        return InvalidRequest.body("", "csv", "cannot be read from line " + line + " on, which " + why);
    }

    /**
     * A row as it stands in the file.
     *
     * @param line where it begins, from 1
     * @param cells empty if it is too long
     * @param endsQuoted whether the last cell stands in quotes
     */
    private record Row(int line, List<String> cells, boolean isTooLong, boolean endsQuoted) {
        /** Spreadsheets leave rows of separators alone behind. */
        boolean isBlank() {
            return !isTooLong && cells.stream().allMatch(String::isBlank);
        }
    }

    /** Goes through the file once. */
    private final class Scan {
        private final Text text = new Text(spool.open(), charset);
        private final Rows rows = new Rows();
        private final Iterator<Row> iterator;

        Scan(char by) {
            iterator = CsvReader.builder()
                    .fieldSeparator(by)
                    .allowMissingFields(true)
                    .allowExtraFields(true)
                    .allowExtraCharsAfterClosingQuote(false)
                    .maxBufferSize(ImportLine.MAX_BYTES)
                    .build(rows, text)
                    .iterator();
        }

        /** The next that is not blank, or null. */
        Row next() {
            try {
                while (iterator.hasNext()) {
                    Row row = iterator.next();
                    if (!row.isBlank()) {
                        return row;
                    }
                }
                return null;
            } catch (CsvParseException e) {
                throw unreadable(
                        rows.line,
                        "has a quoted cell that does not end, or goes on after its end, or a cell of more than "
                                + ImportLine.MAX_BYTES + " characters, or too many cells");
            }
        }
    }

    /** Gathers the cells of a row, as long as there are not too many characters of them. */
    private static final class Rows extends AbstractBaseCsvCallbackHandler<Row> {
        private int line;
        private List<String> cells;
        private int characters;
        private boolean endsQuoted;

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = (int) startingLineNumber;
            cells = new ArrayList<>();
            characters = 0;
            endsQuoted = false;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            // The separator counts too, or a row of nothing but separators would have no end.
            characters += length + 1;
            endsQuoted = quoted;
            if (isTooLong()) {
                cells.clear();
            } else {
                cells.add(new String(buffer, offset, length));
            }
        }

        private boolean isTooLong() {
            return characters > ImportLine.MAX_BYTES;
        }

        @Override
        protected Row buildRecord() {
            return new Row(line, cells, isTooLong(), endsQuoted);
        }
    }

    /** The file's characters, without the mark that it may begin with; knows how it ended, but for line ends. */
    private static final class Text extends FilterReader {
        private char last;
        private boolean isBegun;

        Text(InputStream in, Charset charset) {
            // What cannot be decoded becomes U+FFFD, which no cell may hold.
            super(new InputStreamReader(in, charset));
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0 && !isBegun) {
                isBegun = true;
                if (buffer[offset] == BYTE_ORDER_MARK) {
                    read--;
                    System.arraycopy(buffer, offset + 1, buffer, offset, read);
                    if (read == 0) {
                        return read(buffer, offset, length);
                    }
                }
            }
            for (int i = offset + read - 1; i >= offset; i--) {
                if (buffer[i] != '\n' && buffer[i] != '\r') {
                    last = buffer[i];
                    break;
                }
            }
            return read;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("The parser reads buffers");
        }
    }

    /** By the mark at the beginning; else UTF-8 if all of it is, for hardly any other text is by accident. */
    private static Charset detect(Spool spool) {
        try {
            InputStream in = spool.open();
            in.mark(2);
            int mark = in.read() << 8 | in.read();
            in.reset();
            if (mark == 0xFFFE) {
                return StandardCharsets.UTF_16LE;
            }
            return mark == 0xFEFF ? StandardCharsets.UTF_16BE : isUtf8(in) ? StandardCharsets.UTF_8 : WINDOWS_1252;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUtf8(InputStream in) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        Reader text = new InputStreamReader(in, decoder);
        char[] chunk = new char[CHUNK];
        try {
            while (text.read(chunk) >= 0) {
                // On to the end.
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static final class UnknownCharset extends Refusal {
        UnknownCharset() {
            super("unsupported-media-type", "The charset of an import is utf-8 or windows-1252.");
        }
    }
}
