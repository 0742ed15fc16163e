package dev.belay.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Everything a run left behind.
 *
 * @param waiting rows that are still in an outbox
 * @param records of all topics, in the order of their partitions
 * @param offered per replica of matching-service and mentee, what it recommends, as it was answered
 */
record Evidence(
        List<Operation> operations,
        List<Person> people,
        List<Replica> replicas,
        List<Participation> participations,
        List<Request> requests,
        List<Mentorship> mentorships,
        int waiting,
        List<Record> records,
        List<Map<UUID, Offer>> offered) {

    /** In profile-service. */
    record Person(UUID id, long version, boolean active, String title) {}

    /** Of a person, in mentorship-service. */
    record Replica(UUID id, long version, long contactVersion, boolean active) {}

    record Participation(
            UUID id,
            long version,
            long settingsVersion,
            boolean offers,
            int capacity,
            int active,
            int pending,
            int mentors) {}

    record Request(
            UUID id,
            UUID menteeId,
            UUID mentorId,
            String state,
            UUID mentorshipId,
            String message,
            Instant createdAt) {}

    record Mentorship(
            UUID id, long version, UUID menteeId, UUID mentorId, String state, Instant startedAt, Instant endedAt) {
        boolean lasts() {
            return state.equals("ACTIVE") || state.equals("PAUSED");
        }
    }

    /** An event in Kafka. */
    record Record(String topic, int partition, long offset, String key, String eventId, String type, JsonNode data) {}

    /** The mentors, and the whole answer without the moment it was given at. */
    record Offer(Set<UUID> mentors, String answer) {}
}
