package dev.belay.matching.policy;

/** What the API's description shows; a test keeps it valid. */
final class Examples {

    static final String NEW_POLICY = """
            {
              "name": "meet often",
              "reason": "The spring survey: pairs who could not find a time gave up.",
              "weights": [
                {"component": "gap-coverage", "weight": 400, "reason": "Closing gaps is what a match is for."},
                {"component": "competency-goals", "weight": 100, "reason": "The mentee's own word."},
                {"component": "availability-overlap", "weight": 300, "reason": "Pairs without a common hour gave up."},
                {"component": "seniority-fit", "weight": 50, "reason": "Mentors of every level did well."},
                {"component": "responsiveness", "weight": 100, "reason": "Unanswered requests discourage."},
                {"component": "language", "weight": 50, "reason": "The first language is easier."},
                {"component": "spread", "weight": 0, "reason": "Not asked for."}
              ],
              "parameters": {
                "minOverlap": "PT1H",
                "fullOverlap": "PT3H",
                "sameManagerAllowed": false,
                "ladder": ["junior", "mid", "senior", "staff", "principal"],
                "strengthsAtFaceValue": 24,
                "priorAnswered": 2,
                "priorAsked": 4
              }
            }
            """;

    private Examples() {}
}
