package dev.belay.mentorship.mentorships;

import dev.belay.mentorship.people.Contact;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A mentorship as one reader may see it. */
@Schema(name = "Mentorship")
record MentorshipView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "the request from which it came")
        UUID requestId,

        @Schema(required = true) UUID programId,
        @Schema(required = true) PartyView mentee,
        @Schema(required = true) PartyView mentor,
        @Schema(required = true) MentorshipStage state,
        @Schema(required = true) List<Goal> goals,
        @Schema(required = true) Instant startedAt,

        @Schema(required = true, nullable = true, description = "since when it rests; null if it does not")
        Instant pausedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "`PARTY_LEFT` if it rests because one of the two has left",
                examples = "PARTY_LEFT")
        String pauseReason,

        @Schema(required = true, nullable = true, description = "when it was completed or ended")
        Instant endedAt,

        @Schema(required = true, nullable = true, description = "why it ended early")
        EndReason endReason,

        @Schema(required = true, nullable = true, description = "what was written at its end; the parties see it")
        String endMessage,

        @Schema(
                required = true,
                description = "what the reader may do now",
                examples = "[\"pause\", \"complete\", \"end\"]")
        List<String> actions) {

    /** One of the two. */
    @Schema(name = "MentorshipParty")
    record PartyView(
            @Schema(required = true) UUID id,

            @Schema(required = true, nullable = true, description = "null if it is not known, or the person is erased")
            String displayName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "for the other party alone, while the mentorship is active")
            String email) {}

    static MentorshipView of(Mentorship mentorship, Reader reader, Contact mentee, Contact mentor) {
        boolean party = mentorship.isParty(reader.id());
        return new MentorshipView(
                mentorship.id(),
                mentorship.requestId(),
                mentorship.programId(),
                party(mentorship, reader, mentee),
                party(mentorship, reader, mentor),
                mentorship.stage(),
                mentorship.goals(),
                mentorship.startedAt(),
                mentorship.pausedAt(),
                mentorship.pauseReason(),
                mentorship.endedAt(),
                mentorship.endReason() == null ? null : EndReason.valueOf(mentorship.endReason()),
                party ? mentorship.endMessage() : null,
                reader.actionsOn(mentorship, mentee.active() && mentor.active()));
    }

    private static PartyView party(Mentorship mentorship, Reader reader, Contact contact) {
        boolean seesEmail = mentorship.stage() == MentorshipStage.ACTIVE
                && mentorship.isParty(reader.id())
                && !contact.id().equals(reader.id());
        return new PartyView(contact.id(), contact.displayName(), seesEmail ? contact.email() : null);
    }
}
