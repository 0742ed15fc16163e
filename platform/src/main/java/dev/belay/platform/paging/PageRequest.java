package dev.belay.platform.paging;

import dev.belay.platform.problems.InvalidRequest;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The {@code limit} and {@code cursor} of every list; a {@code @BeanParam}. */
public class PageRequest {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    @QueryParam("limit")
    @Parameter(
            description = "How many items at most.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    String limit;

    @QueryParam("cursor")
    @Parameter(
            description = "The `nextCursor` of the page before.",
            schema = @Schema(type = SchemaType.STRING, maxLength = 2000))
    String cursor;

    public PageRequest() {}

    /** @throws InvalidRequest outside 1…200 */
    public int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit.matches("[0-9]{1,3}")) {
            int value = Integer.parseInt(limit);
            if (value >= 1 && value <= MAX_LIMIT) {
                return value;
            }
        }
        throw InvalidRequest.parameter("limit", "range", "must be a whole number from 1 to " + MAX_LIMIT);
    }

    public Optional<String> cursor() {
        if (cursor != null && cursor.length() > 2000) {
            throw InvalidRequest.cursor();
        }
        return Optional.ofNullable(cursor);
    }
}
