package dev.belay.platform.paging;

import dev.belay.platform.problems.InvalidRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * An opaque place in a keyset-paged list: the sort key of the last item shown. It holds nothing that the reader could
 * not see in that item, so it needs no secret; what does not decode to a key of the list is refused.
 */
public final class Cursor {
    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    public static String of(Object... key) {
        String joined = String.join(
                SEPARATOR, List.of(key).stream().map(String::valueOf).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @return the key's parts, exactly {@code size} of them
     * @throws InvalidRequest if the text is not a cursor with that many parts
     */
    public static List<String> parse(String cursor, int size) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            List<String> parts = List.of(text.split(SEPARATOR, -1));
            if (parts.size() == size && text.indexOf('\0') < 0) {
                return parts;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Refused below, like any other text that is no cursor.
        }
        throw InvalidRequest.cursor();
    }

    public static UUID uuid(String part) {
        try {
            return UUID.fromString(part);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.cursor();
        }
    }
}
