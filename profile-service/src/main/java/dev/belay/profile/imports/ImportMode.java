package dev.belay.profile.imports;

import dev.belay.platform.problems.InvalidRequest;

/** What a file is. */
enum ImportMode {
    /** Some people: whom it does not name stays as they are. */
    UPSERT,
    /** All people of its source: whom it does not name works here no more, and whom it names does, unless it says otherwise. */
    FULL_SYNC;

    /** As the parameter says it; null is the first. */
    static ImportMode of(String parameter) {
        if (parameter == null || parameter.equals("upsert")) {
            return UPSERT;
        }
        if (parameter.equals("full-sync")) {
            return FULL_SYNC;
        }
        throw InvalidRequest.parameter("mode", "format", "must be upsert or full-sync");
    }
}
