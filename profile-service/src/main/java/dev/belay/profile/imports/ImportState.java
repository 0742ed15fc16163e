package dev.belay.profile.imports;

/** How far an import is. */
enum ImportState {
    QUEUED,
    RUNNING,
    /** Every row has a result, and more people would be switched off than goes without saying. */
    NEEDS_CONFIRMATION,
    /** Every row has a result, which may be that it failed. */
    COMPLETED,
    /** Somebody ended it, or a later full sync took its place; the rows that have a result stay as they are. */
    CANCELLED,
    /** Given up for a failure of ours; the rows that have a result stay as they are. */
    FAILED
}
