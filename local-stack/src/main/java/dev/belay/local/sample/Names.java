package dev.belay.local.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Places, and invented names that fit them. No two people get the same user name. */
final class Names {

    /** A city of a country, with the origin of the names that people there get. */
    record Place(String country, String origin, String city, String timeZone) {}

    /** A name and the user name made of it. */
    record Name(String given, String family, String userName) {}

    private final Map<String, List<Place>> places = new HashMap<>();
    private final Map<String, List<String>> given = new HashMap<>();
    private final Map<String, List<String>> family = new HashMap<>();
    private final Set<String> taken = new HashSet<>(Set.of("ada", "grace", "mary", "root"));

    Names() {
        for (String[] row : rows("places.txt")) {
            places.computeIfAbsent(row[0], country -> new ArrayList<>()).add(new Place(row[0], row[1], row[2], row[3]));
        }
        for (String[] row : rows("names.txt")) {
            given.put(row[0], words(row[1]));
            family.put(row[0], words(row[2]));
        }
    }

    /** One of the country's cities; for a country without any, a place that is somewhere in Europe. */
    Place place(String country, Random random) {
        List<Place> known =
                places.getOrDefault(country, List.of(new Place(null, "french", "Europe", "Europe/Brussels")));
        return known.get(random.nextInt(known.size()));
    }

    Name name(Place place, Random random) {
        List<String> givenNames = given.get(place.origin());
        List<String> familyNames = family.get(place.origin());
        while (true) {
            String first = givenNames.get(random.nextInt(givenNames.size()));
            String last = familyNames.get(random.nextInt(familyNames.size()));
            String userName = plain(first) + "." + plain(last);
            if (taken.add(userName)) {
                return new Name(first, last, userName);
            }
        }
    }

    /** Lower-case ASCII letters only. */
    private static String plain(String name) {
        String replaced = name.replace("ł", "l")
                .replace("Ł", "L")
                .replace("ø", "o")
                .replace("æ", "ae")
                .replace("ı", "i")
                .replace("Đ", "D")
                .replace("đ", "d");
        return Normalizer.normalize(replaced, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            words.add(word.replace('_', ' '));
        }
        return words;
    }

    private static List<String[]> rows(String resource) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Names.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
