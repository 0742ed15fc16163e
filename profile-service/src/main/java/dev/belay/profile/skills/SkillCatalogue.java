package dev.belay.profile.skills;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/**
 * All skills, and what people mean when they write one.
 *
 * <p>People write the same skill in many ways. Two writings meet if they are equal after this normalisation: Unicode
 * NFKC, lower case, then spaces, hyphens, underscores and dots are dropped. So {@code node.js}, {@code Node JS} and
 * {@code nodejs} meet. Signs such as {@code #} and {@code +} stay, and so does a dot before the first letter: {@code c},
 * {@code c#} and {@code c++} are three skills, and {@code .net} isn't {@code net}. Whole writings are compared, never
 * parts of them: {@code java} isn't found in {@code javascript}, nor {@code ai} in {@code retail}.
 *
 * <p>Immutable, and safe to share among threads.
 */
public final class SkillCatalogue {

    /** Keys of the eight competencies, one of which every skill counts for. */
    public static final Set<String> COMPETENCIES = Set.of(
            "technical-skills",
            "problem-solving",
            "system-architecture",
            "communication",
            "leadership",
            "network",
            "continuous-learning",
            "showcase");

    /** Nothing longer is a skill; it also bounds the work that one text can cause. */
    private static final int LONGEST_TEXT = 100;

    /** Shorter words ("and", "for") stand in names for other reasons than their meaning. */
    private static final int SHORTEST_TO_SUGGEST_BY = 4;

    private static final int MOST_TYPOS = 3;

    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    // NFKC leaves several kinds of dash, and invisible format characters arrive with text pasted from web pages.
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}_.]+");
    private static final Pattern LEADING_DOT = Pattern.compile("\\.[\\p{L}\\p{N}].*", Pattern.DOTALL);
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}_/(),&]+");

    // By the number of typos allowed.
    private static final List<DamerauLevenshteinDistance> DISTANCES =
            Stream.of(0, 1, 2, MOST_TYPOS).map(DamerauLevenshteinDistance::new).toList();

    private final List<Entry> entries;
    private final Map<String, Skill> byKey;
    private final Map<String, Skill> byWriting;
    private final List<Skill> skills;
    private final List<Category> categories;

    private SkillCatalogue(List<Skill> skills, List<Category> categories) {
        this.skills = skills.stream().sorted(comparing(Skill::key)).toList();
        this.categories = List.copyOf(categories);
        List<String> problems = new ArrayList<>();
        this.byKey = indexByKey(this.skills, problems);
        this.byWriting = indexByWriting(this.skills, problems);
        checkReferences(problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("the skill catalogue is invalid:\n- " + String.join("\n- ", problems));
        }
        this.entries = this.skills.stream().map(Entry::of).toList();
    }

    /**
     * The catalogue that ships with the service.
     *
     * @throws IllegalStateException if its files can't be read
     * @throws IllegalArgumentException if they contradict each other, with everything that is wrong
     */
    public static SkillCatalogue load() {
        return of(
                read("/catalogue/skills.json", new TypeReference<List<Skill>>() {}),
                read("/catalogue/categories.json", new TypeReference<List<Category>>() {}));
    }

    /**
     * A catalogue of just these skills, whose categories are those they name.
     *
     * @throws IllegalArgumentException if they contradict each other, with everything that is wrong
     */
    public static SkillCatalogue of(List<Skill> skills) {
        List<Category> named = skills.stream()
                .map(Skill::category)
                .distinct()
                .sorted()
                .map(key -> new Category(key, key))
                .toList();
        return of(skills, named);
    }

    /**
     * A catalogue of just these skills and categories.
     *
     * @throws IllegalArgumentException if they contradict each other, with everything that is wrong
     */
    public static SkillCatalogue of(List<Skill> skills, List<Category> categories) {
        return new SkillCatalogue(skills, categories);
    }

    /** All skills by key. */
    public List<Skill> skills() {
        return skills;
    }

    /** All categories in the order in which they are shown. */
    public List<Category> categories() {
        return categories;
    }

    /** The skill with exactly this key. */
    public Optional<Skill> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The skill that this text means: its key, its name or one of its aliases, compared after normalisation. */
    public Optional<Skill> resolve(String text) {
        return tooLong(text) ? Optional.empty() : Optional.ofNullable(byWriting.get(normalise(text)));
    }

    /**
     * The skills that somebody who typed this text may look for, best first: the one whose key or name it is, the one
     * whose alias it is, those whose name it begins, those where each of its words begins a word of the name, those
     * where it does so in an alias. Only if there are none, those it may be a misspelling of. What is nearer to being
     * complete comes first, then the order is by key. Nothing for an empty text.
     */
    public List<Skill> search(String text, int limit) {
        if (tooLong(text)) {
            return List.of();
        }
        Query query = Query.of(text);
        List<Skill> found = findByWords(query, entry -> true).limit(limit).toList();
        return found.isEmpty() ? findMisspelt(query).limit(limit).toList() : found;
    }

    /**
     * The skills that a text which {@link #resolve resolves} to none may be meant for, best first: those it may be a
     * misspelling of, then those that have all its words whole in their name or an alias. Often there are none.
     */
    public List<Skill> suggest(String unknown, int limit) {
        if (tooLong(unknown)) {
            return List.of();
        }
        Query query = Query.of(unknown);
        Stream<Skill> byWords = query.writing().length() < SHORTEST_TO_SUGGEST_BY
                ? Stream.empty()
                : findByWords(query, entry -> entry.hasWordsOf(query));
        return Stream.concat(findMisspelt(query), byWords)
                .distinct()
                .limit(limit)
                .toList();
    }

    private Stream<Skill> findByWords(Query query, Predicate<Entry> alsoIf) {
        return entries.stream()
                .filter(alsoIf)
                .map(entry -> new Hit(entry.skill(), entry.rank(query), entry.length()))
                .filter(hit -> hit.rank() != Entry.NO_MATCH)
                .sorted(Hit.BEST_FIRST)
                .map(Hit::skill);
    }

    private Stream<Skill> findMisspelt(Query query) {
        return entries.stream()
                .map(entry -> new Hit(entry.skill(), entry.typos(query.writing()), entry.length()))
                .filter(hit -> hit.rank() != Entry.NO_MATCH)
                .sorted(Hit.BEST_FIRST)
                .map(Hit::skill);
    }

    private static boolean tooLong(String text) {
        return text.length() > LONGEST_TEXT;
    }

    /** The form in which writings are compared; empty if nothing but separators was written. */
    static String normalise(String text) {
        String folded = fold(text);
        String joined = SEPARATORS.matcher(folded).replaceAll("");
        return LEADING_DOT.matcher(folded).matches() ? "." + joined : joined;
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** The words of a text, normalised. */
    private static Stream<String> words(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(fold(text)))
                .map(SkillCatalogue::normalise)
                .filter(word -> !word.isEmpty());
    }

    private static Map<String, Skill> indexByKey(List<Skill> skills, List<String> problems) {
        Map<String, Skill> byKey = new HashMap<>();
        for (Skill skill : skills) {
            if (!KEY.matcher(skill.key()).matches()) {
                problems.add("key '" + skill.key() + "' isn't in lower case with single hyphens");
            }
            if (byKey.putIfAbsent(skill.key(), skill) != null) {
                problems.add("key '" + skill.key() + "' is used twice");
            }
        }
        return Map.copyOf(byKey);
    }

    private static Map<String, Skill> indexByWriting(List<Skill> skills, List<String> problems) {
        Map<String, Skill> byWriting = new HashMap<>();
        for (Skill skill : skills) {
            for (String writing : writings(skill)) {
                String normalised = normalise(writing);
                if (normalised.isEmpty() || tooLong(writing)) {
                    problems.add(skill.key() + ": '" + writing + "' can't be a name or an alias");
                    continue;
                }
                Skill other = byWriting.putIfAbsent(normalised, skill);
                if (other != null && !other.key().equals(skill.key())) {
                    problems.add("'" + writing + "' means both " + other.key() + " and " + skill.key());
                }
            }
        }
        return Map.copyOf(byWriting);
    }

    private void checkReferences(List<String> problems) {
        Set<String> categoryKeys = categories.stream().map(Category::key).collect(toUnmodifiableSet());
        if (categoryKeys.size() < categories.size()) {
            problems.add("a category is listed twice");
        }
        for (Skill skill : skills) {
            if (!categoryKeys.contains(skill.category())) {
                problems.add(skill.key() + ": there is no category '" + skill.category() + "'");
            }
            if (!COMPETENCIES.contains(skill.competency())) {
                problems.add(skill.key() + ": there is no competency '" + skill.competency() + "'");
            }
            for (String related : skill.related()) {
                if (!byKey.containsKey(related) || related.equals(skill.key())) {
                    problems.add(skill.key() + ": related '" + related + "' is no other skill");
                }
            }
        }
    }

    private static List<String> writings(Skill skill) {
        return Stream.concat(Stream.of(skill.key(), skill.name()), skill.aliases().stream())
                .toList();
    }

    private static <T> T read(String file, TypeReference<T> type) {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (InputStream in = SkillCatalogue.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the skill catalogue's " + file + " isn't on the class path");
            }
            return mapper.readValue(in, type);
        } catch (IOException e) {
            throw new IllegalStateException("the skill catalogue's " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private record Query(String writing, Set<String> words) {

        static Query of(String text) {
            return new Query(normalise(text), SkillCatalogue.words(text).collect(toUnmodifiableSet()));
        }
    }

    /**
     * @param rank lower is better
     * @param length of the skill's name: the shorter, the nearer what was typed is to being complete
     */
    private record Hit(Skill skill, int rank, int length) {

        static final Comparator<Hit> BEST_FIRST = comparingInt(Hit::rank)
                .thenComparingInt(Hit::length)
                .thenComparing(hit -> hit.skill().key());
    }

    /** A skill with its writings prepared for comparison. */
    private record Entry(Skill skill, List<Label> names, List<Label> aliases) {

        static final int NO_MATCH = Integer.MAX_VALUE;

        static Entry of(Skill skill) {
            return new Entry(
                    skill,
                    Stream.of(skill.name(), skill.key())
                            .map(Label::of)
                            .distinct()
                            .toList(),
                    skill.aliases().stream().map(Label::of).toList());
        }

        int length() {
            return names.get(0).writing().length();
        }

        int rank(Query query) {
            if (query.words().isEmpty()) {
                return NO_MATCH;
            }
            if (names.stream().anyMatch(label -> label.is(query))) {
                return 0;
            }
            if (aliases.stream().anyMatch(label -> label.is(query))) {
                return 1;
            }
            if (names.stream().anyMatch(label -> label.startsWith(query))) {
                return 2;
            }
            if (names.stream().anyMatch(label -> label.hasWordsBegunBy(query))) {
                return 3;
            }
            return aliases.stream().anyMatch(label -> label.startsWith(query) || label.hasWordsBegunBy(query))
                    ? 4
                    : NO_MATCH;
        }

        boolean hasWordsOf(Query query) {
            return labels().anyMatch(label -> label.hasWordsOf(query));
        }

        private Stream<Label> labels() {
            return Stream.concat(names.stream(), aliases.stream());
        }

        int typos(String writing) {
            return labels().mapToInt(label -> label.typos(writing)).min().orElse(NO_MATCH);
        }
    }

    /** One way to write a skill. */
    private record Label(String writing, Set<String> words) {

        static Label of(String text) {
            // ASP.NET is one word and also two, or else nobody finds it by "net".
            return new Label(
                    normalise(text),
                    Stream.concat(SkillCatalogue.words(text), SkillCatalogue.words(text.replace('.', ' ')))
                            .collect(toUnmodifiableSet()));
        }

        boolean is(Query query) {
            return writing.equals(query.writing());
        }

        boolean startsWith(Query query) {
            return writing.startsWith(query.writing());
        }

        boolean hasWordsOf(Query query) {
            return words.containsAll(query.words());
        }

        boolean hasWordsBegunBy(Query query) {
            return query.words().stream().allMatch(typed -> words.stream().anyMatch(word -> word.startsWith(typed)));
        }

        /** How many letters were left out, added, changed or swapped; {@code NO_MATCH} if too many to be a slip. */
        int typos(String typed) {
            int shorter = Math.min(writing.length(), typed.length());
            int bound = mostTypos(shorter);
            int distance = bound == 0 ? -1 : DISTANCES.get(bound).apply(typed, writing);
            return distance >= 0 && isPlausible(typed, shorter, distance) ? distance : Entry.NO_MATCH;
        }

        /**
         * Among short words nearly every one is a letter away from something. What people do get right is the first
         * letter, and which letters there are.
         */
        private boolean isPlausible(String typed, int shorter, int distance) {
            if (sortedLetters(typed).equals(sortedLetters(writing))) {
                return true;
            }
            boolean sameStart = typed.charAt(0) == writing.charAt(0);
            boolean anotherLength = typed.length() != writing.length();
            if (shorter <= 3) {
                return sameStart && anotherLength;
            }
            return sameStart || (shorter >= 5 && distance == 1);
        }

        private static String sortedLetters(String text) {
            char[] letters = text.toCharArray();
            Arrays.sort(letters);
            return new String(letters);
        }

        private static int mostTypos(int length) {
            if (length < 3) {
                return 0;
            }
            if (length < 6) {
                return 1;
            }
            return length < 11 ? 2 : MOST_TYPOS;
        }
    }
}
