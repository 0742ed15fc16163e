package dev.belay.system.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What a cell of the matrix wants.
 *
 * @param detail from status 400 the name of the problem; below it what the body must be: {@code card} (nothing that HR keeps),
 *     {@code hr} (that, and no profile), {@code whole} (both), {@code holds} (the object's id is in it), {@code lacks} (it is
 *     not); empty for anything
 */
public record Expectation(int status, String detail) {
    private static final Set<String> BODIES = Set.of("", "card", "hr", "whole", "holds", "lacks");

    public Expectation {
        if (status < 200 || status >= 500) {
            throw new IllegalArgumentException(status + " is no answer to expect");
        }
        if (status >= 400 && detail.isEmpty()) {
            throw new IllegalArgumentException(status + " without the name of its problem");
        }
        if (status < 400 && !BODIES.contains(detail)) {
            throw new IllegalArgumentException("nobody knows what \"" + detail + "\" wants of a body");
        }
    }

    static Expectation parse(String text) {
        String[] words = text.split(" ", 2);
        return new Expectation(Integer.parseInt(words[0]), words.length == 2 ? words[1].strip() : "");
    }

    public boolean succeeds() {
        return status < 300;
    }

    /** What is wrong with this answer, if anything. */
    Optional<String> complaint(Answer answer, String objectId) {
        if (answer.status() != status) {
            return Optional.of("answered " + answer.status() + " instead of " + this + ": " + shortened(answer.body()));
        }
        if (status >= 400) {
            return answer.problemComplaint(detail);
        }
        JsonNode body = answer.json();
        boolean right = switch (detail) {
            case "card" -> !body.has("userName") && !body.has("email") && !body.has("externalId");
            case "hr" -> body.has("userName") && !body.hasNonNull("profile");
            case "whole" -> body.has("userName") && body.hasNonNull("profile");
            case "holds" -> answer.body().contains(objectId);
            case "lacks" -> !answer.body().contains(objectId);
            default -> true;
        };
        return right ? Optional.empty() : Optional.of("is not \"" + this + "\": " + shortened(answer.body()));
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    @Override
    public String toString() {
        return (status + " " + detail).strip();
    }
}
