package dev.belay.bench.quality;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.belay.bench.quality.Organisation.Gap;
import dev.belay.bench.quality.Organisation.Offer;
import dev.belay.bench.quality.Organisation.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes what the readers read: mentees of the sample organisation, each with a dozen mentors whom the hard rules let pass. Of the
 * dozen, each way of ranking brings its first three, and chance the rest; they stand in a random order, without names,
 * scores or who brought them. Seeded: the same organisation gives the same sheet.
 */
public final class Cases {

    static final int MENTORS = 12;

    private static final long SEED = 5;
    private static final int PER_FOCUS = 5;
    private static final int OF_EACH_RANKING = 3;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** @param mentors by the letter under which the sheet shows them */
    record Case(String number, String mentee, Map<String, String> mentors) {}

    private Cases() {}

    /** Writes {@code cases.json} and {@code sheet.md}. */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(System.getProperty("belay.home"));
        Organisation organisation = Organisation.read(home);
        List<Case> cases = choose(organisation);
        Path folder = Files.createDirectories(home.resolve("bench/src/main/resources/quality"));
        Files.writeString(folder.resolve("cases.json"), JSON.writeValueAsString(cases) + "\n");
        String sheet = cases.stream().map(one -> sheet(organisation, one)).collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("sheet.md"), sheet);
        System.out.println(cases.size() + " cases");
    }

    static List<Case> read(Path home) throws IOException {
        return JSON.readValue(
                home.resolve("bench/src/main/resources/quality/cases.json").toFile(), new TypeReference<>() {});
    }

    private static List<Case> choose(Organisation organisation) {
        Random random = new Random(SEED);
        Map<String, List<String>> byFocus = new LinkedHashMap<>();
        organisation.offers().forEach((mentee, offers) -> {
            if (offers.size() >= MENTORS) {
                byFocus.computeIfAbsent(organisation.people().get(mentee).headline(), headline -> new ArrayList<>())
                        .add(mentee);
            }
        });
        List<Case> cases = new ArrayList<>();
        byFocus.values().stream().filter(mentees -> mentees.size() >= PER_FOCUS).forEach(mentees -> {
            Collections.shuffle(mentees, random);
            for (String mentee : mentees.subList(0, PER_FOCUS)) {
                cases.add(oneCase(organisation, "%02d".formatted(cases.size() + 1), mentee, random));
            }
        });
        return cases;
    }

    private static Case oneCase(Organisation organisation, String number, String mentee, Random random) {
        Person person = organisation.people().get(mentee);
        List<Offer> offers = new ArrayList<>(organisation.offers().get(mentee));
        Collections.shuffle(offers, random);
        Set<String> chosen = new LinkedHashSet<>();
        Map<String, Ranking> rankings = Ranking.all(organisation);
        for (String name : List.of(Ranking.BELAY, Ranking.JACCARD, Ranking.PEER)) {
            Ranking ranking = rankings.get(name);
            offers.stream()
                    .sorted(Comparator.comparingDouble((Offer offer) -> -ranking.score(person, offer)))
                    .limit(OF_EACH_RANKING)
                    .forEach(offer -> chosen.add(offer.mentor()));
        }
        offers.stream().map(Offer::mentor).filter(mentor -> !chosen.contains(mentor)).toList().stream()
                .limit(MENTORS - chosen.size())
                .forEach(chosen::add);
        List<String> mentors = new ArrayList<>(chosen);
        Collections.shuffle(mentors, random);
        Map<String, String> lettered = new LinkedHashMap<>();
        mentors.forEach(mentor -> lettered.put(String.valueOf((char) ('A' + lettered.size())), mentor));
        return new Case(number, mentee, lettered);
    }

    private static String sheet(Organisation organisation, Case one) {
        Person mentee = organisation.people().get(one.mentee());
        StringBuilder text = new StringBuilder();
        text.append("## Case ").append(one.number()).append("\n\n");
        text.append("**Mentee**: level ")
                .append(mentee.level())
                .append(", aims for ")
                .append(mentee.targetLevel())
                .append("; ")
                .append(mentee.department())
                .append("; speaks ")
                .append(String.join(", ", mentee.languages()))
                .append(". \"")
                .append(mentee.headline())
                .append("\"\n\n");
        text.append("- works with: ")
                .append(skills(mentee, mentee.skills().keySet()))
                .append('\n');
        text.append("- wants to learn: ")
                .append(String.join(", ", mentee.wanted()))
                .append('\n');
        text.append("- missing for ")
                .append(mentee.targetLevel())
                .append(": ")
                .append(mentee.gaps().stream().map(Cases::gap).collect(Collectors.joining(", ")))
                .append("\n\n");
        one.mentors().forEach((letter, name) -> {
            Person mentor = organisation.people().get(name);
            text.append("- **")
                    .append(letter)
                    .append("**: level ")
                    .append(mentor.level())
                    .append("; ")
                    .append(mentor.department())
                    .append("; speaks ")
                    .append(String.join(", ", mentor.languages()))
                    .append("; in common ")
                    .append(mentor.week().inCommonWith(mentee.week()))
                    .append("; teaches ")
                    .append(skills(mentor, mentor.taught()))
                    .append('\n');
        });
        return text.toString();
    }

    private static String gap(Gap gap) {
        return gap.skill() + " " + gap.current() + "→" + gap.target();
    }

    private static String skills(Person person, Iterable<String> keys) {
        List<String> words = new ArrayList<>();
        keys.forEach(key -> words.add(key + " " + person.skills().getOrDefault(key, 0)));
        return String.join(", ", words);
    }
}
