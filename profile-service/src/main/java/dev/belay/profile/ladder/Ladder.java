package dev.belay.profile.ladder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.profile.skills.Skill;
import dev.belay.profile.skills.SkillCatalogue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The competencies and the career tracks: reviewed data, read and checked once at the start.
 *
 * <p>Immutable, so one instance serves all threads.
 */
public final class Ladder {

    /** A class path can't be listed, so each track is named here: the file is {@code catalogue/tracks/<key>.json}. */
    private static final List<String> TRACKS = List.of("backend-developer");

    private final List<Competency> competencies;
    private final Map<String, Track> tracks = new LinkedHashMap<>();
    private final Map<String, Skill> skills = new LinkedHashMap<>();

    private Ladder(List<Competency> competencies, List<Track> tracks, Collection<Skill> skills) {
        this.competencies = List.copyOf(competencies);
        tracks.forEach(track -> this.tracks.put(track.key(), track));
        skills.forEach(skill -> this.skills.put(skill.key(), skill));
    }

    /**
     * The ladder that this service ships.
     *
     * @throws InvalidLadder if its data contradicts the rules or the catalogue of skills
     */
    public static Ladder load(SkillCatalogue catalogue) {
        Map<String, JsonNode> files = new LinkedHashMap<>();
        TRACKS.forEach(key -> files.put(key, LadderReader.file("catalogue/tracks/" + key + ".json")));
        return of(LadderReader.file("catalogue/competencies.json"), files, catalogue.skills());
    }

    static Ladder of(JsonNode competencies, Map<String, JsonNode> trackFiles, Collection<Skill> skills) {
        var reader = new LadderReader(competencies, skills);
        return new Ladder(reader.competencies(), reader.tracks(trackFiles), skills);
    }

    /** All competencies, in the order in which everything lists them. */
    public List<Competency> competencies() {
        return competencies;
    }

    public List<Track> tracks() {
        return List.copyOf(tracks.values());
    }

    /**
     * The track of this key.
     *
     * @throws UnknownTrack if there is none
     */
    public Track track(String key) {
        Track track = tracks.get(key);
        if (track == null) {
            throw new UnknownTrack(key, tracks.keySet());
        }
        return track;
    }

    /**
     * The competencies somebody wants to grow in: those of the skills they want, each once, in the order of competencies.
     *
     * @param wanted keys of skills
     * @return keys of competencies
     * @throws IllegalArgumentException if a skill is not in the catalogue
     */
    public List<String> competencyGoals(Set<String> wanted) {
        List<String> goals =
                wanted.stream().map(key -> skill(key).competency()).distinct().toList();
        return competencies.stream()
                .map(Competency::key)
                .filter(goals::contains)
                .toList();
    }

    Skill skill(String key) {
        Skill skill = skills.get(key);
        if (skill == null) {
            throw new IllegalArgumentException("there is no skill '" + key + "' in the catalogue");
        }
        return skill;
    }
}
