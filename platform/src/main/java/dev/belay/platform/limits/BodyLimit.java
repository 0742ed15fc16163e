package dev.belay.platform.limits;

import dev.belay.platform.problems.Refusal;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Bounds the bodies of all operations but those that say {@link Streaming} and bound their own. */
class BodyLimit {
    private static final String ACCEPTED = "A body of at most %d bytes is accepted here.";

    @Inject
    ResourceInfo resource;

    @ConfigProperty(name = "belay.limits.json-bytes", defaultValue = "1048576")
    long limit;

    @ServerRequestFilter
    void bound(ContainerRequestContext request) {
        if (resource.getResourceMethod() == null || resource.getResourceMethod().isAnnotationPresent(Streaming.class)) {
            return;
        }
        if (request.getLength() > limit) {
            throw new PayloadTooLarge(limit);
        }
        if (request.hasEntity()) {
            request.setEntityStream(new Bounded(request.getEntityStream(), limit));
        }
    }

    static final class PayloadTooLarge extends Refusal {
        PayloadTooLarge(long limit) {
            super("payload-too-large", ACCEPTED.formatted(limit));
        }
    }

    /** A body without Content-Length shows its size only while it is read. */
    private static final class Bounded extends FilterInputStream {
        private final long limit;
        private long seen;

        Bounded(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            seen += Math.max(read, 0);
            if (seen > limit) {
                throw new PayloadTooLarge(limit);
            }
        }
    }
}
