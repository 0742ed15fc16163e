package dev.belay.profile.imports;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an installation decides about imports. */
@ConfigMapping(prefix = "belay.imports")
interface ImportSettings {
    /** Of one file, as it comes. */
    long maxBytes();

    /** Of one file, unpacked. */
    long maxInflatedBytes();

    /** How many times as long as it came a file may get that is unpacked. */
    int maxRatio();

    /** Of one file. */
    int maxRows();

    /** How long a finished import and its results are remembered. */
    Duration kept();

    Csv csv();

    /** What the columns of CSV files are called. Letters and digits count, without regard to case. */
    interface Csv {
        /** By the field's name; each field's own name is always understood. */
        Map<String, List<String>> aliases();

        /** Columns that may be there and mean nothing here. */
        Optional<List<String>> ignored();
    }
}
