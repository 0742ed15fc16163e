package dev.belay.matching.replica;

import dev.belay.contracts.Event;
import dev.belay.contracts.MentorshipState;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Topics;
import dev.belay.matching.core.index.Index;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.platform.replica.Delivery;
import dev.belay.platform.replica.EventHandler;
import dev.belay.platform.replica.MemoryReader;
import dev.belay.platform.replica.TopicSetup;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;

/**
 * All that this service knows: the state topics, read from the beginning at each start and followed from there. Every
 * replica of the service has its own and any of them can answer.
 */
@ApplicationScoped
public class Replica implements EventHandler {

    private final Index index = new Index();
    private final KnownPeople people;
    private final MemoryReader reader;

    Replica(
            KnownPeople people,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicSetup topics,
            MeterRegistry metrics) {
        this.people = people;
        this.reader = new MemoryReader(this, kafka, topics, metrics);
        Gauge.builder("belay.index.people", index, known -> known.snapshot().people())
                .description("People whom the index knows")
                .register(metrics);
        Gauge.builder("belay.index.mentors", index, known -> known.snapshot().mentors())
                .description("Of them, those who offer to be mentors")
                .register(metrics);
        Gauge.builder("belay.index.memory", index, known -> known.snapshot().bytes())
                .description("What the index takes for its people, as counted by itself")
                .baseUnit("bytes")
                .register(metrics);
    }

    /** Everyone as they are now; what is answered from one snapshot fits together. */
    public Snapshot snapshot() {
        return index.snapshot();
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.PERSON, Topics.PARTICIPATION, Topics.MENTORSHIP);
    }

    @Override
    public void apply(Delivery delivery) {
        Event event = delivery.event();
        if (event instanceof PersonState person) {
            if (index.apply(person)) {
                people.apply(person);
            }
        } else if (event instanceof ParticipationState participation) {
            index.apply(participation);
        } else if (event instanceof MentorshipState mentorship) {
            index.apply(mentorship);
        }
    }

    @Override
    public void reachedEnds() {
        index.keepColumns();
    }

    void start(@Observes StartupEvent event) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        reader.stop();
    }

    /** How far each topic has been read. */
    Map<String, MemoryReader.Progress> progress() {
        return reader.progress();
    }

    /** Whether the ends that the topics had at the start have been reached, once. */
    boolean isReady() {
        return reader.isReady();
    }
}
