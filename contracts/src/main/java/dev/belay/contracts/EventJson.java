package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON and back: instants and dates in ISO 8601, unknown (null) components left out.
 *
 * <p>Reading tolerates properties it does not know, for a newer writer may have added some. It tolerates nothing else:
 * a number in quotes or text after the document is an {@link UnreadableEvent}.
 */
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private EventJson() {}

    /** The event as UTF-8 JSON, its properties in the order of the record's components. */
    public static byte[] write(Event event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            // Events are records of plain values: one that cannot be written is a mistake in this module.
            throw new IllegalStateException("cannot write " + event.type().text(), e);
        }
    }

    /**
     * The event of that type in a record's value. A null value (a tombstone) is no event: the caller handles it first.
     *
     * @throws UnreadableEvent if the value is not JSON, or not what the type asks for
     */
    public static Event read(EventType type, byte[] json) throws UnreadableEvent {
        return read(type, type.record(), json);
    }

    /**
     * The event of that record in a record's value.
     *
     * @throws UnreadableEvent as {@link #read(EventType, byte[])} does
     */
    public static <T extends Event> T read(Class<T> record, byte[] json) throws UnreadableEvent {
        return read(EventType.of(record), record, json);
    }

    private static <T extends Event> T read(EventType type, Class<T> record, byte[] json) throws UnreadableEvent {
        @Nullable T event;
        try {
            event = MAPPER.readValue(json, record);
        } catch (JsonMappingException e) {
            // A document that breaks off is reported as a failure of the component in which it does.
            boolean broken = e.getCause() instanceof JsonParseException;
            throw new UnreadableEvent(type, (broken ? "not JSON" : reason(e)) + " at " + pointer(e));
        } catch (StreamReadException e) {
            throw new UnreadableEvent(type, "not JSON");
        } catch (IOException e) {
            // There is only memory to read from, so what fails is the decoding.
            throw new UnreadableEvent(type, "not UTF-8");
        }
        if (event == null) {
            throw new UnreadableEvent(type, "the document is null");
        }
        return event;
    }

    /** Our own records' sentences are safe to repeat; the library's quote the content. */
    private static String reason(JsonMappingException e) {
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException refusal) {
            String sentence = refusal.getMessage();
            if (sentence != null) {
                return sentence;
            }
        }
        return "another shape than expected";
    }

    private static String pointer(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return pointer.length() == 0 ? "the root" : pointer.toString();
    }
}
