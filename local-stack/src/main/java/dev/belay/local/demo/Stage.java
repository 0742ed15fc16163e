package dev.belay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.local.api.Api;
import dev.belay.local.screen.Screen;
import dev.belay.local.screen.Screen.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** How the demo tells its story: numbered scenes, each request with the status it got, and what must hold. */
final class Stage {

    private static final int REQUEST_WIDTH = 72;

    private final Screen screen;
    private int scene;

    Stage(Screen screen) {
        this.screen = screen;
    }

    void scene(String title) {
        scene++;
        screen.blank();
        screen.line(screen.styled(Style.BOLD, scene + ". " + title));
    }

    /** Shows a request with its status and passes the answer on. */
    Api.Answer show(Api.Answer answer) {
        String request = answer.request().length() > REQUEST_WIDTH
                ? answer.request().substring(0, REQUEST_WIDTH - 1) + "…"
                : answer.request();
        String problem = answer.problem().isEmpty() ? "" : " " + answer.problem();
        screen.line("   " + screen.styled(Style.DIM, request + "  " + answer.status() + problem));
        return answer;
    }

    void say(String text) {
        screen.line("   " + text);
    }

    void held(String text) {
        screen.line("   " + screen.tick() + " " + text);
    }

    /** Ends the demo with this sentence unless the condition holds. */
    void must(boolean condition, String held, String otherwise) {
        if (!condition) {
            throw new StepFailed(otherwise);
        }
        held(held);
    }

    Screen screen() {
        return screen;
    }

    /** Asks until the answer is what a moment later it must be, because one service learns from another's events. */
    static Api.Answer await(
            Supplier<Api.Answer> request, Predicate<JsonNode> enough, Duration limit, String otherwise) {
        Instant end = Instant.now().plus(limit);
        while (true) {
            Api.Answer answer = request.get();
            if (answer.status() == 200 && enough.test(answer.body())) {
                return answer;
            }
            if (Instant.now().isAfter(end)) {
                throw new StepFailed(otherwise);
            }
            pause();
        }
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted");
        }
    }

    /** A step that did not hold. */
    static final class StepFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StepFailed(String sentence) {
            super(sentence);
        }
    }
}
