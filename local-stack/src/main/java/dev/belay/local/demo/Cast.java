package dev.belay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.local.api.Api;
import dev.belay.local.sample.SampleOrganisation;
import dev.belay.local.sample.SamplePerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who plays in this run: Ada in the first, and in each later one mentees who have not played yet. Where a run stopped is kept beside
 * the data, so that forgetting the data starts over with Ada.
 */
final class Cast {

    private final Path file;
    private final List<SamplePerson> mentees;
    private int run;
    private int next;

    private Cast(Path file, List<SamplePerson> mentees) {
        this.file = file;
        this.mentees = mentees;
    }

    static Cast of(List<SamplePerson> people, Path dataFolder) {
        // Ada is the first of the mentees that the organisation lists.
        List<SamplePerson> mentees = people.stream()
                .filter(person -> person.participation().wantsMentoring() && !person.isMentor())
                .toList();
        if (!mentees.get(0).userName().equals(SampleOrganisation.ADA)) {
            throw new IllegalStateException("Ada must be the first mentee of the sample organisation");
        }
        Cast cast = new Cast(dataFolder.resolve("demo.json"), mentees);
        cast.read();
        cast.run++;
        cast.save();
        return cast;
    }

    /** 1 in the first run on these data. */
    int run() {
        return run;
    }

    /** The next mentee who has not played; empty once all have. */
    Optional<SamplePerson> nextMentee() {
        if (next >= mentees.size()) {
            return Optional.empty();
        }
        SamplePerson mentee = mentees.get(next);
        next++;
        save();
        return Optional.of(mentee);
    }

    private void read() {
        if (Files.exists(file)) {
            try {
                JsonNode state = Api.JSON.readTree(Files.readString(file));
                run = state.path("run").asInt();
                next = state.path("next").asInt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void save() {
        ObjectNode state = JsonNodeFactory.instance.objectNode().put("run", run).put("next", next);
        try {
            Files.writeString(file, state.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
