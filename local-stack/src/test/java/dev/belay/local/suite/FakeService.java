package dev.belay.local.suite;

import com.sun.net.httpserver.HttpServer;
import dev.belay.local.door.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands in for a packaged service: says that it is ready, and on any other path what its environment is. */
public final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        if (System.getenv("FAKE_FAILS") != null) {
            System.err.println(
                    "java.lang.IllegalStateException: failed\nCaused by: java.io.IOException: as it was told to");
            System.exit(3);
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(
                        System.getenv("QUARKUS_HTTP_HOST"), Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"))),
                0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().getPath().equals("/q/health/ready")
                    ? new byte[] {'{', '}'}
                    : System.getenv().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        System.out.println("the fake service listens");
    }

    /** Makes a project folder with a packaged application for each service. */
    static Path project(Path home) throws IOException {
        for (Service service : Service.values()) {
            Path folder =
                    Files.createDirectories(home.resolve(service.moduleName()).resolve("target/quarkus-app"));
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
            String entry = FakeService.class.getName().replace('.', '/') + ".class";
            try (OutputStream file = Files.newOutputStream(folder.resolve("quarkus-run.jar"));
                    JarOutputStream jar = new JarOutputStream(file, manifest);
                    InputStream code = FakeService.class.getResourceAsStream("/" + entry)) {
                jar.putNextEntry(new JarEntry(entry));
                code.transferTo(jar);
            }
        }
        return home;
    }
}
