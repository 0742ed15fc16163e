package dev.belay.system.access;

import dev.belay.local.door.Service;
import java.util.List;
import java.util.function.Function;

/**
 * A way to come without a right and pretend to have one.
 *
 * @param status what it must hear: 401, or 400 for two Authorization headers, or 431 for one that is too large
 * @param attempt the request it makes at this service
 */
record Forgery(String name, int status, Function<Service, Attempt> attempt) {

    /**
     * @param query what is put behind the operation's path, with its question mark; empty for nothing
     */
    record Attempt(List<Wire.Header> headers, String query) {
        static Attempt authorization(String... values) {
            return new Attempt(
                    List.of(values).stream()
                            .map(value -> new Wire.Header("Authorization", value))
                            .toList(),
                    "");
        }
    }

    /** A token that is no good. */
    static Forgery token(String name, String token) {
        return token(name, service -> token);
    }

    static Forgery token(String name, Function<Service, String> token) {
        return new Forgery(name, 401, service -> Attempt.authorization("Bearer " + token.apply(service)));
    }

    /** An Authorization header that is no good. */
    static Forgery header(String name, String value) {
        return new Forgery(name, 401, service -> Attempt.authorization(value));
    }

    @Override
    public String toString() {
        return name;
    }
}
