package dev.belay.mentorship.requests;

import dev.belay.mentorship.mentorships.Mentorship;
import dev.belay.mentorship.mentorships.NotYourAction;
import dev.belay.mentorship.mentorships.Side;
import dev.belay.mentorship.mentorships.WrongState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One mentee asks one mentor. It guards its own steps; what may become of it stands in {@link RequestStep}. */
@Entity
@Table(name = "match_request")
class MatchRequest {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "wish_id")
    private Wish wish;

    private int rank;
    private UUID menteeId;
    private UUID mentorId;
    private UUID programId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RequestState state;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Side waitingFor;

    private String reason;
    private String answer;
    private Instant createdAt;
    private Instant expiresAt;
    private Instant closedAt;
    private UUID mentorshipId;

    protected MatchRequest() {}

    /** The wish's request to the mentor at that rank, 1 being the best. */
    MatchRequest(UUID id, Wish wish, int rank, UUID mentorId, Instant now, Duration patience) {
        this.id = id;
        this.wish = wish;
        this.rank = rank;
        this.menteeId = wish.menteeId();
        this.mentorId = mentorId;
        this.programId = wish.programId();
        this.state = RequestState.PENDING;
        this.waitingFor = Side.MENTOR;
        this.createdAt = now;
        this.expiresAt = now.plus(patience);
    }

    /** The side on which a party stands. */
    Side sideOf(UUID person) {
        return person.equals(menteeId) ? Side.MENTEE : Side.MENTOR;
    }

    List<String> actionsOf(UUID person) {
        return RequestStep.actions(sideOf(person), state);
    }

    /**
     * Whether a party's step is still to be taken; false if it has been, so that a repeat is answered like the first.
     *
     * @throws NotYourAction if it is the other side's
     * @throws WrongState if something else has become of the request
     */
    boolean isToBe(RequestStep step, UUID by) {
        if (step.by() != sideOf(by)) {
            throw new NotYourAction(
                    "\"%s\" is the %s's step.".formatted(step.action(), step.by() == Side.MENTOR ? "mentor" : "mentee"),
                    actionsOf(by));
        }
        if (state == step.to()) {
            return false;
        }
        if (!step.isPossibleIn(state)) {
            throw new WrongState("request", step.action(), state, actionsOf(by));
        }
        return true;
    }

    void accept(UUID startedMentorshipId, Instant now) {
        close(RequestStep.ACCEPT, null, now);
        mentorshipId = startedMentorshipId;
    }

    void decline(DeclineReason why, String words, Instant now) {
        close(RequestStep.DECLINE, why.name(), now);
        answer = words;
    }

    void withdraw(Instant now) {
        close(RequestStep.WITHDRAW, null, now);
    }

    void expire(Instant now) {
        close(RequestStep.EXPIRE, null, now);
    }

    void cancel(CancelReason why, Instant now) {
        close(RequestStep.CANCEL, why.name(), now);
    }

    private void close(RequestStep step, String why, Instant now) {
        if (!step.isPossibleIn(state)) {
            throw new IllegalStateException(step + " in " + state);
        }
        state = step.to();
        waitingFor = null;
        reason = why;
        closedAt = now;
    }

    boolean isOpen() {
        return state == RequestState.PENDING;
    }

    /** What an accept carries over into the mentorship. */
    Mentorship.Start start() {
        return new Mentorship.Start(id, menteeId, mentorId, programId, wish.goals());
    }

    /** The mentor is erased, and their words with them. */
    void forgetAnswer() {
        answer = null;
    }

    UUID id() {
        return id;
    }

    Wish wish() {
        return wish;
    }

    int rank() {
        return rank;
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

    RequestState state() {
        return state;
    }

    Side waitingFor() {
        return waitingFor;
    }

    String reason() {
        return reason;
    }

    String answer() {
        return answer;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    UUID mentorshipId() {
        return mentorshipId;
    }
}
