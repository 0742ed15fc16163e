package dev.belay.matching.core.index;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A number for each of the values that many people share: skills, levels, languages, zones. One thread adds, any may read.
 * Nothing is ever taken out: what stands here comes from catalogues and from HR's lists, of which there are few and which
 * change seldom.
 */
final class Dictionary<T> {

    private final Map<T, Integer> codes = new ConcurrentHashMap<>();
    private volatile Object[] values = new Object[16];

    /** The value's number, from 1; a new one if it has none. */
    int add(T value) {
        Integer known = codes.get(value);
        if (known != null) {
            return known;
        }
        int code = codes.size() + 1;
        Object[] all = values;
        if (code >= all.length) {
            all = Arrays.copyOf(all, 2 * all.length);
        }
        all[code] = value;
        // Written anew, so that whoever sees the number sees the value.
        values = all;
        codes.put(value, code);
        return code;
    }

    /** The number of a value; 0 for null. */
    int addOrZero(@Nullable T value) {
        return value == null ? 0 : add(value);
    }

    /** The value's number, 0 if it has none. */
    int code(T value) {
        return codes.getOrDefault(value, 0);
    }

    @SuppressWarnings("unchecked")
    T value(int code) {
        return (T) values[code];
    }

    @Nullable
    T valueOrNull(int code) {
        return code == 0 ? null : value(code);
    }

    /** One more than the highest number. */
    int size() {
        return codes.size() + 1;
    }
}
