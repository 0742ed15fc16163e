package dev.belay.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.local.demo.Demo;
import dev.belay.local.sample.SampleLoader;
import dev.belay.local.sample.SampleOrganisation;
import dev.belay.local.sample.SamplePerson;
import dev.belay.local.screen.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./belay demo} does once the suite runs: the sample organisation comes in, and every step holds, again and again. */
class DemoTest {
    private final RunningBelay belay = RunningBelay.get();

    @TempDir
    Path folder;

    @Test
    void everyStepHoldsAndTheNextRunPlaysWithOthers() {
        List<SamplePerson> people = SampleOrganisation.people();
        SampleLoader loader = new SampleLoader(belay.api(), belay.suite().tokens());
        SampleLoader.Loaded loaded = loader.load(people, done -> {});
        assertEquals(people.size(), loaded.people());

        String first = play(people);
        String second = play(people);

        assertTrue(first.contains("Ada"), first);
        assertTrue(!second.contains("Ada asks"), second);
    }

    private String play(List<SamplePerson> people) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(output, true, StandardCharsets.UTF_8), false, false);
        boolean held = Demo.play(belay.api(), belay.suite().tokens(), people, screen, folder);
        String shown = output.toString(StandardCharsets.UTF_8);
        assertTrue(held, shown);
        return shown;
    }
}
