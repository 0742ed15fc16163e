package dev.belay.profile.imports;

import java.util.List;

/** A file of rows, whichever its form. */
interface RowFile {

    /** What each cell of a row is about; empty if each row says so itself. */
    List<Column> columns();

    /** Reads from the first row to the last, as often as wanted. */
    void forEachRow(Taker taker);

    /** Takes a row that is not blank. */
    interface Taker {
        /**
         * One row.
         *
         * @param line where it begins, from 1, blank lines counted
         * @param raw as {@link ImportLine} reads it
         */
        void take(int line, byte[] raw);
    }
}
