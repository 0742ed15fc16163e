package dev.belay.local.issuer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Secrets of one installation, each in a file that only its owner can read. */
public final class Secret {

    private static final String OWNER_ONLY = "rw-------";

    private Secret() {}

    /** The secret of this name; a new random one (64 hex digits) if there is none yet. */
    public static String in(Path folder, String name) throws IOException {
        return in(folder, name, () -> {
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
    }

    static String in(Path folder, String name, Supplier<String> maker) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            // Written beside its place and moved there: two starts at once agree on one, and none is ever cut off.
            Path draft = Files.createTempFile(
                    folder,
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            Files.writeString(draft, maker.get());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}
