package dev.belay.contracts;

import java.util.UUID;

/** Something that happened to a match request. */
public sealed interface MatchRequestFact extends Fact
        permits MatchRequestCreated,
                MatchRequestAccepted,
                MatchRequestDeclined,
                MatchRequestWithdrawn,
                MatchRequestExpired,
                MatchRequestCancelled {

    UUID requestId();

    /** The wish (best mentor first) of which this request is one rank. */
    UUID wishId();

    UUID menteeId();

    UUID mentorId();

    UUID programId();

    @Override
    default UUID aggregateId() {
        return requestId();
    }
}
