package dev.belay.matching.recommend;

/** What the API's description shows; a test keeps it true to the views. */
final class Examples {

    static final String ONE_MENTOR = """
            {
              "asOf": "2026-03-04T10:00:00Z",
              "policy": {"name": "default", "version": 1},
              "items": [
                {
                  "mentor": {"id": "0199b2f4-6d1e-7c3a-9b57-2f6a1c0d4e88"},
                  "score": 806400,
                  "components": [
                    {
                      "key": "gap-coverage",
                      "value": 812,
                      "weight": 450,
                      "points": 365400,
                      "sentence": "This mentor covers 5 of your 6 largest gaps: kubernetes, kafka, system-design, sql and observability (in part)."
                    },
                    {
                      "key": "competency-goals",
                      "value": 760,
                      "weight": 100,
                      "points": 76000,
                      "sentence": "This mentor helps with 2 of your 2 competency goals: system architecture and communication."
                    },
                    {
                      "key": "availability-overlap",
                      "value": 900,
                      "weight": 200,
                      "points": 180000,
                      "sentence": "You have 2 h 30 min in common in the week of 2026-03-02."
                    },
                    {
                      "key": "seniority-fit",
                      "value": 800,
                      "weight": 100,
                      "points": 80000,
                      "sentence": "This mentor's level, senior, is 1 step above the one you aim for."
                    },
                    {
                      "key": "responsiveness",
                      "value": 800,
                      "weight": 100,
                      "points": 80000,
                      "sentence": "This mentor answered 6 of 6 requests in time."
                    },
                    {
                      "key": "language",
                      "value": 500,
                      "weight": 50,
                      "points": 25000,
                      "sentence": "This mentor has named no language, so this counts half."
                    }
                  ]
                }
              ],
              "excluded": [
                {"rule": "free-place", "count": 12},
                {"rule": "common-language", "count": 3}
              ],
              "nextCursor": null
            }
            """;

    private Examples() {}
}
