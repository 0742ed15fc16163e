package dev.belay.matching.recommend;

import dev.belay.matching.core.score.Diversity;
import dev.belay.matching.core.score.MentorFilter;
import dev.belay.matching.core.score.MentorFilter.Condition;
import dev.belay.platform.problems.InvalidRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a mentee asks of mentors beyond the rules: the parameters as they came, and what they mean. */
record MentorQuery(
        List<String> skills,
        List<String> levels,
        List<String> departments,
        String timeZone,
        String within,
        String maxPerDepartment,
        String maxPerTeam) {

    static final String SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*";
    static final int MOST_VALUES = 20;

    private static final Pattern KEY = Pattern.compile(SLUG);
    private static final int LONGEST = 100;
    private static final Duration DEFAULT_WITHIN = Duration.ofHours(3);
    private static final Duration WIDEST = Duration.ofHours(12);

    /**
     * The filter. A skill, level or department that nobody has is no error: then nobody is found, and the answer says why.
     *
     * @param menteeZone the mentee's own time zone, from which {@code within} counts if no other is named; null if unknown
     */
    MentorFilter filter(ZoneId menteeZone, Instant at) {
        List<Condition> conditions = new ArrayList<>();
        add(conditions, values("skill", skills, MentorQuery::key), Condition::skills);
        add(conditions, values("level", levels, MentorQuery::key), Condition::levels);
        add(conditions, values("department", departments, MentorQuery::text), Condition::departments);
        if (timeZone != null || within != null) {
            conditions.add(Condition.timeZone(zone(menteeZone), window(), at));
        }
        return new MentorFilter(conditions);
    }

    /** The bound on one group, if there is one. */
    Optional<Diversity> diversity() {
        if (maxPerDepartment != null && maxPerTeam != null) {
            throw InvalidRequest.parameter("maxPerTeam", "one-of", "cannot stand beside maxPerDepartment: choose one");
        }
        if (maxPerDepartment != null) {
            return Optional.of(new Diversity(Diversity.Group.DEPARTMENT, bound("maxPerDepartment", maxPerDepartment)));
        }
        return maxPerTeam == null
                ? Optional.empty()
                : Optional.of(new Diversity(Diversity.Group.TEAM, bound("maxPerTeam", maxPerTeam)));
    }

    private static void add(
            List<Condition> conditions, Set<String> values, Function<Set<String>, Condition> condition) {
        if (!values.isEmpty()) {
            conditions.add(condition.apply(values));
        }
    }

    private static Set<String> values(String name, List<String> given, Function<String, String> complaint) {
        Set<String> values = new LinkedHashSet<>();
        for (String each : given) {
            for (String value : each.split(",", -1)) {
                String wrong = complaint.apply(value.strip());
                if (wrong != null) {
                    throw InvalidRequest.parameter(name, "format", wrong);
                }
                values.add(value.strip());
            }
        }
        if (values.size() > MOST_VALUES) {
            throw InvalidRequest.parameter(name, "size", "must be at most " + MOST_VALUES + " values");
        }
        return values;
    }

    private static String key(String value) {
        return value.length() <= LONGEST && KEY.matcher(value).matches()
                ? null
                : "must be a key such as system-design: lower-case letters, digits and hyphens, at most " + LONGEST;
    }

    private static String text(String value) {
        return value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)
                ? "must be 1 to " + LONGEST + " characters long"
                : null;
    }

    private ZoneId zone(ZoneId menteeZone) {
        if (timeZone != null) {
            if (ZoneId.getAvailableZoneIds().contains(timeZone)) {
                return ZoneId.of(timeZone);
            }
            throw InvalidRequest.parameter("timeZone", "exists", "must be an IANA time zone such as Europe/Berlin");
        }
        if (menteeZone == null) {
            throw InvalidRequest.parameter(
                    "timeZone", "required", "must be named with within, since your own time zone is not known");
        }
        return menteeZone;
    }

    private Duration window() {
        if (within == null) {
            return DEFAULT_WITHIN;
        }
        try {
            Duration window = Duration.parse(within);
            if (!window.isNegative() && window.compareTo(WIDEST) <= 0) {
                return window;
            }
        } catch (DateTimeException unreadable) {
            // Refused below, like one out of range.
        }
        throw InvalidRequest.parameter(
                "within", "range", "must be an ISO 8601 duration from PT0S to PT12H, such as PT3H");
    }

    private static int bound(String name, String given) {
        if (given.matches("[1-9][0-9]{0,2}") && Integer.parseInt(given) <= 200) {
            return Integer.parseInt(given);
        }
        throw InvalidRequest.parameter(name, "range", "must be a whole number from 1 to 200");
    }
}
