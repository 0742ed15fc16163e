package dev.belay.matching.recommend;

import dev.belay.matching.core.score.PeerSearch;
import dev.belay.matching.core.score.PeerSearch.ScoredPeer;
import dev.belay.matching.core.score.PeerSearch.ScoredPeerComponent;
import dev.belay.matching.sentences.Sentences;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** With whom the asker could learn. */
@Schema(
        name = "PeerRecommendations",
        requiredProperties = {"asOf", "items", "excluded", "nextCursor"})
record PeersView(
        @Schema(description = "The instant whose week was compared and whose date decided who is away.")
        Instant asOf,

        @Schema(description = "Best first: by score, ties by the peer's id.")
        List<Item> items,

        @Schema(
                description =
                        "How many of the same level with a gap in common are not recommended, each under the first"
                                + " rule that refuses the pair. Rules that refused nobody are absent.")
        List<Excluded> excluded,

        @Schema(nullable = true, description = "Always null: the list is whole up to its limit.")
        String nextCursor) {

    @Schema(
            name = "RecommendedPeer",
            requiredProperties = {"peer", "score", "components"})
    record Item(
            PersonRef peer,

            @Schema(minimum = "0", maximum = "1000000", description = "The sum of the components' points, exactly.")
            int score,

            @Schema(
                    description = "What the score is made of: `shared-gaps` (700), `availability-overlap` (200) and"
                            + " `language` (100).")
            List<Explanation.ComponentView> components) {

        static Item of(ScoredPeer peer, Sentences sentences) {
            return new Item(
                    new PersonRef(peer.peerId()),
                    peer.score(),
                    peer.components().stream()
                            .map(component -> view(component, sentences))
                            .toList());
        }

        private static Explanation.ComponentView view(ScoredPeerComponent component, Sentences sentences) {
            return new Explanation.ComponentView(
                    component.component().key(),
                    component.value(),
                    component.component().weight(),
                    component.points(),
                    sentences.of(component.reason()));
        }
    }

    static PeersView of(PeerSearch.Outcome outcome, Sentences sentences) {
        return new PeersView(
                outcome.asOf(),
                outcome.peers().stream().map(peer -> Item.of(peer, sentences)).toList(),
                Excluded.of(outcome.excluded()),
                null);
    }
}
