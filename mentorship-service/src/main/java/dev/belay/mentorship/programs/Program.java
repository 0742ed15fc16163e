package dev.belay.mentorship.programs;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The frame in which requests are made and mentorships run. */
@Entity
@Table(name = "program")
class Program {
    @Id
    private UUID id;

    private String key;
    private String name;
    private Instant createdAt;

    protected Program() {}

    UUID id() {
        return id;
    }

    ProgramView view() {
        return new ProgramView(id, key, name, createdAt);
    }
}
