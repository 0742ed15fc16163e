package dev.belay.platform.paging;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page begins; null on the last page
 */
public record Page<T>(
        @Schema(required = true) List<T> items,
        @Schema(required = true, nullable = true) String nextCursor) {

    /**
     * Cuts a page from rows that were read with one more than the limit, so that the end is known without a count.
     *
     * @param key the sort key of an item, in the order of the query
     */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<T, Object[]> key) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, Cursor.of(key.apply(items.get(limit - 1))));
    }

    public <R> Page<R> map(Function<? super T, R> view) {
        return new Page<>(items.stream().map(view).toList(), nextCursor);
    }

    /** 200 with an RFC 8288 {@code Link} to the next page, path-absolute, with all the other parameters kept. */
    public Response response(UriInfo uri) {
        Response.ResponseBuilder response = Response.ok(this);
        if (nextCursor != null) {
            response.header("Link", "<" + next(uri) + ">; rel=\"next\"");
        }
        return response.build();
    }

    /** Made of the decoded parameters: a client's own spelling of the query may be one that no URI allows. */
    private String next(UriInfo uri) {
        StringJoiner query = new StringJoiner("&");
        uri.getQueryParameters().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                values.forEach(value -> query.add(encoded(name) + "=" + encoded(value)));
            }
        });
        query.add("cursor=" + encoded(nextCursor));
        return uri.getPath() + "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
