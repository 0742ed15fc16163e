package dev.belay.profile.people;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** What HR keeps of a person. The meaning of each is said at {@link HrField}. */
@Embeddable
record HrFields(
        @Column(name = "external_id") String externalId,
        @Column(name = "user_name") String userName,
        @Column(name = "given_name") String givenName,
        @Column(name = "family_name") String familyName,
        @Column(name = "email") String email,
        @Column(name = "title") String title,
        @Column(name = "department") String department,
        @Column(name = "manager_external_id") String managerExternalId,
        @Column(name = "location") String location,
        @Column(name = "country") String country,
        @Column(name = "time_zone") String timeZone,
        @Column(name = "active") boolean active) {

    /** Of somebody of whom nothing is known yet. */
    static final HrFields NONE = new HrFields(null, null, null, null, null, null, null, null, null, null, null, true);

    HrFields with(HrChange change) {
        return new HrFields(
                change.textOr(HrField.EXTERNAL_ID, externalId),
                change.textOr(HrField.USER_NAME, userName),
                change.textOr(HrField.GIVEN_NAME, givenName),
                change.textOr(HrField.FAMILY_NAME, familyName),
                change.textOr(HrField.EMAIL, email),
                change.textOr(HrField.TITLE, title),
                change.textOr(HrField.DEPARTMENT, department),
                change.textOr(HrField.MANAGER_EXTERNAL_ID, managerExternalId),
                change.textOr(HrField.LOCATION, location),
                change.textOr(HrField.COUNTRY, country),
                change.textOr(HrField.TIME_ZONE, timeZone),
                change.active() == null ? active : change.active());
    }

    /** Given and family name; where HR sends none, the login name without what follows an {@code @}. */
    String displayName() {
        if (givenName != null && familyName != null) {
            return givenName + " " + familyName;
        }
        if (givenName != null || familyName != null) {
            return givenName == null ? familyName : givenName;
        }
        int at = userName.indexOf('@');
        return at > 0 ? userName.substring(0, at) : userName;
    }
}
