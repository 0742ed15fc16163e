package dev.belay.local.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.local.api.Api;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleOrganisationTest {

    private static final List<SamplePerson> PEOPLE = SampleOrganisation.people();

    @Test
    void isTheSameEachTime() {
        assertEquals(PEOPLE, SampleOrganisation.people());
    }

    @Test
    void hasTheRealMentorsFourHundredMenteesAndThePersonas() {
        assertEquals(298 + 1, PEOPLE.stream().filter(SamplePerson::isMentor).count());
        assertEquals(
                400 + 1,
                PEOPLE.stream()
                        .filter(person -> person.participation().wantsMentoring())
                        .count());
        for (String persona : List.of("ada", "grace", "mary", "root")) {
            assertEquals(
                    1,
                    PEOPLE.stream()
                            .filter(person -> person.userName().equals(persona))
                            .count(),
                    persona);
        }
    }

    @Test
    void tellsNobodysUserNameTwice() {
        assertEquals(
                PEOPLE.size(),
                PEOPLE.stream().map(SamplePerson::userName).distinct().count());
        assertEquals(
                PEOPLE.size(),
                PEOPLE.stream().map(SamplePerson::externalId).distinct().count());
        for (SamplePerson person : PEOPLE) {
            assertTrue(person.userName().matches("[a-z]+(\\.[a-z]+)?"), person.userName());
        }
    }

    @Test
    void hasMenteesWithGapsInEachCompetency() {
        Map<String, Integer> mentees = new TreeMap<>();
        for (SamplePerson person : PEOPLE) {
            Set<String> touched = new HashSet<>();
            for (String wanted : person.profile().wanted()) {
                Competencies.SKILLS.forEach((competency, skills) -> {
                    if (skills.contains(wanted)) {
                        touched.add(competency);
                    }
                });
            }
            touched.forEach(competency -> mentees.merge(competency, 1, Integer::sum));
        }
        assertEquals(8, mentees.size());
        mentees.forEach((competency, count) -> assertTrue(count >= 50, competency + ": " + count));
    }

    @Test
    void hasMentorsForEachCompetency() {
        Competencies.SKILLS.forEach((competency, skills) -> assertTrue(
                PEOPLE.stream()
                                .filter(SamplePerson::isMentor)
                                .filter(person ->
                                        person.profile().taught().stream().anyMatch(skills::contains))
                                .count()
                        >= 5,
                competency));
    }

    @Test
    void isATreeOfManagersWhoComeBeforeTheirReports() {
        Set<String> seen = new HashSet<>();
        int tops = 0;
        for (SamplePerson person : PEOPLE) {
            if (person.managerExternalId() == null) {
                tops++;
            } else {
                assertTrue(seen.contains(person.managerExternalId()), person.userName());
            }
            seen.add(person.externalId());
        }
        assertEquals(1, tops);
        long managers =
                PEOPLE.stream().map(SamplePerson::managerExternalId).distinct().count() - 1;
        assertTrue(managers >= 30, managers + " managers");
    }

    @Test
    void keepsGraceOutOfAdasReportingLine() {
        SamplePerson ada = named("ada");
        SamplePerson grace = named("grace");
        Map<String, String> managers = PEOPLE.stream()
                .filter(person -> person.managerExternalId() != null)
                .collect(Collectors.toMap(SamplePerson::externalId, SamplePerson::managerExternalId));
        String manager = ada.managerExternalId();
        assertTrue(!grace.externalId().equals(manager) && !grace.externalId().equals(managers.get(manager)));
        assertTrue(!manager.equals(grace.managerExternalId()));
    }

    @Test
    void livesInRealTimeZones() {
        PEOPLE.forEach(person -> ZoneId.of(person.timeZone()));
    }

    @Test
    void passesOnEveryTagAsItWasTyped() throws Exception {
        List<String> given = new ArrayList<>();
        try (InputStream source = SampleOrganisation.class.getResourceAsStream("/sample/mentors.json")) {
            for (JsonNode mentor : Api.JSON.readTree(source)) {
                for (JsonNode tag : mentor.path("tags")) {
                    for (String skill : tag.asText().split(",", -1)) {
                        given.add(skill.strip());
                    }
                }
            }
        }
        List<String> missing = new ArrayList<>(given);
        PEOPLE.stream()
                .filter(SamplePerson::isMentor)
                .flatMap(person -> person.profile().skills().keySet().stream())
                .forEach(missing::remove);
        assertEquals(List.of(), missing);
    }

    @Test
    void leavesUnknownWhatTheSourceDoesNotSay() {
        SamplePerson somebody = PEOPLE.stream()
                .filter(SamplePerson::isMentor)
                .filter(person -> person.profile().level() == null)
                .findFirst()
                .orElseThrow();
        assertTrue(!somebody.profilePatch().has("level"));
        assertTrue(PEOPLE.stream()
                .anyMatch(person ->
                        person.country() == null && !person.importRow().has("country")));
    }

    private static SamplePerson named(String userName) {
        return PEOPLE.stream()
                .filter(person -> person.userName().equals(userName))
                .findFirst()
                .orElseThrow();
    }
}
