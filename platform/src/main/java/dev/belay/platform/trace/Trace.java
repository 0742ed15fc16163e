package dev.belay.platform.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * The W3C trace id of the work at hand. It stands in the {@code Request-Id} header, in problem documents, in each log
 * line and in the events that the request causes, so that one string finds them all.
 */
public final class Trace {
    private static final String KEY = "traceId";
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String NOBODY = "0".repeat(32);
    private static final Random RANDOM = new SecureRandom();

    private Trace() {}

    /** Continues the caller's trace, or begins a new one if the header is missing or malformed. */
    public static String begin(String traceparent) {
        String id = null;
        if (traceparent != null) {
            var match = TRACEPARENT.matcher(traceparent);
            if (match.matches() && !match.group(1).equals(NOBODY)) {
                id = match.group(1);
            }
        }
        if (id == null) {
            byte[] bytes = new byte[16];
            RANDOM.nextBytes(bytes);
            id = HexFormat.of().formatHex(bytes);
        }
        MDC.put(KEY, id);
        return id;
    }

    public static void end() {
        MDC.remove(KEY);
    }

    /** The present trace id; begins a trace where there is none, as in a scheduled job. */
    public static String id() {
        return MDC.get(KEY) instanceof String id ? id : begin(null);
    }

    /** The {@code traceparent} for work that the present trace causes. */
    public static String parent() {
        String span = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
        return "00-" + id() + "-" + span + "-01";
    }
}
