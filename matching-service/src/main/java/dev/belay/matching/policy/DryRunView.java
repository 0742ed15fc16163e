package dev.belay.matching.policy;

import dev.belay.matching.policy.PolicyDocument.ParametersView;
import dev.belay.matching.policy.PolicyDocument.WeightView;
import dev.belay.matching.sentences.Sentences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How two versions differ, and what that changes for people. */
@Schema(
        name = "DryRun",
        requiredProperties = {"asOf", "before", "after", "differences", "lookedAt", "changed", "items"})
record DryRunView(
        Instant asOf,

        @Schema(description = "The version that is compared with.")
        int before,

        @Schema(description = "The version that is tried.") int after,

        List<Difference> differences,

        @Schema(minimum = "0", description = "How many mentees' lists were looked at.")
        int lookedAt,

        @Schema(minimum = "0", description = "For how many of them the first five change.")
        int changed,

        @Schema(description = "Those for whom they change, by id.")
        List<Item> items) {

    @Schema(
            name = "PolicyDifference",
            requiredProperties = {"field", "before", "after"})
    record Difference(
            @Schema(description = "`weights/<component>` or `parameters/<name>`")
            String field,

            @Schema(nullable = true) String before,
            @Schema(nullable = true) String after) {}

    @Schema(
            name = "ChangedList",
            requiredProperties = {"mentee", "before", "after", "moves"})
    record Item(
            UUID mentee,

            @Schema(description = "The first five mentors, best first.")
            List<UUID> before,

            List<UUID> after,

            @Schema(description = "Who enters, leaves, or has another rank.")
            List<MoveView> moves) {

        static Item of(DryRun.Changed changed, Sentences sentences) {
            return new Item(
                    changed.menteeId(),
                    changed.before(),
                    changed.after(),
                    changed.moves().stream()
                            .map(move -> MoveView.of(move, sentences))
                            .toList());
        }
    }

    @Schema(
            name = "Move",
            requiredProperties = {"mentor", "rankBefore", "rankAfter", "scoreBefore", "scoreAfter", "sentence"})
    record MoveView(
            UUID mentor,

            @Schema(nullable = true, minimum = "1", maximum = "5", description = "Null if not among the first five.")
            Integer rankBefore,

            @Schema(nullable = true, minimum = "1", maximum = "5", description = "Null if not among the first five.")
            Integer rankAfter,

            @Schema(description = "Of the pair, whether or not a rule refuses it.")
            int scoreBefore,

            int scoreAfter,

            @Schema(description = "The rule that refuses by one version alone, or the component that differs most.")
            String sentence) {

        static MoveView of(DryRun.Move move, Sentences sentences) {
            return new MoveView(
                    move.mentorId(),
                    move.rankBefore(),
                    move.rankAfter(),
                    move.scoreBefore(),
                    move.scoreAfter(),
                    move.sentence(sentences));
        }
    }

    static List<Difference> differences(PolicyDocument before, PolicyDocument after) {
        Map<String, String> was = fields(before);
        Map<String, String> is = fields(after);
        List<Difference> differences = new ArrayList<>();
        Map<String, String> either = new TreeMap<>(was);
        either.putAll(is);
        either.keySet().forEach(field -> {
            if (!Objects.equals(was.get(field), is.get(field))) {
                differences.add(new Difference(field, was.get(field), is.get(field)));
            }
        });
        return differences;
    }

    private static Map<String, String> fields(PolicyDocument document) {
        Map<String, String> fields = new TreeMap<>();
        for (WeightView weight : document.weights()) {
            fields.put("weights/" + weight.component(), String.valueOf(weight.weight()));
        }
        ParametersView parameters = document.parameters();
        fields.put("parameters/minOverlap", parameters.minOverlap());
        fields.put("parameters/fullOverlap", parameters.fullOverlap());
        fields.put("parameters/sameManagerAllowed", String.valueOf(parameters.sameManagerAllowed()));
        fields.put("parameters/ladder", String.join(", ", parameters.ladder()));
        fields.put("parameters/strengthsAtFaceValue", String.valueOf(parameters.strengthsAtFaceValue()));
        fields.put("parameters/priorAnswered", String.valueOf(parameters.priorAnswered()));
        fields.put("parameters/priorAsked", String.valueOf(parameters.priorAsked()));
        return fields;
    }
}
