package dev.belay.system.faults;

/** A promise that was broken, and by what. */
record Violation(Kind kind, String what) {

    enum Kind {
        /** More mentorships than places at some commit. */
        CAPACITY_EXCEEDED,
        /** The counts in a participation's row are not what its requests and mentorships say. */
        COUNT_WRONG,
        /** A change that was acknowledged is not there. */
        ACKNOWLEDGED_LOST,
        /** Something happened twice, or although it was refused. */
        APPLIED_TWICE,
        /** A change of which the topics do not tell. */
        EVENT_LOST,
        /** An event of a change that never was. */
        EVENT_UNFOUNDED,
        /** An older state after a newer one. */
        OUT_OF_ORDER,
        /** mentorship-service holds something else of a person than profile-service. */
        REPLICA_DIFFERS,
        /** matching-service recommends something else than its owners' data say. */
        INDEX_DIFFERS;

        /** Whether waiting longer cannot mend it. */
        boolean isFinal() {
            return this == CAPACITY_EXCEEDED || this == APPLIED_TWICE || this == OUT_OF_ORDER;
        }
    }
}
