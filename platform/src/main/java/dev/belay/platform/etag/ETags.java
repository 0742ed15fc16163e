package dev.belay.platform.etag;

import dev.belay.platform.problems.Refusal;
import jakarta.ws.rs.core.EntityTag;

/** Strong entity tags made of an aggregate's version, and the If-Match that a change must bring. */
public final class ETags {
    private ETags() {}

    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /**
     * @param ifMatch the header as it came; null if it is missing
     * @throws PreconditionRequired without a header
     * @throws PreconditionFailed if none of its tags is that of the present version; {@code *} always matches
     */
    public static void require(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new PreconditionRequired();
        }
        String present = "\"" + version + "\"";
        for (String tag : ifMatch.split(",", -1)) {
            // Weak tags never match here: RFC 9110 asks for the strong comparison.
            if (tag.strip().equals("*") || tag.strip().equals(present)) {
                return;
            }
        }
        throw new PreconditionFailed(present);
    }

    private static final class PreconditionRequired extends Refusal {
        PreconditionRequired() {
            super(
                    "precondition-required",
                    "Send If-Match with the ETag of what you read, so that no change of another is overwritten.");
        }
    }

    private static final class PreconditionFailed extends Refusal {
        PreconditionFailed(String present) {
            super("precondition-failed", "It has changed since you read it. Read it again and repeat your change.");
            header("ETag", present);
        }
    }
}
