package dev.belay.profile.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.platform.problems.Refusal;
import dev.belay.profile.people.HrSync;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportJobTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

    private final ImportJob job = job(ImportMode.UPSERT, false);

    @Test
    void countsWhatBecameOfItsRows() {
        job.start(NOW);
        job.count(1, HrSync.Outcome.CREATED, false);
        job.count(3, HrSync.Outcome.FAILED, false);
        job.count(4, HrSync.Outcome.UNCHANGED, false);
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
        job.count(1, HrSync.Outcome.CREATED, false);
        for (int i = 0; i < 9; i++) {
            job.stall(NOW);
        }
        assertTrue(job.isUnfinished(), "a row that went through begins the count anew");
        job.stall(NOW);
        assertFalse(job.isUnfinished());
        assertEquals(ImportState.FAILED, job.state());
        assertEquals(NOW, job.finishedAt());
    }

    @Test
    void aFullSyncSwitchesOffATenthButFiveInAnyCase() {
        for (int[] peopleAndMost : new int[][] {{0, 5}, {3, 5}, {59, 5}, {60, 6}, {1_000, 100}, {1_000_000, 100_000}}) {
            int most = peopleAndMost[1];
            assertEquals(
                    ImportState.RUNNING, missed(peopleAndMost[0], most, false).state());
            ImportJob asks = missed(peopleAndMost[0], most + 1, false);
            assertEquals(ImportState.NEEDS_CONFIRMATION, asks.state());
            assertEquals(List.of("confirm", "cancel"), asks.actions());
        }
    }

    @Test
    void aRowWithoutAKeyMayHaveBeenAnybody() {
        assertEquals(ImportState.NEEDS_CONFIRMATION, missed(1_000, 1, true).state());
        assertEquals(ImportState.NEEDS_CONFIRMATION, missed(1_000, 0, true).state());
    }

    @Test
    void aDryRunAsksNobody() {
        ImportJob job = job(ImportMode.FULL_SYNC, true);
        job.start(NOW);
        job.beginFullSync(10);
        job.miss(9, NOW);
        assertEquals(ImportState.COMPLETED, job.state());
        assertTrue(job.needsConfirmation());
    }

    @Test
    void isConfirmedOrCancelledOnceOrTwice() {
        ImportJob confirmed = missed(10, 9, false);
        confirmed.confirm();
        confirmed.confirm();
        assertEquals(ImportState.RUNNING, confirmed.state());
        assertFalse(confirmed.needsConfirmation());
        confirmed.complete(NOW);
        confirmed.confirm();
        assertEquals(ImportState.COMPLETED, confirmed.state());
        assertThrows(Refusal.class, () -> confirmed.cancel(NOW));

        ImportJob cancelled = missed(10, 9, false);
        cancelled.cancel(NOW);
        cancelled.cancel(NOW);
        assertEquals(ImportState.CANCELLED, cancelled.state());
        assertThrows(Refusal.class, cancelled::confirm);
        assertThrows(Refusal.class, () -> missed(10, 1, false).confirm());
        assertThrows(Refusal.class, job::confirm);
    }

    private static ImportJob missed(int people, int missing, boolean withoutKey) {
        ImportJob job = job(ImportMode.FULL_SYNC, false);
        job.start(NOW);
        job.beginFullSync(people);
        job.count(1, withoutKey ? HrSync.Outcome.FAILED : HrSync.Outcome.UNCHANGED, withoutKey);
        job.miss(missing, NOW);
        return job;
    }

    private static ImportJob job(ImportMode mode, boolean dryRun) {
        return new ImportJob(new ImportJob.Request("workday", 1, mode, dryRun, null), 3, "00-1-1-01", NOW);
    }
}
