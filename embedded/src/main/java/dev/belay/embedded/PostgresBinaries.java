package dev.belay.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this machine, unpacked once from the Maven artifact and then shared by all data directories. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The folder that holds {@code bin/postgres}; {@code fallback} is used if the folder of our jars can't be written. */
    static Path unpacked(Path fallback) throws IOException {
        String archive = archiveName();
        URL url = PostgresBinaries.class.getResource("/" + archive);
        if (url == null) {
            throw new StartFailure("There is no PostgreSQL for this kind of machine (" + System.getProperty("os.name")
                    + " on " + System.getProperty("os.arch")
                    + "); Linux and macOS on arm64 and Linux on x86-64 have one.");
        }
        Path jar = jarOf(url);
        // The jar's name carries the version, so an upgrade unpacks anew beside the old one.
        String name = "postgresql-" + jar.getFileName().toString().replaceFirst("\\.jar$", "");
        Path beside = jar.toAbsolutePath().getParent().resolveSibling(name);
        Path home = Files.isDirectory(beside) || Files.isWritable(beside.getParent()) ? beside : fallback.resolve(name);
        if (!Files.isDirectory(home)) {
            unpack(url, home);
        }
        return home;
    }

    private static void unpack(URL archive, Path home) throws IOException {
        Path draft = Files.createTempDirectory(home.getParent(), home.getFileName() + ".");
        // Another user of this machine may start the suite from the same checkout.
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream in = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, draft);
            }
            Files.move(draft, home);
        } catch (IOException e) {
            deleteTree(draft);
            // Two processes may unpack at once: whoever moves first wins, and both have the same content.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("an archive entry points outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch");
        return "postgres-" + os + "-" + (arch.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
    }

    /** {@code jar:file:/…/x.jar!/entry} → {@code /…/x.jar}. */
    private static Path jarOf(URL url) {
        String text = url.getPath();
        try {
            return Path.of(new URL(text.substring(0, text.indexOf('!'))).toURI());
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("PostgreSQL's archive is not in a jar: " + url, e);
        }
    }
}
