package dev.belay.profile.scim;

import java.util.List;
import java.util.Map;

/**
 * A request as it came.
 *
 * @param source the integration that asks: it sees and changes its own people
 * @param path the segments below the root, decoded
 * @param query the first value of each parameter
 * @param body null if there is none
 * @param root the address of the whole as the client sees it, without a slash at its end
 * @param ifMatch the header as it came, or null
 * @param ifNoneMatch likewise
 */
record ScimRequest(
        String source,
        String method,
        List<String> path,
        Map<String, String> query,
        byte[] body,
        String root,
        String ifMatch,
        String ifNoneMatch) {

    boolean isRead() {
        return method.equals("GET");
    }
}
