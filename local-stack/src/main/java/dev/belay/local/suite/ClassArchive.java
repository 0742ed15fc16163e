package dev.belay.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JVM's archive of a service's loaded classes (CDS), which makes each start after the first shorter by about a third. The
 * first run of a build writes it when it ends, which takes some seconds; an archive that does not fit the build or the JVM is
 * ignored by the JVM.
 */
final class ClassArchive {

    /** For suites that are not started again. */
    static final ClassArchive NONE = new ClassArchive(null);

    private final Path file;

    private ClassArchive(Path file) {
        this.file = file;
    }

    /** The archive for the application in this jar, which must exist; archives of earlier builds are removed. */
    static ClassArchive in(Path folder, String name, Path jar) {
        try {
            Files.createDirectories(folder);
            String build = Long.toHexString(Files.getLastModifiedTime(jar).toMillis());
            Path file =
                    folder.resolve(name + "-" + build + "-" + Runtime.version().feature() + ".jsa");
            try (Stream<Path> others = Files.list(folder)) {
                for (Path other : others.filter(
                                one -> one.getFileName().toString().startsWith(name + "-"))
                        .toList()) {
                    if (!other.equals(file)) {
                        Files.delete(other);
                    }
                }
            }
            return new ClassArchive(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> jvmOptions() {
        if (file == null) {
            return List.of();
        }
        String use = Files.exists(file) ? "-XX:SharedArchiveFile=" + file : "-XX:ArchiveClassesAtExit=" + draft();
        return List.of(use, "-Xlog:cds*=off", "-Xlog:class+path=off");
    }

    /** Once the JVM has ended in order, what it wrote is whole. */
    void keep() {
        try {
            if (file != null && Files.exists(draft())) {
                Files.move(draft(), file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path draft() {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
