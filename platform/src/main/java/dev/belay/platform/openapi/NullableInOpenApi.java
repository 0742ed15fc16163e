package dev.belay.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * A field that holds an object or null is described as "an object, and one of these: such an object, or null", which no
 * null satisfies. The first half is taken away.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class NullableInOpenApi implements OASFilter {
    @Override
    public Schema filterSchema(Schema schema) {
        List<Schema> choices = schema.getAnyOf();
        boolean mayBeNull = choices != null && choices.stream().anyMatch(NullableInOpenApi::isNull);
        if (mayBeNull && schema.getType() != null && !schema.getType().contains(Schema.SchemaType.NULL)) {
            schema.setType((List<Schema.SchemaType>) null);
        }
        return schema;
    }

    private static boolean isNull(Schema schema) {
        return schema.getType() != null && schema.getType().contains(Schema.SchemaType.NULL);
    }
}
