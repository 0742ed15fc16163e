package dev.belay.contracts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventJsonTest {

    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final String SECRET = "ada@example.com";

    @Test
    void toleratesPropertiesOfNewerWriters() throws UnreadableEvent {
        ContactState contact =
                EventJson.read(ContactState.class, """
                {"id": "%s", "version": 3, "deleted": false, "email": "%s", "pronouns": {"any": [1, 2]}}
                """.formatted(ID, SECRET).getBytes(UTF_8));
        assertEquals(new ContactState(ID, 3, false, null, SECRET, null), contact);
    }

    /** A deletion that carries more than it should is still a deletion. */
    @Test
    void readsDeletionThatCarriesData() throws UnreadableEvent {
        String json = "{\"id\": \"%s\", \"version\": 3, \"deleted\": true, \"email\": \"%s\"}".formatted(ID, SECRET);
        assertTrue(EventJson.read(ContactState.class, json.getBytes(UTF_8)).deleted());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    another shape than expected at the root         | ``
                    not JSON at /id                                 | {"id": "ada@example.com
                    not JSON                                        | ada@example.com
                    not JSON                                        | {"id" ada@example.com
                    the document is null                            | null
                    another shape than expected at the root         | ["ada@example.com"]
                    another shape than expected at the root         | "ada@example.com"
                    id is missing at the root                       | {"version": 1, "deleted": false}
                    another shape than expected at /id              | {"id": "ada@example.com", "version": 1, "deleted": false}
                    another shape than expected at /version         | {"id": "ID", "deleted": false}
                    version is missing or not positive at the root  | {"id": "ID", "version": 0, "deleted": false}
                    another shape than expected at /version         | {"id": "ID", "version": "1", "deleted": false}
                    another shape than expected at /version         | {"id": "ID", "version": 1.5, "deleted": false}
                    another shape than expected at /version         | {"id": "ID", "version": 99999999999999999999, "deleted": false}
                    another shape than expected at /deleted         | {"id": "ID", "version": 1, "deleted": "ada@example.com"}
                    another shape than expected at /deleted         | {"id": "ID", "version": 1, "deleted": null}
                    another shape than expected at /email           | {"id": "ID", "version": 1, "deleted": false, "email": ["ada@example.com"]}
                    another shape than expected at /email           | {"id": "ID", "version": 1, "deleted": false, "email": 5}
                    another shape than expected                     | {"id": "ID", "version": 1, "deleted": false} "ada@example.com"
                    """)
    void refusesWhatIsNoContactAndQuotesNothing(String message, String json) {
        assertRefused(EventType.CONTACT, message, json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    another shape than expected at /skills               | "skills": {"skill": "java"}
                    another shape than expected at /skills/0/proficiency | "skills": [{"skill": "java"}]
                    proficiency is not between 0 and 5 at /skills/1      | "skills": [{"skill": "java", "proficiency": 5}, {"skill": "go", "proficiency": 6}]
                    skill is missing at /strengths/0                     | "strengths": [{"proficiency": 3}]
                    target is not above current at /gaps/0               | "gaps": [{"skill": "java", "competency": "technical-skills", "current": 3, "target": 3, "priority": 1}]
                    priority is not between 1 and 3 at /gaps/0           | "gaps": [{"skill": "java", "competency": "technical-skills", "current": 2, "target": 3, "priority": 0}]
                    a list holds null at the root                        | "roles": [null]
                    """)
    void refusesWhatIsNoPerson(String message, String properties) {
        assertRefused(
                EventType.PERSON, message, "{\"id\": \"ID\", \"version\": 1, \"deleted\": false, " + properties + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "MONDAY, 11:00, 09:00",
        "MONDAY, 09:00, 09:00",
        "MONDAY, 22:00, 24:00",
        "MONDAY, 9:00, 10:00",
        "MONDAY, 09:00:30, 10:00",
        "monday, 09:00, 10:00",
        "MONTAG, 09:00, 10:00",
    })
    void refusesSlotThatIsNone(String day, String from, String to) {
        assertTrue(isUnreadable(EventType.PARTICIPATION, slot(day, from, to)));
    }

    @Test
    void readsSlotThatEndsAtMidnight() {
        assertFalse(isUnreadable(EventType.PARTICIPATION, slot("SUNDAY", "22:00", "00:00")));
        assertFalse(isUnreadable(EventType.PARTICIPATION, slot("SUNDAY", "00:00", "00:00")));
    }

    @Test
    void refusesBrokenUtf8() {
        String json = "{\"id\": \"%s\", \"version\": 1, \"deleted\": false, \"displayName\": \"Zoë\"}".formatted(ID);
        assertFalse(isUnreadable(EventType.CONTACT, json.getBytes(UTF_8)));
        assertTrue(isUnreadable(EventType.CONTACT, json.getBytes(ISO_8859_1)));
    }

    @Test
    void refusesAbsurdDepthWithoutFallingOver() {
        String json =
                "{\"id\": \"%s\", \"version\": 1, \"deleted\": false, \"x\": %s".formatted(ID, "[".repeat(100_000));
        assertTrue(isUnreadable(EventType.CONTACT, json.getBytes(UTF_8)));
    }

    @Test
    void listsOfRecordsAreCopies() {
        List<String> skills = new ArrayList<>(List.of("java"));
        MentorshipState mentorship =
                new MentorshipState(ID, 1, false, null, null, null, null, skills, null, null, null);
        skills.add("go");
        assertEquals(List.of("java"), mentorship.goalSkills());
        assertThrows(
                UnsupportedOperationException.class,
                () -> Objects.requireNonNull(mentorship.goalSkills()).add("go"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MentorshipState(
                        ID, 1, false, null, null, null, null, Arrays.asList("java", null), null, null, null));
    }

    static boolean isUnreadable(EventType type, byte[] json) {
        try {
            EventJson.read(type, json);
            return false;
        } catch (UnreadableEvent expected) {
            return true;
        }
    }

    private static void assertRefused(EventType type, String message, String json) {
        byte[] bytes = json.replace("ID", ID.toString()).getBytes(UTF_8);
        String actual = assertThrows(UnreadableEvent.class, () -> EventJson.read(type, bytes))
                .toString();
        assertTrue(actual.contains(type.text() + ": " + message), actual);
        assertFalse(actual.contains("ada@"), actual);
    }

    private static byte[] slot(String day, String from, String to) {
        return """
                {"id": "%s", "version": 1, "deleted": false,
                 "availability": [{"day": "%s", "from": "%s", "to": "%s"}]}
                """.formatted(ID, day, from, to).getBytes(UTF_8);
    }
}
