package dev.belay.contracts;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as matching and authorisation need them, without name or address.
 *
 * @param loginKey the HMAC of the folded user name, in lower-case hex, by which a service finds the bearer of a token
 * @param active whether the person works here now
 * @param roles those that HR's groups grant: {@code program-manager} is the only one so far
 * @param managerId the person's manager
 * @param country ISO 3166-1 alpha-2
 * @param timeZone IANA name, such as {@code Europe/Vienna}
 * @param languages BCP 47 tags
 * @param track key of the career track
 * @param level key of the level the person has
 * @param targetLevel key of the level the person aims for
 * @param skills what the person masters
 * @param gaps what the person lacks for the target level
 * @param strengths what the person teaches
 * @param competencyGoals keys of the competencies the person wants to grow in
 */
public record PersonState(
        UUID id,
        long version,
        boolean deleted,
        @Nullable String loginKey,
        @Nullable Boolean active,
        @Nullable List<String> roles,
        @Nullable UUID managerId,
        @Nullable String department,
        @Nullable String country,
        @Nullable String location,
        @Nullable String timeZone,
        @Nullable List<String> languages,
        @Nullable String track,
        @Nullable String level,
        @Nullable String targetLevel,
        @Nullable List<SkillLevel> skills,
        @Nullable List<Gap> gaps,
        @Nullable List<Strength> strengths,
        @Nullable List<String> competencyGoals)
        implements State {

    public PersonState {
        id = Guard.required(id, "id");
        version = Guard.version(version);
        roles = Guard.copy(roles);
        languages = Guard.copy(languages);
        skills = Guard.copy(skills);
        gaps = Guard.copy(gaps);
        strengths = Guard.copy(strengths);
        competencyGoals = Guard.copy(competencyGoals);
    }

    /** The state that says: this person is gone. */
    public static PersonState deleted(UUID id, long version) {
        return new PersonState(
                id, version, true, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
    }

    @Override
    public EventType type() {
        return EventType.PERSON;
    }
}
