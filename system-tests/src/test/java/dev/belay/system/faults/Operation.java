package dev.belay.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * What a client did and what it was told.
 *
 * @param id also the mark it leaves: an ask's message and an import's title are {@code op-<id>}
 * @param actor who acted; of HR's operations, whom they concern
 * @param subject the mentor asked, the request answered, the mentorship ended, or the actor itself
 * @param lastSent when the attempt was made that was answered in the end
 * @param status of the last answer; 0 if none came
 * @param body of the last answer
 * @param etag of the last answer; empty if it had none
 * @param attempts how often it was sent
 */
record Operation(
        int id,
        Kind kind,
        UUID actor,
        UUID subject,
        Instant began,
        Instant lastSent,
        Instant ended,
        Outcome outcome,
        int status,
        JsonNode body,
        String etag,
        int attempts) {

    enum Kind {
        ASK,
        ACCEPT,
        DECLINE,
        WITHDRAW,
        COMPLETE,
        END,
        CAPACITY,
        IMPORT,
        DEACTIVATE,
        REACTIVATE,
        LOOK
    }

    enum Outcome {
        /** Acknowledged with a 2xx. */
        OK,
        /** Refused with a problem. */
        REFUSED,
        /** No answer, or one that leaves open whether it took effect. */
        UNKNOWN
    }
}
