package dev.belay.local.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/people, PROFILE",
        "/v1/people/me/profile, PROFILE",
        "/v1/people/imports/1/results, PROFILE",
        "/v1/skills, PROFILE",
        "/v1/tracks/backend-developer, PROFILE",
        "/v1/growth, PROFILE",
        "/v1/portfolios/abc, PROFILE",
        "/v1/integrations, PROFILE",
        "/scim/v2/Users, PROFILE",
        "/docs, PROFILE",
        "/docs/problems/not-found, PROFILE",
        "/v1/participation/me, MENTORSHIP",
        "/v1/match-requests, MENTORSHIP",
        "/v1/mentorships/1/end, MENTORSHIP",
        "/v1/sessions, MENTORSHIP",
        "/v1/programs, MENTORSHIP",
        "/v1/notifications, MENTORSHIP",
        "/v1/webhooks, MENTORSHIP",
        "/v1/events, MENTORSHIP",
        "/v1/reports, MENTORSHIP",
        "/v1/recommendations/mentors, MATCHING",
        "/v1/matches, MATCHING",
        "/v1/assignments/verify, MATCHING",
        "/v1/policies, MATCHING",
    })
    void leadsEachPathToItsOwner(String path, Service owner) {
        assertEquals(Optional.of(owner), Routes.serviceFor(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v1/peoples",
                "/v1/unknown",
                "/v2/people",
                "/documents",
                "/q/health",
                "/q/metrics",
                "/internal/people",
                "/scim",
                "/scim/v1/Users",
                "//v1/people",
                "v1/people",
            })
    void leadsNothingElseAnywhere(String path) {
        assertEquals(Optional.empty(), Routes.serviceFor(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/people/../../q/metrics",
                "/v1/people/..",
                "/v1/people/./x",
                "/v1/people/%2e%2e/%2e%2e/q/metrics",
                "/v1/people/%2E./%2e%2E/internal/x",
                "/v1/people/..;a=b/internal",
                "/v1/people/..%2f..%2finternal",
                "/v1/people/..\\internal",
                "/v1/people/%5c..%5c",
                "/v1/people/%00",
                "/v1/people/%zz",
                "/v1/people/%",
            })
    void followsNoPathThatAServiceCouldReadOtherwise(String path) {
        assertEquals(Optional.empty(), Routes.serviceFor(path));
    }

    @Test
    void keepsPlusAndEncodedLettersInNames() {
        assertEquals(Optional.of(Service.PROFILE), Routes.serviceFor("/v1/skills/c%2B%2B"));
        assertEquals(Optional.of(Service.PROFILE), Routes.serviceFor("/v1/skills/c++"));
        assertEquals(Optional.of(Service.PROFILE), Routes.serviceFor("/v1/people/a..b"));
    }
}
