package dev.belay.local.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Skills that people of the sample organisation have or lack, by competency: the ones that the track for backend developers asks
 * for, hardest last.
 */
final class Competencies {

    static final Map<String, List<String>> SKILLS = skills();

    static final List<String> KEYS = List.copyOf(SKILLS.keySet());

    /** Languages with a framework that goes with each. */
    static final List<List<String>> STACKS = List.of(
            List.of("java", "spring-boot"),
            List.of("python", "django"),
            List.of("go", "gin"),
            List.of("javascript", "nodejs"),
            List.of("php", "laravel"),
            List.of("ruby", "ruby-on-rails"),
            List.of("kotlin", "quarkus"),
            List.of("csharp", "aspnet-core"),
            List.of("typescript", "nestjs"),
            List.of("java", "quarkus"));

    static final List<String> DATABASES = List.of("postgresql", "mysql", "sql-server");

    private Competencies() {}

    private static Map<String, List<String>> skills() {
        Map<String, List<String>> skills = new LinkedHashMap<>();
        skills.put(
                "technical-skills", List.of("git", "sql", "unit-testing", "linux", "refactoring", "nosql-databases"));
        skills.put(
                "problem-solving",
                List.of("debugging", "data-structures", "algorithms", "performance-tuning", "incident-analysis"));
        skills.put(
                "system-architecture",
                List.of(
                        "rest-api-design",
                        "docker",
                        "design-patterns",
                        "application-security",
                        "ci-cd",
                        "system-design",
                        "microservices",
                        "observability",
                        "kubernetes",
                        "distributed-systems"));
        skills.put("communication", List.of("code-review", "technical-writing", "public-speaking"));
        skills.put(
                "leadership",
                List.of("mentoring", "technical-decision-making", "project-leadership", "workshop-facilitation"));
        skills.put(
                "network",
                List.of(
                        "cross-functional-collaboration",
                        "networking",
                        "community-participation",
                        "conference-participation"));
        skills.put(
                "continuous-learning",
                List.of("learning-planning", "reading-technical-literature", "technology-radar"));
        skills.put("showcase", List.of("achievement-documentation", "portfolio", "resume-writing"));
        return skills;
    }
}
