package dev.belay.mentorship.requests;

import dev.belay.mentorship.mentorships.Goal;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a mentee asked for, in her words. Each mentor whom she asked has a {@link MatchRequest}. */
@Entity
@Table(name = "wish")
class Wish {
    @Id
    private UUID id;

    private UUID menteeId;
    private UUID programId;
    private String message;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Goal> goals;

    private Instant createdAt;

    protected Wish() {}

    Wish(UUID id, UUID menteeId, UUID programId, String message, List<Goal> goals, Instant createdAt) {
        this.id = id;
        this.menteeId = menteeId;
        this.programId = programId;
        this.message = message;
        this.goals = List.copyOf(goals);
        this.createdAt = createdAt;
    }

    /** The mentee is erased, and her words with her. */
    void forgetWords() {
        message = null;
        goals = List.of();
    }

    UUID id() {
        return id;
    }

    UUID menteeId() {
        return menteeId;
    }

    UUID programId() {
        return programId;
    }

    String message() {
        return message;
    }

    List<Goal> goals() {
        return goals;
    }

    Instant createdAt() {
        return createdAt;
    }
}
