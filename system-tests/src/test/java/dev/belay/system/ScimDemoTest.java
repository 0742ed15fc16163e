package dev.belay.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.local.issuer.DevIssuer;
import dev.belay.local.scim.ScimDemo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code ./belay scim-demo} replays holds on the packaged suite, through the front door. */
class ScimDemoTest {
    private final RunningBelay belay = RunningBelay.get();

    @ParameterizedTest
    @EnumSource
    void everyStepHolds(ScimDemo.Connector connector) {
        List<String> failed = new ArrayList<>();
        List<String> all = new ArrayList<>();
        boolean held = ScimDemo.play(
                connector,
                URI.create(belay.suite().url() + "/scim/v2"),
                belay.suite().tokens().machineToken(DevIssuer.HR_SYNC),
                step -> (step.held() ? all : failed).add(step.what() + ": " + step.saw()));
        assertTrue(held, failed.toString());
        assertTrue(all.size() > 15, all.toString());
    }
}
