package dev.belay.mentorship.mentorships;

import dev.belay.contracts.MentorshipState;
import dev.belay.platform.outbox.Versions;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A mentorship between two people: it guards its own steps, and the people's places are beside it in participation. */
@Entity
@Table(name = "mentorship")
public class Mentorship {
    /** Why it rests when a party has left; program managers look for it. */
    static final String PARTY_LEFT = "PARTY_LEFT";

    @Id
    private UUID id;

    private long version;
    private UUID menteeId;
    private UUID mentorId;
    private UUID programId;
    private UUID requestId;

    @Column(name = "state")
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private MentorshipStage stage;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Goal> goals;

    private Instant startedAt;
    private Instant pausedAt;
    private String pauseReason;
    private Instant endedAt;
    private String endReason;
    private String endMessage;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private MentorshipStep lastAction;

    private UUID lastActionBy;

    protected Mentorship() {}

    static Mentorship start(UUID id, Start start, Instant now) {
        Mentorship mentorship = new Mentorship();
        mentorship.id = id;
        mentorship.menteeId = start.menteeId();
        mentorship.mentorId = start.mentorId();
        mentorship.programId = start.programId();
        mentorship.requestId = start.requestId();
        mentorship.goals = List.copyOf(start.goals());
        mentorship.stage = MentorshipStage.ACTIVE;
        mentorship.startedAt = now;
        return mentorship;
    }

    /** What an accepted request brings into the mentorship. */
    public record Start(UUID requestId, UUID menteeId, UUID mentorId, UUID programId, List<Goal> goals) {}

    void pause(UUID by, Instant now) {
        step(MentorshipStep.PAUSE, by);
        pausedAt = now;
    }

    /** A party has left: the mentorship rests until they are back or a program manager decides. */
    void pauseBecausePartyLeft(Instant now) {
        if (stage == MentorshipStage.ACTIVE) {
            step(MentorshipStep.PAUSE, null);
            pausedAt = now;
        }
        pauseReason = PARTY_LEFT;
    }

    void resume(UUID by) {
        step(MentorshipStep.RESUME, by);
        pausedAt = null;
        pauseReason = null;
    }

    void complete(UUID by, Instant now) {
        step(MentorshipStep.COMPLETE, by);
        endedAt = now;
    }

    void end(UUID by, EndReason reason, String message, Instant now) {
        step(MentorshipStep.END, by);
        endedAt = now;
        endReason = reason.name();
        endMessage = message;
    }

    private void step(MentorshipStep step, UUID by) {
        if (!step.isPossibleIn(stage)) {
            throw new IllegalStateException(step + " in " + stage);
        }
        stage = step.to();
        lastAction = step;
        lastActionBy = by;
    }

    /** Whether the person has taken this step already and nothing has happened since. */
    boolean wasTakenBy(MentorshipStep step, UUID person) {
        return lastAction == step && person.equals(lastActionBy);
    }

    boolean isParty(UUID person) {
        return menteeId.equals(person) || mentorId.equals(person);
    }

    boolean hasLostParty() {
        return stage == MentorshipStage.PAUSED && PARTY_LEFT.equals(pauseReason);
    }

    /** Drops what an erased person wrote, and what may have been written about them. */
    void forgetWordsOf(UUID person) {
        if (menteeId.equals(person)) {
            goals = List.of();
        }
        endMessage = null;
    }

    /** The next state to publish. */
    MentorshipState published(Clock clock) {
        version = Versions.next(version, clock);
        return new MentorshipState(
                id,
                version,
                false,
                menteeId,
                mentorId,
                programId,
                stage.name(),
                goalSkills(),
                startedAt,
                endedAt,
                endReason);
    }

    private List<String> goalSkills() {
        List<String> skills = new ArrayList<>();
        goals.forEach(goal -> skills.addAll(goal.skills()));
        return skills.stream().distinct().toList();
    }

    public UUID id() {
        return id;
    }

    UUID menteeId() {
        return menteeId;
    }

    UUID mentorId() {
        return mentorId;
    }

    UUID programId() {
        return programId;
    }

    UUID requestId() {
        return requestId;
    }

    MentorshipStage stage() {
        return stage;
    }

    List<Goal> goals() {
        return goals;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant pausedAt() {
        return pausedAt;
    }

    String pauseReason() {
        return pauseReason;
    }

    Instant endedAt() {
        return endedAt;
    }

    String endReason() {
        return endReason;
    }

    String endMessage() {
        return endMessage;
    }
}
