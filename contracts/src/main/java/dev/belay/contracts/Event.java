package dev.belay.contracts;

/**
 * What a service tells the others: how something is now ({@link State}), or what has happened ({@link Fact}).
 *
 * <p>The CloudEvents attributes ({@code ce_id}, {@code ce_time}, …) travel as Kafka headers and are no part of the
 * record.
 */
public sealed interface Event permits State, Fact {

    /** The entry of the registry that describes this event. */
    EventType type();

    /** The record's key in Kafka: records of one key keep their order. */
    String key();

    /** The topic that carries this event. */
    default String topic() {
        return type().topic();
    }
}
