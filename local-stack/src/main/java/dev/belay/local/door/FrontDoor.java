package dev.belay.local.door;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One origin for the whole suite: routes each path to the service that owns it, spreads over the service's replicas, and
 * tries again only what is safe: a GET, or a request that never reached a service.
 */
public final class FrontDoor implements AutoCloseable {

    /** Where the local stack's own token issuer answers. */
    public static final String ISSUER_PATH = "/dev-issuer";

    private static final int LINE_LIMIT = 16 * 1024;
    private static final int HEADER_LIMIT = 32 * 1024;
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int IDLE_SECONDS = 120;
    private static final String SERVICE = "service";
    private static final Replicas NONE = new Replicas(List.of());
    private static final String REPLICA = "replica";

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final HttpClient client;
    private final HttpProxy proxy;
    private final Handler<HttpServerRequest> issuer;
    private final Duration silenceLimit;
    private final Map<Service, Replicas> replicas = new ConcurrentHashMap<>();

    private FrontDoor(Handler<HttpServerRequest> issuer, Duration silenceLimit) {
        this.issuer = issuer;
        this.silenceLimit = silenceLimit;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(LINE_LIMIT)
                .setMaxHeaderSize(HEADER_LIMIT)
                .setIdleTimeout(IDLE_SECONDS));
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                        .setConnectTimeout(CONNECT_MILLIS)
                        // Shorter than the services keep idle connections, so that none is used just as it is closed.
                        .setKeepAliveTimeout(10)
                        .setIdleTimeout(IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(256));
        this.proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(this::connect)
                .addInterceptor(new Forwarding());
        server.requestHandler(this::handle);
        server.invalidRequestHandler(FrontDoor::refuseInvalid);
    }

    /**
     * Opens the door on 127.0.0.1.
     *
     * @param port 0 picks a free one
     * @param issuer answers everything under {@link #ISSUER_PATH}
     */
    public static FrontDoor open(int port, Handler<HttpServerRequest> issuer) {
        return open(port, issuer, SILENCE_LIMIT);
    }

    /** @param silenceLimit how long a service may send nothing before it is given up */
    static FrontDoor open(int port, Handler<HttpServerRequest> issuer, Duration silenceLimit) {
        FrontDoor door = new FrontDoor(issuer, silenceLimit);
        try {
            await(door.server.listen(port));
            return door;
        } catch (RuntimeException e) {
            door.close();
            throw e;
        }
    }

    /** The port on which the door is open. */
    public int port() {
        return server.actualPort();
    }

    /** From now on requests for this service go to these addresses, in turn. */
    public void route(Service service, List<InetSocketAddress> addresses) {
        replicas.put(
                service,
                new Replicas(addresses.stream()
                        .map(address -> SocketAddress.inetSocketAddress(address.getPort(), address.getHostString()))
                        .toList()));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        if (!isUri(request.uri())) {
            DoorProblem.BAD_REQUEST.answer(
                    request, "The address holds a character that must be escaped, or a broken escape.");
        } else if (path != null && path.startsWith(ISSUER_PATH + "/")) {
            issuer.handle(request);
        } else if (path != null && Routes.serviceFor(path).isPresent()) {
            proxy.handle(request);
        } else {
            DoorProblem.NOT_FOUND.answer(request, "Nothing answers at this path. /docs lists what does.");
        }
    }

    /** A service would refuse what is none without a word: its HTTP library does before anything of ours is asked. */
    private static boolean isUri(String address) {
        try {
            new URI(address);
            return address.chars().allMatch(c -> c > ' ' && c < 0x7F);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** What is not even HTTP; nothing after it on this connection can be trusted to be. */
    private static void refuseInvalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        Future<Void> answered;
        if (cause instanceof TooLongHttpLineException) {
            answered = DoorProblem.URI_TOO_LONG.answer(
                    request, "The request line is longer than " + LINE_LIMIT + " bytes.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            answered = DoorProblem.HEADER_TOO_LARGE.answer(
                    request, "The headers are longer than " + HEADER_LIMIT + " bytes together.");
        } else {
            answered = DoorProblem.BAD_REQUEST.answer(request, "The request line or a header is malformed.");
        }
        answered.onComplete(sent -> request.connection().close());
    }

    private Future<HttpClientRequest> connect(ProxyContext context) {
        Service service = context.get(SERVICE, Service.class);
        Replicas all = replicasOf(service);
        return connect(context, all, all.inTurn().iterator());
    }

    /** A request whose connection can't be made has reached nobody, so the next replica may have it, whatever its method. */
    private Future<HttpClientRequest> connect(ProxyContext context, Replicas all, Iterator<SocketAddress> candidates) {
        if (!candidates.hasNext()) {
            return Future.failedFuture(new Unreachable());
        }
        SocketAddress address = candidates.next();
        return client.request(new RequestOptions()
                        .setServer(address)
                        .setHost(address.host())
                        .setPort(address.port())
                        .setIdleTimeout(silenceLimit.toMillis()))
                .map(request -> {
                    all.answered(address);
                    context.set(REPLICA, address);
                    return request;
                })
                .recover(failure -> {
                    all.failed(address);
                    return connect(context, all, candidates);
                });
    }

    private Replicas replicasOf(Service service) {
        return replicas.getOrDefault(service, NONE);
    }

    private final class Forwarding implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HttpServerRequest request = context.request().proxiedRequest();
            Optional<Service> service = Routes.serviceFor(request.path());
            context.set(SERVICE, service.orElseThrow());
            prepareHeaders(context, request);
            boolean repeatable = isRepeatable(request);
            if (repeatable) {
                // Nothing to stream, so nothing that a second try could miss.
                context.request().setBody(null);
                request.resume();
            }
            int tries = repeatable ? 1 + replicasOf(service.get()).count() : 1;
            return send(context, tries);
        }

        private Future<ProxyResponse> send(ProxyContext context, int tries) {
            return context.sendRequest().recover(failure -> {
                if (failure instanceof Unreachable) {
                    return problem(
                            context,
                            DoorProblem.UNAVAILABLE,
                            "The service behind this path is starting, stopped or overloaded. Nothing was done; try again.");
                }
                if (failure instanceof TimeoutException) {
                    return problem(
                            context,
                            DoorProblem.TIMEOUT,
                            "The service did not answer in time. It may still carry out the request.");
                }
                SocketAddress failed = context.get(REPLICA, SocketAddress.class);
                replicasOf(context.get(SERVICE, Service.class)).failed(failed);
                if (tries > 1) {
                    return send(context, tries - 1);
                }
                return problem(
                        context,
                        DoorProblem.BROKE_OFF,
                        "The service broke off before it answered. It may or may not have carried out the request:"
                                + " look before you repeat it, or repeat it with the same Idempotency-Key.");
            });
        }

        private void prepareHeaders(ProxyContext context, HttpServerRequest request) {
            // Headers that Connection names are between the client and us alone.
            for (String value : request.headers().getAll(HttpHeaders.CONNECTION)) {
                for (String name : value.split(",", -1)) {
                    if (!name.isBlank()) {
                        context.request().headers().remove(name.strip());
                    }
                }
            }
            // Answered by us already (100 Continue); a second answer would have nobody waiting for it.
            context.request().headers().remove(HttpHeaders.EXPECT);
            context.request().headers().remove("Forwarded");
            context.request()
                    .putHeader("X-Forwarded-For", request.remoteAddress().hostAddress());
            context.request().putHeader("X-Forwarded-Proto", "http");
            if (request.authority() != null) {
                context.request()
                        .putHeader("X-Forwarded-Host", request.authority().toString());
            }
        }

        private boolean isRepeatable(HttpServerRequest request) {
            boolean reads =
                    request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            boolean empty = request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
                    && (length == null || length.strip().equals("0"));
            return reads && empty;
        }

        private Future<ProxyResponse> problem(ProxyContext context, DoorProblem problem, String detail) {
            String requestId = DoorProblem.requestId(context.request().proxiedRequest());
            Buffer document = problem.document(detail, requestId);
            ProxyResponse response = context.request()
                    .release()
                    .response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", DoorProblem.MEDIA_TYPE)
                    .putHeader("Request-Id", requestId)
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader("Cache-Control", "no-store")
                    .setBody(Body.body(document));
            if (problem == DoorProblem.UNAVAILABLE) {
                response.putHeader("Retry-After", "1");
            }
            return Future.succeededFuture(response);
        }
    }

    /** No replica accepted a connection. */
    private static final class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreachable() {
            super("no replica accepted a connection", null, false, false);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the front door: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the front door neither opened nor closed in time", e);
        }
    }
}
