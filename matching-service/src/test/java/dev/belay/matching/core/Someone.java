package dev.belay.matching.core;

import dev.belay.contracts.AvailabilitySlot;
import dev.belay.contracts.Gap;
import dev.belay.contracts.ParticipationState;
import dev.belay.contracts.PersonState;
import dev.belay.contracts.Strength;
import dev.belay.matching.core.index.Index;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A person for tests: a mentor or a mentee whom every rule lets pass, until told otherwise. */
public final class Someone {

    private final UUID id;
    private String loginKey;
    private boolean active = true;
    private UUID manager;
    private String department;
    private String location;
    private String timeZone = "UTC";
    private List<String> languages = List.of("en");
    private String level;
    private String targetLevel;
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Strength> strengths = new ArrayList<>();
    private List<String> competencyGoals = List.of();
    private boolean offers;
    private int capacity;
    private int activeMentorships;
    private int pending;
    private LocalDate unavailableUntil;
    private boolean wants;
    private int mentorsWanted = 1;
    private int mentors;
    private final List<AvailabilitySlot> availability = new ArrayList<>();
    private List<UUID> blocked = List.of();
    private List<UUID> partners = List.of();
    private int answered;
    private int expired;

    private Someone(UUID id) {
        this.id = id;
        this.loginKey = "login-" + id;
    }

    /** An id that is easy to tell from others. */
    public static UUID id(int number) {
        return new UUID(0x0000_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }

    /** Somebody who neither offers nor wants anything. */
    public static Someone withId(UUID id) {
        return new Someone(id);
    }

    public static Someone aMentor(int number) {
        Someone mentor = new Someone(id(number));
        mentor.offers = true;
        mentor.capacity = 3;
        mentor.level = "senior";
        return mentor.hours(DayOfWeek.MONDAY, "09:00", "12:00");
    }

    public static Someone aMentee(int number) {
        Someone mentee = new Someone(id(number));
        mentee.wants = true;
        mentee.level = "junior";
        mentee.targetLevel = "mid";
        return mentee.hours(DayOfWeek.MONDAY, "09:00", "12:00");
    }

    public UUID id() {
        return id;
    }

    public Someone loginKey(String key) {
        loginKey = key;
        return this;
    }

    public Someone inactive() {
        active = false;
        return this;
    }

    public Someone managedBy(UUID managerId) {
        manager = managerId;
        return this;
    }

    public Someone at(String aDepartment, String aLocation) {
        department = aDepartment;
        location = aLocation;
        return this;
    }

    public Someone zone(String zone) {
        timeZone = zone;
        return this;
    }

    public Someone languages(String... tags) {
        languages = List.of(tags);
        return this;
    }

    public Someone level(String aLevel) {
        level = aLevel;
        return this;
    }

    public Someone target(String aLevel) {
        targetLevel = aLevel;
        return this;
    }

    public Someone gap(String skill, String competency, int current, int target, int priority) {
        gaps.add(new Gap(skill, competency, current, target, priority));
        return this;
    }

    public Someone gap(String skill, int current, int target) {
        return gap(skill, "technical-skills", current, target, 1);
    }

    public Someone strength(String skill, int proficiency) {
        strengths.add(new Strength(skill, proficiency));
        return this;
    }

    public Someone goals(String... competencies) {
        competencyGoals = List.of(competencies);
        return this;
    }

    public Someone noOffer() {
        offers = false;
        return this;
    }

    public Someone places(int aCapacity, int active, int aPending) {
        capacity = aCapacity;
        activeMentorships = active;
        pending = aPending;
        return this;
    }

    public Someone wants(int someMentors, int alreadyHas) {
        wants = true;
        mentorsWanted = someMentors;
        mentors = alreadyHas;
        return this;
    }

    public Someone wantsNobody() {
        wants = false;
        return this;
    }

    public Someone awayUntil(String lastDay) {
        unavailableUntil = LocalDate.parse(lastDay);
        return this;
    }

    public Someone noHours() {
        availability.clear();
        return this;
    }

    public Someone hours(DayOfWeek day, String from, String to) {
        availability.add(new AvailabilitySlot(day, LocalTime.parse(from), LocalTime.parse(to)));
        return this;
    }

    public Someone blocks(UUID... ids) {
        blocked = List.of(ids);
        return this;
    }

    public Someone partners(UUID... ids) {
        partners = List.of(ids);
        return this;
    }

    public Someone history(int answeredRequests, int expiredRequests) {
        answered = answeredRequests;
        expired = expiredRequests;
        return this;
    }

    public PersonState person(long version) {
        return new PersonState(
                id,
                version,
                false,
                loginKey,
                active,
                List.of(),
                manager,
                department,
                "AT",
                location,
                timeZone,
                languages,
                "backend-developer",
                level,
                targetLevel,
                List.of(),
                gaps,
                strengths,
                competencyGoals);
    }

    public ParticipationState participation(long version) {
        return new ParticipationState(
                id,
                version,
                false,
                offers,
                capacity,
                activeMentorships,
                pending,
                unavailableUntil,
                wants,
                mentorsWanted,
                mentors,
                availability,
                blocked,
                partners,
                answered,
                expired);
    }

    /** An index that knows these people and nobody else. */
    public static Index indexOf(Someone... people) {
        Index index = new Index();
        for (Someone someone : people) {
            index.apply(someone.person(1));
            index.apply(someone.participation(1));
        }
        return index;
    }
}
