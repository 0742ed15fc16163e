package dev.belay.profile.scim;

import de.captaingoldfish.scim.sdk.common.exceptions.NotModifiedException;
import de.captaingoldfish.scim.sdk.common.exceptions.PreconditionFailedException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The request that the library works on, for the handlers that it calls. */
final class Call extends Context {
    /** Who has no right to be here was refused before. */
    private static final Authorization WHOEVER_COMES_THIS_FAR = new Authorization() {
        @Override
        public Set<String> getClientRoles() {
            return Set.of();
        }

        @Override
        public boolean authenticate(Map<String, String> headers, Map<String, String> query) {
            return true;
        }
    };

    private final ScimRequest request;
    private RuntimeException failure;

    Call(ScimRequest request) {
        super(WHOEVER_COMES_THIS_FAR);
        this.request = request;
    }

    String source() {
        return request.source();
    }

    String root() {
        return request.root();
    }

    String users() {
        return request.root() + "/Users/";
    }

    String groups() {
        return request.root() + "/Groups/";
    }

    boolean is(String method) {
        return request.method().equals(method);
    }

    /** What a list is asked for, apart from which part of it. */
    String listing() {
        return request.path() + " " + request.query().get("filter");
    }

    /** What is no refusal of SCIM is kept for whoever deals with failures: the library would only log it. */
    <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (ScimException refusal) {
            throw refusal;
        } catch (RuntimeException e) {
            failure = e;
            throw new PreconditionFailedException("failed");
        }
    }

    /** Null if there was none. */
    RuntimeException failure() {
        return failure;
    }

    /** Holds the present version against If-Match and If-None-Match. Whether a tag is weak makes no difference. */
    void check(long version) {
        if (request.ifMatch() != null && !names(request.ifMatch(), version)) {
            throw new PreconditionFailedException("It has changed since the version in If-Match. Read it again.");
        }
        if (request.ifNoneMatch() != null && names(request.ifNoneMatch(), version)) {
            if (request.isRead()) {
                throw new NotModifiedException();
            }
            throw new PreconditionFailedException("It is there already, in a version that If-None-Match excludes.");
        }
    }

    private static boolean names(String header, long version) {
        String present = "\"" + version + "\"";
        return Stream.of(header.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || (tag.startsWith("W/") ? tag.substring(2) : tag).equals(present));
    }
}
