package dev.belay.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The operations and views of the three OpenAPI documents as one Markdown page. */
final class ApiPage {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final StringBuilder page = new StringBuilder();

    private ApiPage() {}

    /** @param documents OpenAPI documents by the service's short name, in the order of the page */
    static String render(Map<String, JsonNode> documents) {
        ApiPage api = new ApiPage();
        documents.forEach(api::service);
        return api.page.toString();
    }

    private void service(String name, JsonNode document) {
        page.append("## ").append(name).append("-service\n\n");
        document.path("paths")
                .properties()
                .forEach(path -> METHODS.forEach(method -> {
                    JsonNode operation = path.getValue().path(method);
                    if (!operation.isMissingNode()) {
                        operation(method, path.getKey(), path.getValue(), operation);
                    }
                }));
        page.append("### Views of ").append(name).append("-service\n\n");
        Map<String, JsonNode> schemas = new TreeMap<>();
        document.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> schemas.put(schema.getKey(), schema.getValue()));
        schemas.forEach(this::view);
    }

    private void operation(String method, String path, JsonNode item, JsonNode operation) {
        page.append("### `")
                .append(method.toUpperCase(java.util.Locale.ROOT))
                .append(' ')
                .append(path)
                .append("`\n\n");
        sentence(operation.path("summary").asText());
        sentence(operation.path("description").asText());
        List<String> rows = new ArrayList<>();
        for (JsonNode parameters : List.of(item.path("parameters"), operation.path("parameters"))) {
            parameters.forEach(parameter -> rows.add("| `%s` | %s | %s | %s |"
                    .formatted(
                            parameter.path("name").asText(),
                            parameter.path("in").asText(),
                            type(parameter.path("schema")),
                            cell(parameter.path("description").asText()))));
        }
        if (!rows.isEmpty()) {
            page.append("| parameter | in | type | |\n|---|---|---|---|\n");
            rows.forEach(row -> page.append(row).append('\n'));
            page.append('\n');
        }
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(content -> page.append("Body: `")
                        .append(content.getKey())
                        .append("`, ")
                        .append(type(content.getValue().path("schema")))
                        .append("\n\n"));
        List<String> answers = new ArrayList<>();
        operation.path("responses").properties().forEach(response -> {
            if (response.getKey().startsWith("2")) {
                List<String> bodies = new ArrayList<>();
                response.getValue()
                        .path("content")
                        .properties()
                        .forEach(content -> bodies.add(type(content.getValue().path("schema"))));
                String body = bodies.isEmpty()
                        ? ""
                        : " " + String.join(", ", bodies.stream().distinct().toList());
                answers.add("**" + response.getKey() + "**" + body);
            } else {
                answers.add(response.getKey());
            }
        });
        answers.sort(Comparator.comparing(answer -> answer.replace("*", "")));
        page.append("Answers: ").append(String.join(" · ", answers)).append("\n\n");
    }

    private void view(String name, JsonNode schema) {
        page.append("#### ").append(name).append("\n\n");
        sentence(schema.path("description").asText());
        if (schema.has("enum")) {
            List<String> values = new ArrayList<>();
            schema.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
            page.append("One of ").append(String.join(", ", values)).append("\n\n");
        }
        if (schema.path("properties").isEmpty()) {
            return;
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        page.append("| field | type | always there | |\n|---|---|---|---|\n");
        schema.path("properties")
                .properties()
                .forEach(field -> page.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                field.getKey(),
                                type(field.getValue()),
                                required.contains(field.getKey()) ? "yes" : "",
                                cell(field.getValue().path("description").asText()))));
        page.append('\n');
    }

    private void sentence(String text) {
        if (!text.isBlank()) {
            page.append(text.strip()).append("\n\n");
        }
    }

    private static String cell(String text) {
        return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String ref = schema.path("$ref").asText();
            return ref.substring(ref.lastIndexOf('/') + 1);
        }
        for (String combined : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.has(combined)) {
                List<String> parts = new ArrayList<>();
                schema.path(combined).forEach(part -> parts.add(type(part)));
                return String.join(" or ", parts);
            }
        }
        List<String> types = new ArrayList<>();
        if (schema.path("type").isArray()) {
            schema.path("type").forEach(type -> types.add(type.asText()));
        } else if (schema.has("type")) {
            types.add(schema.path("type").asText());
        }
        String type = String.join(" or ", types);
        if (types.contains("array")) {
            type = type.replace("array", "array of " + type(schema.path("items")));
        }
        return schema.has("format") ? type + " (" + schema.path("format").asText() + ")" : type;
    }
}
