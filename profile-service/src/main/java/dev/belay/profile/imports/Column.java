package dev.belay.profile.imports;

/**
 * A column of a CSV file.
 *
 * @param name as it stands in the file
 * @param field what it is about, as the API calls it; null if it means nothing here
 */
record Column(String name, String field) {}
