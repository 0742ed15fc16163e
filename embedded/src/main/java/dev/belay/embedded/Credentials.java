package dev.belay.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.TreeSet;

/** The random passwords of one data directory, kept in a file that only its owner can read. */
final class Credentials {

    private final Path file;
    private final Properties passwords = new Properties();
    private final SecureRandom random = new SecureRandom();

    private Credentials(Path file) {
        this.file = file;
    }

    static Credentials in(Path dataDir) throws IOException {
        Credentials credentials = new Credentials(dataDir.resolve("credentials.properties"));
        if (Files.exists(credentials.file)) {
            credentials.passwords.load(new StringReader(Files.readString(credentials.file)));
        }
        return credentials;
    }

    /** The password of this role, made on first use. */
    String of(String role) throws IOException {
        String known = passwords.getProperty(role);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        passwords.setProperty(role, password);
        save();
        return password;
    }

    private void save() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String role : new TreeSet<>(passwords.stringPropertyNames())) {
            lines.append(role).append('=').append(passwords.getProperty(role)).append('\n');
        }
        // A new file moved into place: a crash half way never leaves a password file that is cut off.
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, lines);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
