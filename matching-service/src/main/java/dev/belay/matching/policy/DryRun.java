package dev.belay.matching.policy;

import dev.belay.matching.core.index.Member;
import dev.belay.matching.core.index.Snapshot;
import dev.belay.matching.core.score.Match;
import dev.belay.matching.core.score.MenteeSearch;
import dev.belay.matching.core.score.MentorSearch;
import dev.belay.matching.core.score.Policy;
import dev.belay.matching.core.score.Recommendation.ScoredComponent;
import dev.belay.matching.core.score.Recommendation.ScoredMentor;
import dev.belay.matching.core.score.Verdict;
import dev.belay.matching.sentences.Sentences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What real people would see if another policy were in force: whose top five changes, and why. Nothing is changed by it. */
final class DryRun {

    static final int TOP = 5;

    private final Snapshot snapshot;
    private final Policy before;
    private final Policy after;
    private final Instant asOf;

    DryRun(Snapshot snapshot, Policy before, Policy after, Instant asOf) {
        this.snapshot = snapshot;
        this.before = before;
        this.after = after;
        this.asOf = asOf;
    }

    /** A mentee whose list changes. */
    record Changed(UUID menteeId, List<UUID> before, List<UUID> after, List<Move> moves) {}

    /**
     * A mentor who enters, leaves, or has another rank.
     *
     * @param rankBefore 1…5; null if not among the first five
     * @param rankAfter likewise
     * @param scoreBefore of the pair, whether or not a rule refuses it
     */
    record Move(
            UUID mentorId,
            Integer rankBefore,
            Integer rankAfter,
            int scoreBefore,
            int scoreAfter,
            Match was,
            Match is) {

        /** Why: the rule that refuses under one policy alone, or the component that differs most. */
        String sentence(Sentences sentences) {
            if (was.passes() != is.passes()) {
                Match refused = was.passes() ? is : was;
                String reason = sentences.of(refused.verdicts().stream()
                        .filter(verdict -> !verdict.passes())
                        .map(Verdict::reason)
                        .findFirst()
                        .orElseThrow());
                return sentences.say(was.passes() ? "change.leaves-refused" : "change.enters-refused", reason);
            }
            List<ScoredComponent> components = union();
            ScoredComponent most = components.stream()
                    .max(Comparator.comparingInt(component -> Math.abs(change(component))))
                    .orElseThrow();
            int change = change(most);
            return change == 0
                    ? sentences.say("change.others-moved")
                    : sentences.say(
                            change > 0 ? "change.up" : "change.down",
                            sentences.say("component." + most.component().key()),
                            points(is, most),
                            points(was, most));
        }

        /** Every component that either policy weighs. */
        private List<ScoredComponent> union() {
            List<ScoredComponent> all = new ArrayList<>(was.scored().components());
            is.scored().components().stream()
                    .filter(component -> all.stream().noneMatch(other -> other.component() == component.component()))
                    .forEach(all::add);
            all.sort(Comparator.comparing(ScoredComponent::component));
            return all;
        }

        private int change(ScoredComponent component) {
            return points(is, component) - points(was, component);
        }

        private static int points(Match match, ScoredComponent component) {
            return match.scored().components().stream()
                    .filter(other -> other.component() == component.component())
                    .mapToInt(ScoredComponent::points)
                    .sum();
        }
    }

    /**
     * People to look at: active ones who look for a mentor, picked by the bits of their ids, so that the same people are
     * picked again, and not those who came first.
     */
    static List<UUID> sample(Snapshot snapshot, int size) {
        List<UUID> looking = new ArrayList<>();
        snapshot.forEachMentee(person -> {
            if (person.profile().active() && MenteeSearch.isLooking(person)) {
                looking.add(person.id());
            }
        });
        return looking.stream()
                .sorted(Comparator.comparingInt((UUID id) -> id.hashCode() * 0x9E3779B9)
                        .thenComparing(UUID::toString))
                .limit(size)
                .toList();
    }

    /** How the list of one mentee changes; empty if it does not. */
    Optional<Changed> of(UUID menteeId) {
        List<UUID> was = top(menteeId, before);
        List<UUID> is = top(menteeId, after);
        if (was.equals(is)) {
            return Optional.empty();
        }
        Set<UUID> either = new LinkedHashSet<>(is);
        either.addAll(was);
        List<Move> moves = either.stream()
                .filter(mentor -> was.indexOf(mentor) != is.indexOf(mentor))
                .map(mentor -> move(menteeId, mentor, rank(was, mentor), rank(is, mentor)))
                .toList();
        return Optional.of(new Changed(menteeId, was, is, moves));
    }

    private List<UUID> top(UUID menteeId, Policy policy) {
        return MentorSearch.best(menteeId, snapshot, policy, asOf, TOP).mentors().stream()
                .map(ScoredMentor::mentorId)
                .toList();
    }

    private static Integer rank(List<UUID> list, UUID mentor) {
        int place = list.indexOf(mentor);
        return place < 0 ? null : place + 1;
    }

    private Move move(UUID mentee, UUID mentor, Integer rankBefore, Integer rankAfter) {
        Match was = Match.of(mentee, mentor, snapshot, before, asOf);
        Match is = Match.of(mentee, mentor, snapshot, after, asOf);
        return new Move(
                mentor, rankBefore, rankAfter, was.scored().score(), is.scored().score(), was, is);
    }

    static boolean isKnown(Snapshot snapshot, UUID person) {
        Member member = snapshot.member(person);
        return member.isPerson();
    }
}
