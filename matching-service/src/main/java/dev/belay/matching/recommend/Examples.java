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
                  "sentence": "This mentor covers 5 of your 6 largest gaps: kubernetes, kafka, system-design, sql and observability (in part). You have 2 h 30 min in common in the week of 2026-03-02.",
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
              "diversity": null,
              "whyFew": null,
              "nextCursor": null
            }
            """;

    static final String NOBODY = """
            {
              "asOf": "2026-03-04T10:00:00Z",
              "policy": {"name": "default", "version": 1},
              "items": [],
              "excluded": [{"rule": "free-place", "count": 2}, {"rule": "enough-overlap", "count": 1}],
              "diversity": null,
              "whyFew": {
                "sentence": "Of the 14 who offer mentoring, nobody could be recommended to you.",
                "obstacles": [
                  {
                    "kind": "filter",
                    "key": "skill",
                    "excludes": 11,
                    "alone": 8,
                    "bestScore": 702500,
                    "sentence": "11 do not teach what you ask for. It is the only thing against 8 of them, the best with a score of 702,500."
                  },
                  {
                    "kind": "rule",
                    "key": "free-place",
                    "excludes": 5,
                    "alone": 2,
                    "bestScore": 641000,
                    "sentence": "5 have no free place. It is the only thing against 2 of them, the best with a score of 641,000."
                  },
                  {
                    "kind": "rule",
                    "key": "enough-overlap",
                    "excludes": 1,
                    "alone": 0,
                    "bestScore": null,
                    "sentence": "One has too few hours in common with you. Naming more hours, or others, would help."
                  }
                ]
              },
              "nextCursor": null
            }
            """;

    static final String REFUSED_PAIR = """
            {
              "asOf": "2026-03-04T10:00:00Z",
              "policy": {"name": "default", "version": 1},
              "mentee": {"id": "0199b2f4-6d1e-7c3a-9b57-1a2b3c4d5e6f"},
              "mentor": {"id": "0199b2f4-6d1e-7c3a-9b57-2f6a1c0d4e88"},
              "passes": false,
              "sentence": "You can't be matched now: one rule refuses it.",
              "rules": [
                {"rule": "free-place", "passes": true, "sentence": "This mentor has a free place."},
                {
                  "rule": "reporting-line",
                  "passes": false,
                  "sentence": "This mentor is your manager's manager."
                }
              ],
              "score": 450000,
              "components": [
                {
                  "key": "gap-coverage",
                  "value": 450,
                  "weight": 1000,
                  "points": 450000,
                  "sentence": "This mentor covers 3 of your 6 largest gaps: kafka, sql and observability."
                }
              ]
            }
            """;

    private Examples() {}
}
