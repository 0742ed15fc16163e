package dev.belay.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The issuer's keys of a test run. They lie in files, because Quarkus loads the classes of a test more than once and
 * all of them must agree.
 */
final class TestKeys {
    static final String KEY_ID = "test";
    private static final String DIRECTORY = "belay.test.keys";

    private TestKeys() {}

    static synchronized Path jwks() {
        return directory().resolve("jwks.json");
    }

    static PrivateKey privateKey() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            Files.readAllBytes(directory().resolve("private.der"))));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that the services do not know. */
    static PrivateKey foreignKey() {
        return generate().getPrivate();
    }

    private static synchronized Path directory() {
        String known = System.getProperty(DIRECTORY);
        if (known != null) {
            return Path.of(known);
        }
        try {
            Path directory = Files.createTempDirectory("belay-keys");
            KeyPair pair = generate();
            Files.write(directory.resolve("private.der"), pair.getPrivate().getEncoded());
            RSAPublicKey key = (RSAPublicKey) pair.getPublic();
            Files.writeString(
                    directory.resolve("jwks.json"),
                    "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                            .formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent())));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(directory)));
            System.setProperty(DIRECTORY, directory.toString());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
