package dev.belay.local.cli;

import dev.belay.local.suite.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine has, and what it should have for Belay. */
final class Machine {

    private static final long MEGABYTE = 1024 * 1024;
    private static final long MEMORY_WANTED_MB = 2_000;
    private static final long DISK_WANTED_MB = 1_000;

    private Machine() {}

    static String description(Path folder) {
        return "Java %s (%s), %d cores, %d MB of memory, %d MB free on the disk of %s"
                .formatted(
                        Runtime.version().feature(),
                        System.getProperty("java.vendor"),
                        Runtime.getRuntime().availableProcessors(),
                        memoryMegabytes(),
                        freeMegabytes(folder),
                        folder);
    }

    static List<String> lacks(Path folder) {
        List<String> lacks = new ArrayList<>();
        if (!Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "javac"))) {
            lacks.add("a whole JDK: this Java has no compiler, so nothing can be built");
        }
        if (!Programs.has("git")) {
            lacks.add("git, to get newer versions");
        }
        if (!Programs.has("mvn") && !Programs.has("curl") && !Programs.has("wget")) {
            lacks.add("Maven, or curl or wget to fetch it");
        }
        if ("root".equals(System.getProperty("user.name")) && !Programs.has("unshare")) {
            lacks.add("unshare (util-linux), without which PostgreSQL does not run as root");
        }
        if (memoryMegabytes() < MEMORY_WANTED_MB) {
            lacks.add("memory: " + MEMORY_WANTED_MB + " MB are comfortable");
        }
        if (freeMegabytes(folder) < DISK_WANTED_MB) {
            lacks.add("disk space: " + DISK_WANTED_MB + " MB are comfortable");
        }
        return lacks;
    }

    /** Resident memory of a process in MB, where the system tells. */
    static Optional<Long> memoryOf(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            // The process ended while we looked.
            return Optional.empty();
        }
    }

    private static long memoryMegabytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() / MEGABYTE
                : 0;
    }

    private static long freeMegabytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
