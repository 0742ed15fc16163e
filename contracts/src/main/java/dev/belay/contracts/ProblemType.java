package dev.belay.contracts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of refusal, as RFC 9457 means it: the same name, title and status in every service, and one page that explains
 * it. The catalogue is {@code problems.json} beside this class.
 *
 * @param name kebab-case, such as {@code mentor-at-capacity}; never changes, for clients branch on it
 * @param title a short phrase, the same for every occurrence
 * @param status the HTTP status, 400–599
 * @param explanation what it means, in plain words
 * @param whatToDo what the caller can do about it
 */
public record ProblemType(String name, String title, int status, String explanation, String whatToDo) {

    public ProblemType {
        name = Guard.required(name, "name");
        title = Guard.required(title, "title");
        explanation = Guard.required(explanation, "explanation");
        whatToDo = Guard.required(whatToDo, "whatToDo");
    }

    /** The whole catalogue, in its reviewed order. */
    public static Collection<ProblemType> all() {
        return Catalogue.BY_NAME.values();
    }

    /**
     * The problem type with this name.
     *
     * @throws IllegalArgumentException if the catalogue has none: whoever throws a problem adds it there first
     */
    public static ProblemType named(String name) {
        ProblemType type = Catalogue.BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no problem type is named " + name);
        }
        return type;
    }

    /** The {@code type} member of a problem document, relative to the suite's one origin. */
    public String uri() {
        return "/docs/problems/" + name;
    }

    /** Read once, when somebody first asks. */
    private static final class Catalogue {

        static final Map<String, ProblemType> BY_NAME = read();

        private static Map<String, ProblemType> read() {
            Map<String, ProblemType> byName = new LinkedHashMap<>();
            try (InputStream json = Guard.required(
                    ProblemType.class.getResourceAsStream("problems.json"), "the resource problems.json")) {
                List<ProblemType> all = new JsonMapper().readValue(json, new TypeReference<>() {});
                for (ProblemType type : all) {
                    if (byName.put(type.name(), type) != null) {
                        throw new IllegalStateException("two problem types are named " + type.name());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("problems.json cannot be read", e);
            }
            return Collections.unmodifiableMap(byName);
        }
    }
}
