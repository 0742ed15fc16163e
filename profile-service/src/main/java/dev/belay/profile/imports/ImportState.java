package dev.belay.profile.imports;

/** How far an import is. */
enum ImportState {
    QUEUED,
    RUNNING,
    /** Every row has a result, which may be that it failed. */
    COMPLETED,
    /** Given up for a failure of ours; the rows that have a result stay as they are. */
    FAILED
}
