package dev.belay.profile.skills;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillCatalogueTest {

    private static final SkillCatalogue CATALOGUE = SkillCatalogue.load();

    @Test
    void holdsEnoughSkillsOfEveryCompetency() {
        assertTrue(CATALOGUE.skills().size() >= 250, CATALOGUE.skills().size() + " skills");
        Map<String, List<Skill>> byCompetency = CATALOGUE.skills().stream().collect(groupingBy(Skill::competency));
        for (String competency : SkillCatalogue.COMPETENCIES) {
            int count = byCompetency.getOrDefault(competency, List.of()).size();
            assertTrue(count >= 6, competency + " has " + count + " skills");
        }
    }

    @Test
    void knowsTheSameCompetenciesAsTheLadder() throws IOException {
        Set<String> keys = new HashSet<>();
        json("/catalogue/competencies.json")
                .forEach(competency -> keys.add(competency.path("key").asText()));
        assertEquals(SkillCatalogue.COMPETENCIES, keys);
    }

    @Test
    void usesEveryCategoryAndListsSkillsByKey() {
        assertEquals(
                CATALOGUE.categories().stream().map(Category::key).collect(toSet()),
                CATALOGUE.skills().stream().map(Skill::category).collect(toSet()));
        List<String> keys = CATALOGUE.skills().stream().map(Skill::key).toList();
        assertEquals(keys.stream().distinct().sorted().toList(), keys);
    }

    @Test
    void listsNoAliasThatSaysTheSameAsKeyNameOrAnotherAlias() {
        for (Skill skill : CATALOGUE.skills()) {
            Set<String> writings = new HashSet<>(
                    List.of(SkillCatalogue.normalise(skill.key()), SkillCatalogue.normalise(skill.name())));
            for (String alias : skill.aliases()) {
                assertTrue(writings.add(SkillCatalogue.normalise(alias)), skill.key() + ": " + alias);
            }
        }
    }

    @Test
    void resolvesEachSkillByKeyNameAndAliases() {
        for (Skill skill : CATALOGUE.skills()) {
            assertEquals(Optional.of(skill), CATALOGUE.find(skill.key()));
            assertEquals(Optional.of(skill), CATALOGUE.resolve(skill.key()));
            assertEquals(Optional.of(skill), CATALOGUE.resolve(skill.name()));
            skill.aliases().forEach(alias -> assertEquals(Optional.of(skill), CATALOGUE.resolve(alias)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "node.js, nodejs",
        "Node JS, nodejs",
        "nodejs, nodejs",
        "NODE_JS, nodejs",
        "'  node  -  js ', nodejs",
        "ｎｏｄｅ．ｊｓ, nodejs",
        "node\u00a0js, nodejs",
        "node\u2011js, nodejs",
        "node\u200bjs, nodejs",
        "c, c",
        "C, c",
        "c#, csharp",
        "C #, csharp",
        "c-sharp, csharp",
        "c++, cpp",
        "C ++, cpp",
        "f#, fsharp",
        ".net, dotnet",
        " .NET , dotnet",
        "dotnet, dotnet",
        ".net core, dotnet",
        ".netcore, dotnet",
        "asp.net, aspnet",
        "ASP.NET Core, aspnet-core",
        "angular, angular",
        "angular2, angular",
        "angularjs, angularjs",
        "Angular.js, angularjs",
        "java, java",
        "java script, javascript",
        "react native, react-native",
        "no-sql, nosql-databases",
        "k8s, kubernetes",
        "ai, artificial-intelligence",
        "go, go",
        "mongo, mongodb",
        "spring, spring",
        "SpringBoot, spring-boot",
        "résumé, resume-writing",
        "rx, reactivex",
        "rxjs, rxjs",
        "networking, networking",
        "CI / CD pipelines, ci-cd",
        "net, ''",
        "sharp, ''",
        "retail, ''",
        "j, ''",
        "javas, ''",
        "mongoos, ''",
        "spring boot and java, ''",
        "cv, ''",
        "'', ''",
        "' . ', ''",
        "///, ''",
        "#, ''"
    })
    void resolvesWhatIsMeantAndNothingElse(String text, String key) {
        assertEquals(key, CATALOGUE.resolve(text).map(Skill::key).orElse(""));
    }

    @Test
    void resolvesNoPartOfAWord() {
        for (String text : List.of("retail", "javascripts", "angularjs-like", "mongogo", "cc", "rest in peace")) {
            assertEquals(Optional.empty(), CATALOGUE.resolve(text), text);
        }
        assertNotEquals(CATALOGUE.resolve("angular"), CATALOGUE.resolve("angularjs"));
    }

    @Test
    void findsExactKeysOnly() {
        assertTrue(CATALOGUE.find("csharp").isPresent());
        assertFalse(CATALOGUE.find("C#").isPresent());
        assertFalse(CATALOGUE.find("CSharp").isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "java, java javascript",
        "js, javascript",
        "postg, postgresql",
        "spring bo, spring-boot",
        "boot spr, spring-boot",
        "sql ser, sql-server",
        ".net, dotnet dotnet-maui",
        "c, c csharp cpp",
        "native react, react-native",
        "kuberentes, kubernetes"
    })
    void listsTheBestFirst(String text, String keys) {
        List<String> expected = List.of(keys.split(" "));
        assertEquals(expected, keys(CATALOGUE.search(text, expected.size())));
    }

    @Test
    void searchesByWordsNotByLettersInside() {
        SkillCatalogue shop = SkillCatalogue.of(List.of(
                skill("retail", "Retail systems"),
                skill("ai", "AI"),
                skill("aim", "Aiming"),
                skill("trade", "AI trade")));
        assertEquals(List.of("ai", "aim", "trade"), keys(shop.search("ai", 10)));
        assertEquals(List.of("retail"), keys(shop.search("sys", 10)));
        assertEquals(List.of(), shop.search("tail", 10));
        assertEquals(List.of(), CATALOGUE.search("retail", 10));
    }

    @Test
    void searchAnswersWithinItsLimitAlwaysInTheSameOrder() {
        List<Skill> all = CATALOGUE.search("data", 200);
        assertEquals(all.subList(0, 3), CATALOGUE.search("data", 3));
        assertEquals(List.of(), CATALOGUE.search("data", 0));
        List<Skill> backwards = new ArrayList<>(CATALOGUE.skills());
        Collections.reverse(backwards);
        assertEquals(all, SkillCatalogue.of(backwards).search("data", 200));
    }

    @ParameterizedTest
    @CsvSource({
        "postgress, postgresql",
        "kuberentes, kubernetes",
        "javscript, javascript",
        "pyhton, python",
        "typescrpit, typescript",
        "gogle cloud, google-cloud",
        "mangodb, mongodb",
        "dokcer, docker",
        "ajva, java",
        "gti, git",
        "sprnig, spring",
        "oracel, oracle-database",
        "elastcserch, elasticsearch"
    })
    void suggestsForMisspellings(String misspelt, String key) {
        assertEquals(Optional.empty(), CATALOGUE.resolve(misspelt));
        assertEquals(key, keys(CATALOGUE.suggest(misspelt, 5)).get(0));
    }

    @Test
    void suggestsSkillsThatHaveTheWord() {
        assertEquals(List.of("hiring-interviews", "interview-preparation"), keys(CATALOGUE.suggest("interviews", 5)));
        assertTrue(keys(CATALOGUE.suggest("management", 50)).contains("people-management"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "...",
                "///",
                "xx",
                "xyz",
                "asdfgh",
                "qwertz",
                "foo",
                "retail",
                "cooking",
                "lorem ipsum",
                "💥💥💥"
            })
    void suggestsNothingForNonsense(String text) {
        assertEquals(List.of(), CATALOGUE.suggest(text, 5));
        assertEquals(List.of(), CATALOGUE.search(text, 5));
    }

    @Test
    void seldomSuggestsAnythingForRandomLetters() {
        Random random = new Random(20);
        long suggested = IntStream.range(0, 2_000)
                .mapToObj(i -> random.ints(3 + i % 8, 'a', 'z' + 1)
                        .mapToObj(Character::toString)
                        .collect(joining()))
                .filter(text -> CATALOGUE.resolve(text).isEmpty())
                .filter(text -> !CATALOGUE.suggest(text, 5).isEmpty())
                .count();
        assertTrue(suggested < 40, suggested + " of 2,000 random texts have suggestions");
    }

    @Test
    void ignoresTextsTooLongToBeASkill() {
        String longText = "java ".repeat(100_000);
        assertAll(
                () -> assertEquals(Optional.empty(), CATALOGUE.resolve(longText)),
                () -> assertEquals(List.of(), CATALOGUE.search(longText, 5)),
                () -> assertEquals(List.of(), CATALOGUE.suggest(longText, 5)));
    }

    @Test
    void refusesContradictoryDataAndSaysAllThatIsWrong() {
        List<Skill> skills = List.of(
                new Skill("java", "Java", "language", "technical-skills", List.of("J.V.M"), List.of("java"), Map.of()),
                new Skill("java", "Java", "language", "technical-skills", List.of(), List.of(), Map.of()),
                new Skill("jvm", "Machine", "language", "magic", List.of("--"), List.of("scala"), Map.of()),
                new Skill("No_Key", "Other", "nowhere", "network", List.of(), List.of(), Map.of()));
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> SkillCatalogue.of(skills, List.of(new Category("language", "Languages"))));
        for (String problem : List.of(
                "key 'java' is used twice",
                "key 'No_Key' isn't in lower case with single hyphens",
                "'jvm' means both java and jvm",
                "jvm: '--' can't be a name or an alias",
                "jvm: there is no competency 'magic'",
                "No_Key: there is no category 'nowhere'",
                "java: related 'java' is no other skill",
                "jvm: related 'scala' is no other skill")) {
            assertTrue(refused.getMessage().contains("\n- " + problem), problem + "\nnot in: " + refused.getMessage());
        }
    }

    @Test
    void tableOfMentorTagsIsComplete() throws IOException {
        Map<String, Integer> occurrences = new TreeMap<>();
        json("/sample/mentors.json")
                .forEach(
                        mentor -> mentor.path("tags").forEach(tag -> occurrences.merge(tag.asText(), 1, Integer::sum)));
        Map<String, Integer> listed = new TreeMap<>();
        for (MentorTag row : mentorTags()) {
            assertEquals(null, listed.put(row.tag(), row.occurrences()), row.tag() + " is listed twice");
            row.skills().forEach(key -> assertTrue(CATALOGUE.find(key).isPresent(), row.tag() + ": no skill " + key));
            assertFalse(row.skills().isEmpty() && row.verdict().isBlank(), row.tag() + " wants a verdict");
        }
        assertEquals(occurrences, listed);
        assertEquals(219, listed.size());
    }

    @Test
    void understandsWhatMentorsMean() throws IOException {
        int meant = 0;
        int understood = 0;
        List<String> misunderstood = new ArrayList<>();
        for (MentorTag row : mentorTags()) {
            Set<String> resolved = Arrays.stream(row.tag().split(","))
                    .flatMap(part -> CATALOGUE.resolve(part).stream())
                    .map(Skill::key)
                    .collect(toSet());
            boolean right = resolved.equals(row.skills());
            if (!right) {
                misunderstood.add(row.tag() + " is read as " + resolved + " but means " + row.skills());
            }
            if (row.skills().isEmpty()) {
                assertTrue(right, row.tag() + " means no skill, yet is read as " + resolved);
            } else {
                meant += row.occurrences();
                understood += right ? row.occurrences() : 0;
            }
        }
        System.out.printf(
                "Mentor tags: of %,d occurrences that mean a skill, %,d are understood (%.1f %%). %s%n",
                meant, understood, 100.0 * understood / meant, String.join("; ", misunderstood));
        // 95 % would do for other data; this table and the catalogue are edited together.
        assertEquals(List.of(), misunderstood);
    }

    private static Skill skill(String key, String name) {
        return new Skill(key, name, "any", "technical-skills", List.of(), List.of(), Map.of());
    }

    private static List<String> keys(List<Skill> skills) {
        return skills.stream().map(Skill::key).toList();
    }

    /** A reviewed row: what a tag means, as keys of skills. */
    private record MentorTag(String tag, int occurrences, Set<String> skills, String verdict) {}

    private static List<MentorTag> mentorTags() throws IOException {
        List<String> lines = text("/sample/mentor-tags.csv").lines().toList();
        assertEquals("tag,occurrences,skills,verdict", lines.get(0));
        return lines.stream()
                .skip(1)
                .map(SkillCatalogueTest::fields)
                .map(fields -> new MentorTag(
                        fields.get(0),
                        Integer.parseInt(fields.get(1)),
                        fields.get(2).isEmpty()
                                ? Set.of()
                                : Set.of(fields.get(2).split(" ")),
                        fields.get(3)))
                .toList();
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        Matcher field =
                Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))").matcher(line);
        while (field.find()) {
            fields.add(field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\""));
        }
        assertEquals(4, fields.size(), line);
        return fields;
    }

    private static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(text(file));
    }

    private static String text(String file) throws IOException {
        try (InputStream in = SkillCatalogueTest.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
