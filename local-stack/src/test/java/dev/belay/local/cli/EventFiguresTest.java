package dev.belay.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EventFiguresTest {
    private static final String METRICS = """
            # HELP belay_outbox_backlog Events that are committed but not yet in Kafka
            # TYPE belay_outbox_backlog gauge
            belay_outbox_backlog 12.0
            belay_outbox_age_seconds NaN
            belay_events_lag 1.2E3
            belay_events_staleness_seconds 0.1234
            belay_events_dead_letters_total{reason="a"} 2.0
            belay_events_dead_letters_total{reason="b"} 1.0
            jvm_threads_live_threads 40.0
            """;

    @Test
    void readsWhatThereIs() {
        EventFigures figures = EventFigures.of(METRICS);
        assertEquals("12", figures.count("belay_outbox_backlog"));
        assertEquals("1200", figures.count("belay_events_lag"));
        assertEquals("0.1 s", figures.duration("belay_events_staleness_seconds"));
        assertEquals("3", figures.deadLetters());
    }

    @Test
    void leavesOutWhatIsMissingOrUnknown() {
        assertEquals("-", EventFigures.of(METRICS).duration("belay_outbox_age_seconds"));
        assertEquals("-", EventFigures.of("").deadLetters());
        assertEquals("-", EventFigures.of("belay_\nbelay_x\n\n<html>").count("belay_x"));
    }

    @Test
    void countsWhatAServiceWithoutADatabasePassedOver() {
        assertEquals("4", EventFigures.of("belay_events_unreadable_total 4.0\n").deadLetters());
    }
}
