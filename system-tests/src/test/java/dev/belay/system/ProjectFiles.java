package dev.belay.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What lies in the project's folder beside the code. */
final class ProjectFiles {
    private static final Path ROOT = Path.of(System.getProperty("belay.home"));
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ProjectFiles() {}

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a YAML file, anchors and merges resolved; a key that stands twice is refused. */
    static List<JsonNode> yaml(String path) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text(path))) {
            documents.add(JSON.valueToTree(document));
        }
        return documents;
    }

    /** The YAML files in a folder, the kustomization apart. */
    static List<String> names(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All documents of these files. */
    static List<JsonNode> manifests(String folder) {
        return names(folder).stream()
                .flatMap(file -> yaml(folder + "/" + file).stream())
                .toList();
    }

    static List<JsonNode> ofKind(String kind, List<JsonNode> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
    }

    static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }
}
