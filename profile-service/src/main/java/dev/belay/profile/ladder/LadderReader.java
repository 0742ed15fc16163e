package dev.belay.profile.ladder;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.profile.skills.Skill;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the ladder's files and holds them against the rules: first all problems are collected, and only data without any
 * becomes a {@link Track}.
 */
final class LadderReader {

    /** Every track has these, so that levels of different people can be compared. */
    static final List<String> LEVELS = List.of("junior", "mid", "senior", "staff", "principal");

    private static final int LEAST_RESPONSIBILITIES = 2;
    private static final int MOST_RESPONSIBILITIES = 4;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private final Map<String, Competency> competencies = new LinkedHashMap<>();
    private final Map<String, Skill> skills = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    LadderReader(JsonNode competenciesFile, Collection<Skill> skills) {
        skills.forEach(skill -> this.skills.put(skill.key(), skill));
        for (CompetencyShape shape :
                convert("competencies", competenciesFile, new TypeReference<List<CompetencyShape>>() {})) {
            String at = "competency '" + shape.key() + "'";
            text(at, "key", shape.key());
            text(at, "name", shape.name());
            text(at, "description", shape.description());
            texts(at, "evidence", shape.evidence(), 1, Integer.MAX_VALUE);
            if (competencies.put(shape.key(), shape.competency()) != null) {
                problems.add(at + " is given twice");
            }
        }
        if (competencies.isEmpty()) {
            problems.add("there are no competencies");
        }
        throwProblems();
    }

    /** @throws InvalidLadder if there is no such resource or it is not JSON */
    static JsonNode file(String path) {
        try (InputStream in = LadderReader.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new FileNotFoundException("not on the class path");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new InvalidLadder(path, e);
        }
    }

    List<Competency> competencies() {
        return List.copyOf(competencies.values());
    }

    /** @param files each track's file by the key that the track must have */
    List<Track> tracks(Map<String, JsonNode> files) {
        var shapes = new ArrayList<TrackShape>();
        files.forEach((key, file) -> {
            TrackShape shape = convert("track '" + key + "'", file, new TypeReference<TrackShape>() {});
            if (!key.equals(shape.key())) {
                problems.add("track '" + key + "' calls itself '" + shape.key() + "'");
            }
            check(shape);
            shapes.add(shape);
        });
        throwProblems();
        return shapes.stream().map(this::track).toList();
    }

    private void throwProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidLadder(problems);
        }
    }

    private static <T> T convert(String what, JsonNode file, TypeReference<T> shape) {
        try {
            return JSON.readValue(JSON.treeAsTokens(file), shape);
        } catch (IOException e) {
            throw new InvalidLadder(what, e);
        }
    }

    // ---- rules ----

    private void check(TrackShape track) {
        String at = track.key();
        if (track.version() < 1) {
            problems.add(at + ": version must be 1 or more, not " + track.version());
        }
        text(at, "name", track.name());
        text(at, "description", track.description());
        checkGroups(track);

        List<String> order = track.levels().stream().map(LevelShape::key).toList();
        if (!order.equals(LEVELS)) {
            problems.add(at + ": levels must be " + LEVELS + " in this order, not " + order);
        }
        Map<String, Integer> below = Map.of();
        for (LevelShape level : track.levels()) {
            below = checkLevel(track, level, below);
        }
    }

    private void checkGroups(TrackShape track) {
        var seen = new HashSet<String>();
        Set<String> used = new HashSet<>();
        track.levels()
                .forEach(level -> level.competencies()
                        .values()
                        .forEach(standard -> standard.skills().forEach(ask -> used.add(ask.group()))));
        for (GroupShape group : track.groups()) {
            String at = track.key() + ", group '" + group.key() + "'";
            text(at, "key", group.key());
            text(at, "name", group.name());
            if (!seen.add(group.key())) {
                problems.add(at + " is given twice");
            }
            if (skills.containsKey(group.key())) {
                problems.add(at + " has the key of a skill");
            }
            if (!used.contains(group.key())) {
                problems.add(at + " is not used by any level");
            }
            if (group.oneOf().size() < 2) {
                problems.add(at + " needs two skills or more");
            }
            if (new HashSet<>(group.oneOf()).size() < group.oneOf().size()) {
                problems.add(at + " names a skill twice");
            }
            group.oneOf().stream()
                    .filter(skill -> !skills.containsKey(skill))
                    .forEach(skill -> problems.add(at + ": unknown skill '" + skill + "'"));
        }
    }

    /** @return what this level asks for, by the key of the skill or group */
    private Map<String, Integer> checkLevel(TrackShape track, LevelShape level, Map<String, Integer> below) {
        String at = track.key() + ", " + level.key();
        text(at, "name", level.name());
        text(at, "summary", level.summary());
        text(at, "weightsReason", level.weightsReason());
        complete(at, "competencies", level.competencies().keySet());
        complete(at, "competencyWeights", level.competencyWeights().keySet());
        weights(at, "competencyWeights", level.competencyWeights().values());

        var asked = new LinkedHashMap<String, Integer>();
        var askedSkills = new HashSet<String>();
        level.competencies().forEach((competency, standard) -> {
            String where = at + ", " + competency;
            texts(
                    where,
                    "responsibilities",
                    standard.responsibilities(),
                    LEAST_RESPONSIBILITIES,
                    MOST_RESPONSIBILITIES);
            texts(where, "evidence", standard.evidence(), 1, Integer.MAX_VALUE);
            if (standard.skills().isEmpty()) {
                problems.add(where + ": asks for no skill");
            } else {
                weights(
                        where,
                        "skills",
                        standard.skills().stream().map(AskShape::weight).toList());
            }
            for (AskShape ask : standard.skills()) {
                checkAsk(track, where, competency, ask, askedSkills);
                asked.put(ask.key(), ask.proficiency());
            }
        });
        below.forEach((key, before) -> {
            int now = asked.getOrDefault(key, 0);
            if (now < before) {
                problems.add(at + ": '" + key + "' falls from " + before + " to " + now);
            }
        });
        return asked;
    }

    private void checkAsk(TrackShape track, String where, String competency, AskShape ask, Set<String> askedSkills) {
        if ((ask.skill() == null) == (ask.group() == null)) {
            problems.add(where + ": an expectation names either a skill or a group");
            return;
        }
        if (ask.proficiency() < Proficiency.AWARE.value() || ask.proficiency() > Proficiency.EXPERT.value()) {
            problems.add(where + ": proficiency of '" + ask.key() + "' must be 1 to 5, not " + ask.proficiency());
        }
        for (String key : skillsOf(track, where, ask)) {
            Skill skill = skills.get(key);
            if (skill == null) {
                // For a group this is said once, where the group is defined.
                if (ask.group() == null) {
                    problems.add(where + ": unknown skill '" + key + "'");
                }
                continue;
            }
            if (!skill.competency().equals(competency)) {
                problems.add(where + ": skill '" + key + "' belongs to " + skill.competency());
            }
            if (!askedSkills.add(key)) {
                problems.add(where + ": the level asks for skill '" + key + "' twice");
            }
        }
    }

    private List<String> skillsOf(TrackShape track, String where, AskShape ask) {
        if (ask.skill() != null) {
            return List.of(ask.skill());
        }
        return track.groups().stream()
                .filter(group -> ask.group().equals(group.key()))
                .findFirst()
                .map(GroupShape::oneOf)
                .orElseGet(() -> {
                    problems.add(where + ": unknown group '" + ask.group() + "'");
                    return List.of();
                });
    }

    private void complete(String at, String field, Set<String> found) {
        competencies.keySet().stream()
                .filter(key -> !found.contains(key))
                .forEach(key -> problems.add(at + ": " + field + " lacks competency '" + key + "'"));
        found.stream()
                .filter(key -> !competencies.containsKey(key))
                .forEach(key -> problems.add(at + ": " + field + " has unknown competency '" + key + "'"));
    }

    /** A weight of 0 would let somebody be ready without having met everything that is asked. */
    private void weights(String at, String field, Collection<Integer> weights) {
        if (weights.stream().anyMatch(weight -> weight < 1)) {
            problems.add(at + ": every weight in " + field + " must be 1 or more");
        }
        long sum = weights.stream().mapToLong(Integer::longValue).sum();
        if (sum != 100) {
            problems.add(at + ": weights in " + field + " must sum to 100, not " + sum);
        }
    }

    private void texts(String at, String field, List<String> texts, int least, int most) {
        if (texts.size() < least || texts.size() > most) {
            String range = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
            problems.add(at + ": " + field + " must have " + range + " entries, not " + texts.size());
        }
        texts.forEach(text -> text(at, field, text));
    }

    private void text(String at, String field, String text) {
        if (text == null || text.isBlank()) {
            problems.add(at + ": " + field + " is missing or blank");
        }
    }

    // ---- from the files' shapes to the ladder ----

    private Track track(TrackShape track) {
        var levels = new ArrayList<Level>();
        for (LevelShape level : track.levels()) {
            List<Standard> standards = competencies.values().stream()
                    .map(competency -> standard(track, level, competency))
                    .toList();
            levels.add(new Level(
                    level.key(), level.name(), levels.size(), level.summary(), level.weightsReason(), standards));
        }
        return new Track(track.key(), track.version(), track.name(), track.description(), levels);
    }

    private Standard standard(TrackShape track, LevelShape level, Competency competency) {
        StandardShape standard = level.competencies().get(competency.key());
        List<Expectation> expectations =
                standard.skills().stream().map(ask -> expectation(track, ask)).toList();
        int weight = level.competencyWeights().get(competency.key());
        return new Standard(competency, weight, standard.responsibilities(), expectations, standard.evidence());
    }

    private Expectation expectation(TrackShape track, AskShape ask) {
        if (ask.skill() != null) {
            Skill skill = skills.get(ask.skill());
            return new Expectation(skill.key(), skill.name(), List.of(skill), ask.proficiency(), ask.weight());
        }
        GroupShape group = track.groups().stream()
                .filter(candidate -> candidate.key().equals(ask.group()))
                .findFirst()
                .orElseThrow();
        List<Skill> oneOf = group.oneOf().stream().map(skills::get).toList();
        return new Expectation(group.key(), group.name(), oneOf, ask.proficiency(), ask.weight());
    }

    // ---- the files' shapes; an absent list or object is an empty one, which the rules then refuse ----

    record CompetencyShape(String key, String name, String description, List<String> evidence) {
        CompetencyShape {
            evidence = evidence == null ? List.of() : evidence;
        }

        Competency competency() {
            return new Competency(key, name, description, evidence);
        }
    }

    record TrackShape(
            String key,
            int version,
            String name,
            String description,
            List<GroupShape> groups,
            List<LevelShape> levels) {
        TrackShape {
            groups = groups == null ? List.of() : groups;
            levels = levels == null ? List.of() : levels;
        }
    }

    record GroupShape(String key, String name, List<String> oneOf) {
        GroupShape {
            oneOf = oneOf == null ? List.of() : oneOf;
        }
    }

    record LevelShape(
            String key,
            String name,
            String summary,
            Map<String, Integer> competencyWeights,
            String weightsReason,
            Map<String, StandardShape> competencies) {
        LevelShape {
            competencyWeights = competencyWeights == null ? Map.of() : competencyWeights;
            competencies = competencies == null ? Map.of() : competencies;
        }
    }

    record StandardShape(List<String> responsibilities, List<AskShape> skills, List<String> evidence) {
        StandardShape {
            responsibilities = responsibilities == null ? List.of() : responsibilities;
            skills = skills == null ? List.of() : skills;
            evidence = evidence == null ? List.of() : evidence;
        }
    }

    record AskShape(String skill, String group, int proficiency, int weight) {
        String key() {
            return skill != null ? skill : group;
        }
    }
}
