package dev.belay.matching.core.score;

import java.util.List;

/** Small pieces of English. */
final class Words {

    private Words() {}

    /** {@code 1 step}, {@code 2 steps}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code a}; {@code a and b}; {@code a, b and c}. */
    static String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }

    /** {@code 2 h 30 min}, {@code 45 min}, {@code 3 h}. */
    static String duration(int minutes) {
        String hours = minutes >= 60 ? minutes / 60 + " h" : "";
        String rest = minutes % 60 > 0 || minutes == 0 ? minutes % 60 + " min" : "";
        return hours.isEmpty() || rest.isEmpty() ? hours + rest : hours + " " + rest;
    }

    /** A key such as {@code problem-solving} as words. */
    static String spaced(String key) {
        return key.replace('-', ' ');
    }
}
