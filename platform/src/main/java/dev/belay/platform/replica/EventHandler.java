package dev.belay.platform.replica;

import java.util.Set;

/**
 * A feature that follows topics. Each delivery comes at least once, those of one key in order unless they are repeated;
 * so a state is applied only if it is newer than what is held, and the effect of a fact records the fact's id.
 *
 * <p>With a database, {@link #apply} runs in a transaction that is committed before the topic's offset is, and a
 * failure rolls it back and is tried again. In memory ({@link MemoryReader}) it must not fail.
 */
public interface EventHandler {
    /** Names of the topics. Only one handler of a service may follow a topic. */
    Set<String> topics();

    void apply(Delivery delivery);

    /**
     * In memory: what the topics held at the start has been applied. Called once, on the thread that applies, before the
     * service becomes ready.
     */
    default void reachedEnds() {}
}
