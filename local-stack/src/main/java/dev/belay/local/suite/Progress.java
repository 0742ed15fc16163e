package dev.belay.local.suite;

import java.time.Duration;

/** Hears how far a start or a stop has come; calls may come from several threads at once. */
public interface Progress {

    /** For whoever does not want to hear. */
    Progress SILENT = new Progress() {
        @Override
        public void begun(String what) {}

        @Override
        public void done(String what, Duration took, String detail) {}
    };

    void begun(String what);

    /** @param detail where it can be found, or how much it was */
    void done(String what, Duration took, String detail);
}
