package dev.belay.profile.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Columns as a job keeps them. */
@ApplicationScoped
class ColumnsJson {
    private final ObjectMapper json;

    ColumnsJson(ObjectMapper json) {
        this.json = json;
    }

    /** Null if there are none. */
    String write(List<Column> columns) {
        try {
            return columns.isEmpty() ? null : json.writeValueAsString(columns);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Columns are plain values", e);
        }
    }

    List<Column> read(String text) {
        try {
            return text == null ? List.of() : json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Columns that we wrote ourselves", e);
        }
    }
}
