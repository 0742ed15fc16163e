package dev.belay.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.local.api.Api;
import dev.belay.local.sample.SamplePerson.Participation;
import dev.belay.local.sample.SamplePerson.Profile;
import dev.belay.local.sample.SamplePerson.Slot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The organisation that the demo plays in: 298 mentors made of real ones' tags, countries, languages and levels (names, employers
 * and everything else invented), 400 invented mentees whose gaps lie in all eight competencies, and four personas. The
 * same people come out on every machine.
 */
public final class SampleOrganisation {

    public static final String ADA = "ada";
    public static final String GRACE = "grace";
    public static final String MARY = "mary";
    public static final String ROOT = "root";

    private static final long SEED = 20260101;
    private static final int MENTEES = 400;
    private static final String TRACK = "backend-developer";
    private static final List<String> LEVELS = List.of("junior", "mid", "senior", "staff", "principal");
    private static final List<String> DAYS = List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");
    private static final List<String> DEPARTMENTS = List.of(
            "Payments",
            "Search",
            "Storefront",
            "Logistics",
            "Identity",
            "Data Platform",
            "Mobile",
            "Infrastructure",
            "Customer Care",
            "Risk");

    private final Random random = new Random(SEED);
    private final Names names = new Names();
    private final List<SamplePerson> people = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private final Map<String, List<String>> leads = new LinkedHashMap<>();
    private int nextNumber = 1000;

    private SampleOrganisation() {}

    /** Everybody, managers before those who report to them. */
    public static List<SamplePerson> people() {
        SampleOrganisation organisation = new SampleOrganisation();
        organisation.addPersonas();
        organisation.addMentors();
        organisation.addMentees();
        return List.copyOf(organisation.people);
    }

    private void addPersonas() {
        String chief = nextId();
        people.add(new SamplePerson(
                chief,
                "vera.lindqvist",
                "Vera",
                "Lindqvist",
                "Chief Technology Officer",
                "Engineering",
                null,
                "SE",
                "Malmö",
                "Europe/Stockholm",
                new Profile(
                        "Keeps the lights on and the roadmap honest",
                        List.of("en"),
                        null,
                        null,
                        null,
                        Map.of(),
                        List.of(),
                        List.of()),
                new Participation(0, false, List.of())));
        for (String department : DEPARTMENTS) {
            leads.put(department, new ArrayList<>());
        }
        heads.add(chief);
        people.add(persona(
                MARY, "Mary", "Jackson", "Mentoring Program Manager", "People", "Brings mentees and mentors together"));
        people.add(persona(ROOT, "Radia", "Root", "Systems Administrator", "Infrastructure", "Runs Belay"));
    }

    private SamplePerson persona(
            String userName, String given, String family, String title, String department, String headline) {
        return new SamplePerson(
                nextId(),
                userName,
                given,
                family,
                title,
                department,
                heads.get(0),
                "IE",
                "Galway",
                "Europe/Dublin",
                new Profile(headline, List.of("en"), null, null, null, Map.of(), List.of(), List.of()),
                new Participation(0, false, List.of()));
    }

    private void addMentors() {
        List<JsonNode> sources = new ArrayList<>();
        realMentors().forEach(sources::add);
        // The highest first, because they lead the departments and teams that all others belong to.
        sources.sort(java.util.Comparator.comparingInt((JsonNode source) ->
                        -LEVELS.indexOf(source.path("statedLevel").asText("")))
                .thenComparing(JsonNode::toString));
        int number = 0;
        for (JsonNode source : sources) {
            addMentor(source, number);
            number++;
        }
        addGrace();
    }

    private void addMentor(JsonNode source, int number) {
        String level = source.path("statedLevel").isNull()
                ? null
                : source.path("statedLevel").asText();
        int rank = level == null ? -1 : LEVELS.indexOf(level);
        Names.Place place = names.place(source.path("country").asText(), random);
        Names.Name name = names.name(place, random);
        String department = DEPARTMENTS.get(number % DEPARTMENTS.size());
        String id = nextId();
        String manager = manager(id, department, rank);
        Map<String, Integer> skills = new LinkedHashMap<>();
        for (JsonNode tag : source.path("tags")) {
            for (String skill : tag.asText().split(",", -1)) {
                skills.put(skill.strip(), proficiency(rank));
            }
        }
        List<String> taught = new ArrayList<>(skills.keySet());
        if (rank >= LEVELS.indexOf("senior")) {
            // The source knows technologies only. Whoever got this far can also help with the rest of the way.
            List<String> more = Competencies.SKILLS.get(Competencies.KEYS.get(number % Competencies.KEYS.size()));
            for (String skill : more) {
                if (random.nextInt(3) > 0 && skills.putIfAbsent(skill, proficiency(rank)) == null) {
                    taught.add(skill);
                }
            }
        }
        people.add(new SamplePerson(
                id,
                name.userName(),
                name.given(),
                name.family(),
                mentorTitle(level, manager.equals(heads.get(0))),
                department,
                manager,
                place.country(),
                place.city(),
                place.timeZone(),
                new Profile(
                        "Happy to talk about " + String.join(", ", taught.subList(0, Math.min(3, taught.size()))),
                        languages(source),
                        level == null ? null : TRACK,
                        level,
                        null,
                        skills,
                        List.of(),
                        taught),
                new Participation(capacity(), false, random.nextInt(7) == 0 ? List.of() : availability())));
    }

    /** The first in a department heads it, the next three lead its teams, and everybody else reports to one of these. */
    private String manager(String id, String department, int rank) {
        List<String> team = leads.get(department);
        if (team.isEmpty()) {
            team.add(id);
            return heads.get(0);
        }
        if (team.size() < 4 && rank >= LEVELS.indexOf("senior")) {
            team.add(id);
            return team.get(0);
        }
        return team.get(random.nextInt(team.size()));
    }

    private static String mentorTitle(String level, boolean head) {
        if (head) {
            return "Head of Department";
        }
        return switch (level == null ? "" : level) {
            case "principal" -> "Principal Engineer";
            case "staff" -> "Staff Engineer";
            case "senior" -> "Senior Software Engineer";
            case "junior" -> "Junior Software Engineer";
            default -> "Software Engineer";
        };
    }

    /** Grace is what Ada looks for: two levels up, in another team, with time when Ada has time. */
    private void addGrace() {
        Map<String, Integer> skills = new LinkedHashMap<>();
        for (String skill : List.of("java", "spring-boot", "sql", "postgresql", "git", "unit-testing", "refactoring")) {
            skills.put(skill, 4);
        }
        List<String> taught = new ArrayList<>(List.of("sql", "unit-testing", "spring-boot"));
        for (String skill : List.of(
                "debugging",
                "algorithms",
                "performance-tuning",
                "rest-api-design",
                "docker",
                "design-patterns",
                "system-design",
                "microservices",
                "code-review",
                "technical-writing",
                "mentoring",
                "project-leadership",
                "community-participation",
                "learning-planning")) {
            skills.put(skill, 4);
            taught.add(skill);
        }
        people.add(new SamplePerson(
                nextId(),
                GRACE,
                "Grace",
                "Okonkwo",
                "Senior Backend Engineer",
                "Payments",
                leads.get("Payments").get(0),
                "GB",
                "Manchester",
                "Europe/London",
                new Profile(
                        "Twelve years of services that must not lose money",
                        List.of("en"),
                        TRACK,
                        "senior",
                        "staff",
                        skills,
                        List.of(),
                        taught),
                new Participation(
                        2,
                        false,
                        List.of(
                                new Slot("TUESDAY", "16:00", "18:00"),
                                new Slot("THURSDAY", "16:00", "18:00"),
                                new Slot("FRIDAY", "09:00", "11:00")))));
    }

    private void addMentees() {
        people.add(new SamplePerson(
                nextId(),
                ADA,
                "Ada",
                "Ferreira",
                "Junior Backend Developer",
                "Storefront",
                leads.get("Storefront").get(1),
                "PT",
                "Porto",
                "Europe/Lisbon",
                adasProfile(),
                new Participation(
                        0,
                        true,
                        List.of(
                                new Slot("TUESDAY", "15:00", "18:00"),
                                new Slot("THURSDAY", "15:00", "18:00"),
                                new Slot("FRIDAY", "10:00", "12:00")))));
        List<String> countries = new ArrayList<>();
        realMentors().forEach(source -> countries.add(source.path("country").asText()));
        for (int i = 0; i < MENTEES; i++) {
            addMentee(i, countries.get(random.nextInt(countries.size())));
        }
    }

    private static Profile adasProfile() {
        Map<String, Integer> skills = new LinkedHashMap<>();
        skills.put("java", 3);
        skills.put("git", 3);
        skills.put("spring-boot", 2);
        skills.put("postgresql", 2);
        skills.put("linux", 2);
        skills.put("sql", 2);
        skills.put("unit-testing", 2);
        skills.put("data-structures", 3);
        skills.put("algorithms", 1);
        skills.put("debugging", 1);
        skills.put("rest-api-design", 1);
        skills.put("docker", 1);
        skills.put("code-review", 1);
        skills.put("cross-functional-collaboration", 2);
        skills.put("reading-technical-literature", 2);
        skills.put("portfolio", 1);
        return new Profile(
                "A year of Java, curious how the big systems hold together",
                List.of("en", "pt"),
                TRACK,
                "junior",
                "mid",
                skills,
                List.of("system-design", "rest-api-design", "debugging", "code-review"),
                List.of());
    }

    private void addMentee(int number, String country) {
        String focus = Competencies.KEYS.get(number % Competencies.KEYS.size());
        int rank = random.nextInt(10) < 6 ? 0 : random.nextInt(10) < 7 ? 1 : 2;
        String level = LEVELS.get(rank);
        Names.Place place = names.place(country, random);
        Names.Name name = names.name(place, random);
        String department = DEPARTMENTS.get(random.nextInt(DEPARTMENTS.size()));
        List<String> team = leads.get(department);
        List<String> languages = new ArrayList<>(List.of("en"));
        String local = localLanguage(place.origin());
        if (local != null && random.nextInt(3) > 0) {
            languages.add(local);
        }
        people.add(new SamplePerson(
                nextId(),
                name.userName(),
                name.given(),
                name.family(),
                (rank == 0 ? "Junior " : rank == 2 ? "Senior " : "") + "Backend Developer",
                department,
                team.get(random.nextInt(team.size())),
                place.country(),
                place.city(),
                place.timeZone(),
                new Profile(
                        "Wants to grow in " + focus.replace('-', ' '),
                        languages,
                        TRACK,
                        level,
                        LEVELS.get(rank + 1),
                        menteeSkills(rank, focus),
                        wanted(focus),
                        List.of()),
                new Participation(0, true, random.nextInt(8) == 0 ? List.of() : availability())));
    }

    /** About what the level asks for, here and there more or less; in the competency of the gap hardly anything. */
    private Map<String, Integer> menteeSkills(int rank, String focus) {
        Map<String, Integer> skills = new LinkedHashMap<>();
        int usual = 2 + rank;
        List<String> stack = Competencies.STACKS.get(random.nextInt(Competencies.STACKS.size()));
        stack.forEach(skill -> skills.put(skill, Math.min(5, usual + random.nextInt(2))));
        skills.put(
                Competencies.DATABASES.get(random.nextInt(Competencies.DATABASES.size())), 1 + random.nextInt(usual));
        Competencies.SKILLS.forEach((competency, known) -> {
            boolean gap = competency.equals(focus);
            for (int i = 0; i < known.size(); i++) {
                int proficiency = gap ? random.nextInt(2) : usual - i / 2 - random.nextInt(2);
                if (proficiency > 0) {
                    skills.put(known.get(i), Math.min(5, proficiency));
                }
            }
        });
        return skills;
    }

    private List<String> wanted(String focus) {
        List<String> wanted = new ArrayList<>();
        for (String skill : Competencies.SKILLS.get(focus)) {
            if (wanted.isEmpty() || random.nextInt(2) == 0) {
                wanted.add(skill);
            }
        }
        return wanted;
    }

    private int proficiency(int rank) {
        return switch (rank) {
            case 0 -> 2 + random.nextInt(2);
            case 2 -> 4;
            case 3, 4 -> 4 + random.nextInt(2);
            default -> 3 + random.nextInt(2);
        };
    }

    private int capacity() {
        int roll = random.nextInt(20);
        return roll < 10 ? 1 : roll < 17 ? 2 : 3;
    }

    private List<Slot> availability() {
        List<Slot> slots = new ArrayList<>();
        int first = random.nextInt(DAYS.size());
        int days = 2 + random.nextInt(2);
        for (int i = 0; i < days; i++) {
            int from = 9 + random.nextInt(9);
            int to = Math.min(21, from + 2 + random.nextInt(3));
            slots.add(new Slot(
                    DAYS.get((first + 2 * i) % DAYS.size()), "%02d:00".formatted(from), "%02d:00".formatted(to)));
        }
        return slots;
    }

    /** An empty list in the source means that the person wrote in English and said nothing about languages. */
    private static List<String> languages(JsonNode source) {
        List<String> languages = new ArrayList<>();
        source.path("languages").forEach(language -> languages.add(language.asText()));
        return languages.isEmpty() ? List.of("en") : List.copyOf(languages);
    }

    private static String localLanguage(String origin) {
        return switch (origin) {
            case "iberian" -> "es";
            case "lusophone" -> "pt";
            case "french" -> "fr";
            case "germanic" -> "de";
            case "italian" -> "it";
            case "indian" -> "hi";
            case "arabic", "maghreb" -> "ar";
            case "greek" -> "el";
            case "romanian" -> "ro";
            case "eastafrican" -> "sw";
            default -> null;
        };
    }

    private static JsonNode realMentors() {
        try (InputStream source = SampleOrganisation.class.getResourceAsStream("/sample/mentors.json")) {
            return Api.JSON.readTree(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String nextId() {
        nextNumber++;
        return "E" + nextNumber;
    }
}
