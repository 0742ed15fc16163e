package dev.belay.local.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The figures about events that a service gives at {@code /q/metrics}, in words for a table; "-" where it has none. */
record EventFigures(Map<String, Double> metrics) {
    private static final String NONE = "-";

    /** @param text in Prometheus's format; labels are left out, for the figures of a replica are one each */
    static EventFigures of(String text) {
        Map<String, Double> metrics = new HashMap<>();
        text.lines().filter(line -> line.startsWith("belay_")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            int labels = line.indexOf('{');
            String name = line.substring(0, labels < 0 ? Math.max(end, 0) : labels);
            number(line.substring(end + 1)).ifPresent(value -> metrics.merge(name, value, Double::sum));
        });
        return new EventFigures(metrics);
    }

    String count(String metric) {
        Double value = metrics.get(metric);
        return value == null ? NONE : String.format(Locale.ROOT, "%.0f", value);
    }

    String duration(String metric) {
        Double seconds = metrics.get(metric);
        return seconds == null ? NONE : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** Records that could not be taken in since the replica started: put aside, or passed over by one without a database. */
    String deadLetters() {
        return metrics.containsKey("belay_events_dead_letters_total")
                ? count("belay_events_dead_letters_total")
                : count("belay_events_unreadable_total");
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
