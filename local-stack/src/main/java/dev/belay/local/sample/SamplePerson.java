package dev.belay.local.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Somebody of the sample organisation.
 *
 * @param managerExternalId null at the top
 * @param country ISO 3166, or null if the source has none
 * @param timeZone IANA
 */
public record SamplePerson(
        String externalId,
        String userName,
        String givenName,
        String familyName,
        String title,
        String department,
        String managerExternalId,
        String country,
        String location,
        String timeZone,
        Profile profile,
        Participation participation) {

    /**
     * What the person says about themselves.
     *
     * @param skills from a name as the person types it to a proficiency of 1 to 5
     * @param wanted and {@code taught}: names likewise
     */
    public record Profile(
            String headline,
            List<String> languages,
            String track,
            String level,
            String targetLevel,
            Map<String, Integer> skills,
            List<String> wanted,
            List<String> taught) {}

    /** @param capacity how many mentees at a time; 0 if mentoring is not offered */
    public record Participation(int capacity, boolean wantsMentoring, List<Slot> availability) {}

    /** A weekly time in the person's own time zone, {@code HH:mm}. */
    public record Slot(String day, String from, String to) {}

    public String displayName() {
        return givenName + " " + familyName;
    }

    public boolean isMentor() {
        return participation.capacity() > 0;
    }

    /** The row of an HR import. */
    ObjectNode importRow() {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("externalId", externalId);
        row.put("userName", userName);
        row.put("givenName", givenName);
        row.put("familyName", familyName);
        row.put("email", userName + "@belay.example");
        row.put("title", title);
        row.put("department", department);
        if (managerExternalId != null) {
            row.put("managerExternalId", managerExternalId);
        }
        row.put("location", location);
        if (country != null) {
            row.put("country", country);
        }
        row.put("timeZone", timeZone);
        row.put("active", true);
        return row;
    }

    /** The body of {@code PATCH /v1/people/me/profile}. */
    ObjectNode profilePatch() {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.put("headline", profile.headline());
        addAll(patch.putArray("languages"), profile.languages());
        if (profile.track() != null) {
            patch.put("track", profile.track());
        }
        if (profile.level() != null) {
            patch.put("level", profile.level());
        }
        if (profile.targetLevel() != null) {
            patch.put("targetLevel", profile.targetLevel());
        }
        ArrayNode skills = patch.putArray("skills");
        profile.skills()
                .forEach((skill, proficiency) ->
                        skills.addObject().put("skill", skill).put("proficiency", proficiency));
        addAll(patch.putArray("skillsWanted"), profile.wanted());
        addAll(patch.putArray("skillsTaught"), profile.taught());
        return patch;
    }

    /** The body of {@code PATCH /v1/participation/me}. */
    ObjectNode participationPatch() {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.put("offersMentoring", isMentor());
        if (isMentor()) {
            patch.put("capacity", participation.capacity());
        }
        patch.put("wantsMentoring", participation.wantsMentoring());
        ArrayNode availability = patch.putArray("availability");
        for (Slot slot : participation.availability()) {
            availability
                    .addObject()
                    .put("day", slot.day())
                    .put("from", slot.from())
                    .put("to", slot.to());
        }
        return patch;
    }

    private static void addAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
