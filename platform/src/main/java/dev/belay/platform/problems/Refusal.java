package dev.belay.platform.problems;

import dev.belay.contracts.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The domain says no. Thrown by rules and entities, turned into an RFC 9457 problem document by {@link ProblemMapper}.
 * A subclass names its problem type, says in {@code detail} what happened and what would help, and may add members
 * that a client can act on, such as {@code state} and {@code actions}.
 */
public abstract class Refusal extends RuntimeException {
    private final transient ProblemType type;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * @param problem name of a type in the catalogue of problem types
     * @param detail one or two sentences for the reader of this very answer
     */
    protected Refusal(String problem, String detail) {
        super(detail, null, false, false);
        this.type = ProblemType.named(problem);
    }

    /** Adds a member to the problem document. */
    protected final void with(String member, Object value) {
        members.put(member, value);
    }

    /** Adds a header to the answer. */
    protected final void header(String name, String value) {
        headers.put(name, value);
    }

    public final ProblemType type() {
        return type;
    }

    final Problem problem(String requestId) {
        return new Problem(type, getMessage(), requestId, List.of(), members);
    }

    final Map<String, String> headers() {
        return headers;
    }
}
