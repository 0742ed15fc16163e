package dev.belay.matching.recommend;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        name = "PersonRef",
        requiredProperties = {"id"},
        description = "Matching holds no names: `GET /v1/people?ids=` has the cards.")
record PersonRef(UUID id) {}
