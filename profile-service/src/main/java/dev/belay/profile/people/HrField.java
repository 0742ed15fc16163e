package dev.belay.profile.people;

import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.json.Text;
import dev.belay.platform.problems.Violation;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts that HR keeps of a person: their names on the wire, and what each may hold. */
public enum HrField {
    /** HR's own id of the person: unique within a source, and never changed once it is set. */
    EXTERNAL_ID("externalId", 200),
    /** The login name: unique in the organisation, case folded. */
    USER_NAME("userName", 200),
    GIVEN_NAME("givenName", 100),
    FAMILY_NAME("familyName", 100),
    EMAIL("email", 254),
    TITLE("title", 200),
    DEPARTMENT("department", 200),
    /** The {@link #EXTERNAL_ID} of the manager, who may arrive later. */
    MANAGER_EXTERNAL_ID("managerExternalId", 200),
    LOCATION("location", 200),
    /** ISO 3166-1 alpha-2. */
    COUNTRY("country", 100),
    /** IANA name. */
    TIME_ZONE("timeZone", 100);

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private final String wireName;
    private final int maxLength;

    HrField(String wireName, int maxLength) {
        this.wireName = wireName;
        this.maxLength = maxLength;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<HrField> named(String wireName) {
        return Stream.of(values())
                .filter(field -> field.wireName.equals(wireName))
                .findFirst();
    }

    /** What is wrong with a text, if anything; it is neither null nor blank. */
    Optional<Violation> check(String text) {
        if (!Text.isStorable(text) || text.chars().anyMatch(Character::isISOControl)) {
            return violation("encoding", "must not hold control characters or broken Unicode");
        }
        if (text.length() > maxLength) {
            return violation("size", "must be at most " + maxLength + " characters long");
        }
        return switch (this) {
            case EMAIL ->
                ADDRESS.matcher(text).matches() ? Optional.empty() : violation("email", "is no e-mail address");
            case USER_NAME -> checkUserName(text);
            case COUNTRY -> checkCountry(text);
            case TIME_ZONE ->
                TIME_ZONES.contains(text)
                        ? Optional.empty()
                        : violation("time-zone", "must be an IANA time zone such as Europe/Vienna");
            default -> Optional.empty();
        };
    }

    /** Folding may lengthen a text, or leave nothing of it. */
    private Optional<Violation> checkUserName(String text) {
        String folded = LoginKey.fold(text);
        return folded.isEmpty() || folded.length() > maxLength
                ? violation("size", "must be 1 to " + maxLength + " characters long, also in its compatibility form")
                : Optional.empty();
    }

    private Optional<Violation> checkCountry(String text) {
        if (COUNTRIES.contains(text)) {
            return Optional.empty();
        }
        List<String> suggestions = Stream.of(text.toUpperCase(Locale.ROOT))
                .filter(COUNTRIES::contains)
                .toList();
        return Optional.of(
                new Violation(pointer(), "country", "must be an ISO 3166-1 alpha-2 code such as AT", suggestions));
    }

    Optional<Violation> violation(String rule, String message) {
        return Optional.of(new Violation(pointer(), rule, message));
    }

    private String pointer() {
        return "/" + wireName;
    }
}
