package dev.belay.profile.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.profile.people.HrSync;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImportJobTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

    private final ImportJob job = new ImportJob("workday", 3, null, "00-1-1-01", NOW);

    @Test
    void countsWhatBecameOfItsRows() {
        job.start(NOW);
        job.count(1, HrSync.Outcome.CREATED);
        job.count(3, HrSync.Outcome.FAILED);
        job.count(4, HrSync.Outcome.UNCHANGED);
        assertEquals(4, job.lastLine());
        assertEquals(1, job.created());
        assertEquals(1, job.failed());
        assertEquals(1, job.unchanged());
        assertEquals(0, job.updated());
        job.complete(NOW);
        assertEquals(ImportState.COMPLETED, job.state());
        assertEquals(NOW, job.finishedAt());
    }

    @Test
    void isGivenUpAfterTenAttemptsThatCameNoFurther() {
        job.start(NOW);
        for (int i = 0; i < 9; i++) {
            job.stall(NOW);
        }
        assertTrue(job.isUnfinished());
        job.count(1, HrSync.Outcome.CREATED);
        for (int i = 0; i < 9; i++) {
            job.stall(NOW);
        }
        assertTrue(job.isUnfinished(), "a row that went through begins the count anew");
        job.stall(NOW);
        assertFalse(job.isUnfinished());
        assertEquals(ImportState.FAILED, job.state());
        assertEquals(NOW, job.finishedAt());
    }
}
