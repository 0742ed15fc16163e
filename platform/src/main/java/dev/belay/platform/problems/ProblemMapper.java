package dev.belay.platform.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.belay.platform.trace.Trace;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
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
    Response map(Throwable thrown, UriInfo uri) {
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
            return web(web, uri);
        }
        if (Outages.isOne(thrown)) {
            LOG.warnf("The database is away: %s", thrown.toString());
            return problem(
                            "service-unavailable",
                            "The database cannot be reached just now. Ask again; a change is safe to repeat with the same Idempotency-Key or If-Match.")
                    .header("Retry-After", "1")
                    .build();
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
        boolean body = broken.getConstraintViolations().stream().allMatch(ProblemMapper::isOfTheBody);
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

    /** Whether the fault is in the one argument of a resource method that comes from no parameter or header. */
    private static boolean isOfTheBody(ConstraintViolation<?> violation) {
        Iterator<Path.Node> path = violation.getPropertyPath().iterator();
        Path.Node method = path.next();
        if (method.getKind() != ElementKind.METHOD || !path.hasNext()) {
            return false;
        }
        Path.Node argument = path.next();
        if (argument.getKind() != ElementKind.PARAMETER) {
            return false;
        }
        int index = argument.as(Path.ParameterNode.class).getParameterIndex();
        Class<?>[] types = method.as(Path.MethodNode.class).getParameterTypes().toArray(new Class<?>[0]);
        // Quarkus's subclass of the resource repeats the method, but not its annotations: any declaration may tell.
        for (Class<?> type = violation.getRootBeanClass(); type != null; type = type.getSuperclass()) {
            try {
                Annotation[] annotations =
                        type.getDeclaredMethod(method.getName(), types).getParameterAnnotations()[index];
                if (Stream.of(annotations).anyMatch(ProblemMapper::namesAParameter)) {
                    return false;
                }
            } catch (NoSuchMethodException e) {
                // Inherited: look further up.
                continue;
            }
        }
        return true;
    }

    private static boolean namesAParameter(Annotation annotation) {
        String name = annotation.annotationType().getName();
        return name.startsWith("jakarta.ws.rs.") || name.startsWith("org.jboss.resteasy.reactive.Rest");
    }

    private static Response web(WebApplicationException thrown, UriInfo uri) {
        // Quarkus wraps what a body reader threw; the cause knows the place.
        if (thrown.getCause() instanceof JsonProcessingException json) {
            return refused(InvalidRequest.body(List.of(JsonFaults.violation(json))));
        }
        int status = thrown.getResponse().getStatus();
        return switch (status) {
            case 404 ->
                problem("not-found", "There is nothing at this address.").build();
            case 405 ->
                problem("method-not-allowed", "This address does not offer that method.")
                        .header(
                                "Allow",
                                String.join(
                                        ", ",
                                        AllowedMethods.of(uri.getRequestUri().getRawPath())))
                        .build();
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
