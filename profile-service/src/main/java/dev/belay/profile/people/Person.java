package dev.belay.profile.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.belay.platform.caller.LoginKey;
import dev.belay.platform.outbox.Versions;
import dev.belay.profile.ladder.Strength;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Somebody of the organisation: what HR says of them, and what they say of themselves. The two have versions of their
 * own, because they are edited by different hands; what is published has a third.
 *
 * <p>Change one only while its row is locked.
 */
@Entity
@Table(name = "person")
class Person {
    @Id
    private UUID id;

    private String source;

    @Embedded
    private HrFields hr;

    @Column(name = "hr_document")
    @JdbcTypeCode(SqlTypes.JSON)
    private String hrDocument;

    @Column(name = "removed_at")
    private Instant removedAt;

    @Column(name = "user_name_folded")
    private String userNameFolded;

    @Column(name = "login_key")
    private String loginKey;

    @Column(name = "manager_id")
    private UUID managerId;

    private String locale;
    private List<String> roles;

    @Column(name = "hr_version")
    private long hrVersion;

    private String headline;
    private List<String> languages;
    private String track;
    private String level;

    @Column(name = "target_level")
    private String targetLevel;

    @Column(name = "skills_wanted")
    private List<String> skillsWanted;

    @Column(name = "skills_taught")
    private List<String> skillsTaught;

    @Column(name = "profile_version")
    private long profileVersion;

    private long version;

    private List<String> strengths;

    @Column(name = "search_text")
    private String searchText;

    @Column(name = "sort_name")
    private String sortName;

    protected Person() {}

    /** Somebody new, of whom only the source is known: {@link #take} must follow. */
    Person(String source) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.source = source;
        this.hr = HrFields.NONE;
        this.hrDocument = "{}";
        this.roles = List.of();
        this.languages = List.of();
        this.skillsWanted = List.of();
        this.skillsTaught = List.of();
        this.strengths = List.of();
    }

    /**
     * HR's word. Whom HR had taken away is there again.
     *
     * @param document HR's whole word; null if only fields are told
     * @param loginKey null while the attribute that tokens are matched against is missing
     * @return whether it changed anything
     */
    boolean take(HrFields fields, ObjectNode document, UUID manager, String loginKey, Clock clock) {
        ObjectNode present = HrDocument.parse(hrDocument);
        ObjectNode next = document == null ? HrDocument.mirror(present, hr, fields) : document;
        if (hr.equals(fields)
                && present.equals(next)
                && Objects.equals(managerId, manager)
                && Objects.equals(this.loginKey, loginKey)
                && removedAt == null
                && hrVersion > 0) {
            return false;
        }
        hr = fields;
        hrDocument = next.toString();
        locale = HrDocument.locale(next);
        removedAt = null;
        managerId = manager;
        this.loginKey = loginKey;
        userNameFolded = LoginKey.fold(fields.userName());
        hrVersion = Versions.next(hrVersion, clock);
        if (profileVersion == 0) {
            profileVersion = hrVersion;
        }
        moveOn(clock);
        return true;
    }

    /**
     * The person is in other groups than before, which HR sees.
     *
     * @return whether they give other roles, which everybody must learn
     */
    boolean regroup(List<String> given, Clock clock) {
        hrVersion = Versions.next(hrVersion, clock);
        if (roles.equals(given)) {
            return false;
        }
        roles = List.copyOf(given);
        moveOn(clock);
        return true;
    }

    /** HR has taken the person away: a leaver whose name is kept for a while. */
    void remove(Clock clock) {
        hr = hr.with(new HrChange(Map.of(), false));
        removedAt = clock.instant();
        roles = List.of();
        hrVersion = Versions.next(hrVersion, clock);
        moveOn(clock);
    }

    /** Somebody else may have the name and HR's id of one who was taken away. */
    void releaseNames(Clock clock) {
        Map<HrField, String> names = new EnumMap<>(HrField.class);
        names.put(HrField.EXTERNAL_ID, null);
        names.put(HrField.USER_NAME, "removed-" + id);
        hr = hr.with(new HrChange(names, false));
        userNameFolded = LoginKey.fold(hr.userName());
        loginKey = null;
        hrVersion = Versions.next(hrVersion, clock);
        moveOn(clock);
    }

    /** The manager whom HR named has arrived. */
    void reportTo(UUID manager, Clock clock) {
        managerId = manager;
        hrVersion = Versions.next(hrVersion, clock);
        moveOn(clock);
    }

    /** The person's own word, of which the skills are kept as claims. */
    void take(Profile profile, Clock clock) {
        headline = profile.headline();
        languages = profile.languages();
        track = profile.track();
        level = profile.level();
        targetLevel = profile.targetLevel();
        skillsWanted = profile.skillsWanted();
        skillsTaught = profile.skillsTaught();
        profileVersion = Versions.next(profileVersion, clock);
        moveOn(clock);
    }

    /** After the installation's secret, or what tokens are matched against, has changed. */
    void logInAs(String key) {
        loginKey = key;
    }

    /** A new version of what is published. */
    void moveOn(Clock clock) {
        version = Versions.next(version, clock);
        sortName = SearchWords.sortKey(displayName());
        searchText = SearchWords.joined(displayName(), hr.title(), headline);
    }

    /** So that those who teach a skill are found by it. */
    void teaches(List<Strength> found) {
        List<String> keys = found.stream().map(Strength::skill).toList();
        if (!keys.equals(strengths)) {
            strengths = keys;
        }
    }

    UUID id() {
        return id;
    }

    String source() {
        return source;
    }

    HrFields hr() {
        return hr;
    }

    String displayName() {
        return HrDocument.displayName(HrDocument.parse(hrDocument)).orElseGet(hr::displayName);
    }

    boolean active() {
        return hr.active();
    }

    /** When HR took the person away; null while HR has them. */
    Instant removedAt() {
        return removedAt;
    }

    String userNameFolded() {
        return userNameFolded;
    }

    String loginKey() {
        return loginKey;
    }

    UUID managerId() {
        return managerId;
    }

    String locale() {
        return locale;
    }

    List<String> roles() {
        return roles;
    }

    String headline() {
        return headline;
    }

    List<String> languages() {
        return languages;
    }

    String track() {
        return track;
    }

    String level() {
        return level;
    }

    String targetLevel() {
        return targetLevel;
    }

    List<String> skillsWanted() {
        return skillsWanted;
    }

    List<String> skillsTaught() {
        return skillsTaught;
    }

    long profileVersion() {
        return profileVersion;
    }

    long version() {
        return version;
    }

    String sortName() {
        return sortName;
    }
}
