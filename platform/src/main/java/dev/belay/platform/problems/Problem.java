package dev.belay.platform.problems;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.belay.contracts.ProblemType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** An RFC 9457 problem document. */
@JsonPropertyOrder({"type", "title", "status", "detail", "requestId", "violations"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @JsonIgnore ProblemType of,
        String detail,
        String requestId,
        List<Violation> violations,
        @JsonAnyGetter Map<String, Object> members) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(String name, String detail, String requestId) {
        return new Problem(ProblemType.named(name), detail, requestId, List.of(), Map.of());
    }

    public String getType() {
        return of.uri();
    }

    public String getTitle() {
        return of.title();
    }

    public int getStatus() {
        return of.status();
    }

    Response.ResponseBuilder response() {
        return Response.status(of.status()).type(MEDIA_TYPE).entity(this);
    }
}
