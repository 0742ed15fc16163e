package dev.belay.system.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An HTTP/1.1 client that sends whatever bytes it is given, on one connection for as long as the other side keeps it. */
final class RawHttp implements AutoCloseable {
    private static final int SILENCE_LIMIT_MILLIS = 15_000;

    private final URI base;
    private Socket socket;
    private InputStream in;

    RawHttp(URI base) {
        this.base = base;
    }

    /**
     * What came back.
     *
     * @param status 0 if the connection ended without an answer, -1 if nothing came for long
     * @param headers by lower-case name, each line's value on its own
     */
    record Reply(int status, Map<String, List<String>> headers, byte[] body) {
        static final Reply DROPPED = new Reply(0, Map.of(), new byte[0]);
        static final Reply SILENCE = new Reply(-1, Map.of(), new byte[0]);

        List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Reply send(byte[] request, boolean head) {
        boolean isFresh = socket == null;
        try {
            return exchange(request, head);
        } catch (SocketTimeoutException e) {
            close();
            return Reply.SILENCE;
        } catch (IOException e) {
            close();
            if (isFresh) {
                return Reply.DROPPED;
            }
            // The other side may have ended a connection that was idle; then it is the connection's fault.
            return send(request, head);
        }
    }

    private Reply exchange(byte[] request, boolean head) throws IOException {
        if (socket == null) {
            socket = new Socket(base.getHost(), base.getPort());
            socket.setSoTimeout(SILENCE_LIMIT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        IOException cut = null;
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // Whoever is refused while still sending finds the answer all the same, if there is one.
            cut = e;
        }
        try {
            Reply reply = read(head);
            while (reply.status() == 100) {
                reply = read(head);
            }
            boolean ends = reply.header("connection").stream().anyMatch(value -> value.equalsIgnoreCase("close"));
            if (ends || cut != null) {
                close();
            }
            return reply;
        } catch (IOException e) {
            if (cut != null) {
                e.addSuppressed(cut);
            }
            throw e;
        }
    }

    private Reply read(boolean head) throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        byte[] body = new byte[0];
        if (!head && status >= 200 && status != 204 && status != 304) {
            if (headers.containsKey("content-length")) {
                body = in.readNBytes(
                        Integer.parseInt(headers.get("content-length").get(0)));
            } else if (headers.containsKey("transfer-encoding")) {
                body = chunks();
            } else {
                body = in.readAllBytes();
            }
        }
        return new Reply(status, headers, body);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            whole.write(in.readNBytes(size));
            line();
        }
        line();
        return whole.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is of no more use either way.
            in = null;
        }
        socket = null;
    }
}
