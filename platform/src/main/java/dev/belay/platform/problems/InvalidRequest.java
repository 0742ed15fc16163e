package dev.belay.platform.problems;

import java.util.List;

/** A body or a parameter that cannot be understood or breaks a rule: 400, with every violation named. */
public final class InvalidRequest extends Refusal {
    private InvalidRequest(String problem, String detail, List<Violation> violations) {
        super(problem, detail);
        with("violations", List.copyOf(violations));
    }

    public static InvalidRequest body(List<Violation> violations) {
        return new InvalidRequest("invalid-body", summary("The body", violations), violations);
    }

    public static InvalidRequest body(String pointer, String rule, String message) {
        return body(List.of(new Violation(pointer, rule, message)));
    }

    public static InvalidRequest parameter(String name, String rule, String message) {
        return parameters(List.of(new Violation(name, rule, message)));
    }

    static InvalidRequest parameters(List<Violation> violations) {
        return new InvalidRequest("invalid-parameter", summary("The request", violations), violations);
    }

    public static InvalidRequest cursor() {
        return new InvalidRequest(
                "invalid-cursor",
                "The cursor is not one that this list gave out. Start again without it, or follow the Link header.",
                List.of(new Violation("cursor", "cursor", "is not a cursor of this list")));
    }

    private static String summary(String what, List<Violation> violations) {
        Violation first = violations.get(0);
        String place = first.field().isEmpty() ? "" : first.field() + " ";
        String more = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
        return what + " cannot be accepted: " + place + first.message() + more + ".";
    }
}
