package dev.belay.platform.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.belay.platform.trace.Trace;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where anything that went wrong becomes an RFC 9457 problem document. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @Inject
    AccessRefusals access;

    @ServerExceptionMapper({
        Refusal.class,
        AuthenticationFailedException.class,
        UnauthorizedException.class,
        ForbiddenException.class,
        ConstraintViolationException.class,
        MismatchedInputException.class,
        JsonProcessingException.class,
        CharConversionException.class,
        NotFoundException.class,
        NotAllowedException.class,
        NotAcceptableException.class,
        NotSupportedException.class,
        WebApplicationException.class,
        Throwable.class
    })
    Response map(Throwable thrown) {
        // A refusal that comes up while a body is read arrives in the readers' wrappings.
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refused(refusal);
            }
        }
        if (thrown instanceof AuthenticationFailedException || thrown instanceof UnauthorizedException) {
            return problem("unauthorized", "A valid bearer token for this service is needed.")
                    .header("WWW-Authenticate", "Bearer")
                    .build();
        }
        if (thrown instanceof ForbiddenException) {
            return refused(access.refusal());
        }
        if (thrown instanceof ConstraintViolationException broken) {
            return refused(invalid(broken));
        }
        if (thrown instanceof JsonProcessingException || thrown instanceof CharConversionException) {
            return refused(InvalidRequest.body(List.of(JsonFaults.violation((IOException) thrown))));
        }
        if (thrown instanceof WebApplicationException web) {
            return web(web);
        }
        LOG.errorf(thrown, "Unexpected failure");
        return problem(
                        "internal-error",
                        "Something went wrong on our side. The requestId tells the operators where to look.")
                .build();
    }

    private static Response refused(Refusal refusal) {
        Response.ResponseBuilder response = refusal.problem(Trace.id()).response();
        refusal.headers().forEach(response::header);
        return response.build();
    }

    private static InvalidRequest invalid(ConstraintViolationException broken) {
        boolean body =
                broken.getConstraintViolations().stream().allMatch(violation -> depth(violation.getPropertyPath()) > 2);
        List<Violation> violations = broken.getConstraintViolations().stream()
                .map(violation -> {
                    if (body) {
                        return JsonFaults.violation(violation, 2);
                    }
                    Violation found = JsonFaults.violation(violation, 1);
                    return new Violation(found.field().substring(1), found.rule(), found.message());
                })
                .sorted(JsonFaults.BY_FIELD)
                .toList();
        return body ? InvalidRequest.body(violations) : InvalidRequest.parameters(violations);
    }

    private static int depth(Path path) {
        int depth = 0;
        for (Path.Node node : path) {
            depth += node.getKind() == ElementKind.CONTAINER_ELEMENT ? 0 : 1;
        }
        return depth;
    }

    private static Response web(WebApplicationException thrown) {
        // Quarkus wraps what a body reader threw; the cause knows the place.
        if (thrown.getCause() instanceof JsonProcessingException json) {
            return refused(InvalidRequest.body(List.of(JsonFaults.violation(json))));
        }
        int status = thrown.getResponse().getStatus();
        return switch (status) {
            case 404 ->
                problem("not-found", "There is nothing at this address.").build();
            case 405 -> {
                Response.ResponseBuilder response =
                        problem("method-not-allowed", "This address does not offer that method.");
                String allow = thrown.getResponse().getHeaderString("Allow");
                yield (allow == null ? response : response.header("Allow", allow)).build();
            }
            case 406 ->
                problem("not-acceptable", "None of the media types in Accept can be given here.")
                        .build();
            case 413 ->
                problem("payload-too-large", "The body is larger than is accepted here.")
                        .build();
            case 415 ->
                problem("unsupported-media-type", "This media type is not understood here.")
                        .build();
            default -> {
                if (status >= 500) {
                    LOG.errorf(thrown, "Unexpected failure");
                    yield problem("internal-error", "Something went wrong on our side.")
                            .build();
                }
                yield problem("invalid-body", "The request cannot be read.").build();
            }
        };
    }

    private static Response.ResponseBuilder problem(String name, String detail) {
        return Problem.of(name, detail, Trace.id()).response();
    }
}
