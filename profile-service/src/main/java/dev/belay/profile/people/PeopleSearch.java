package dev.belay.profile.people;

import java.util.List;
import java.util.UUID;

/**
 * Whom somebody looks for.
 *
 * @param words each must begin a word of the name, the title or the headline; folded
 * @param strength key of a skill that they teach; null for any
 * @param department without regard to case; null for any
 */
record PeopleSearch(List<String> words, String strength, String department) {

    /** Where a page ended. */
    record Place(String sortName, UUID id) {}
}
