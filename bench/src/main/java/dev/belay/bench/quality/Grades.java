package dev.belay.bench.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the readers found.
 *
 * @param first and {@code second}: grades 0…3 by case and letter ({@code "07 C"})
 */
record Grades(Map<String, Integer> first, Map<String, Integer> second) {

    private static final int GRADES = 4;

    static Grades read(Path home, List<Cases.Case> cases) throws IOException {
        Path folder = home.resolve("bench/src/main/resources/quality");
        Grades grades = new Grades(read(folder.resolve("grades-1.csv")), read(folder.resolve("grades-2.csv")));
        for (Cases.Case one : cases) {
            for (String letter : one.mentors().keySet()) {
                String key = one.number() + " " + letter;
                if (!grades.first.containsKey(key) || !grades.second.containsKey(key)) {
                    throw new IllegalStateException(key + " has not been graded by both");
                }
            }
        }
        return grades;
    }

    /** Lines {@code case,mentor,grade} below a header. */
    private static Map<String, Integer> read(Path file) throws IOException {
        Map<String, Integer> grades = new HashMap<>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] cells = line.split(",");
            int grade = Integer.parseInt(cells[2].strip());
            if (grade < 0 || grade >= GRADES) {
                throw new IllegalStateException(file + ": " + line);
            }
            grades.put(cells[0].strip() + " " + cells[1].strip(), grade);
        }
        return grades;
    }

    /** The mean of both readers. */
    double of(Cases.Case one, String letter) {
        String key = one.number() + " " + letter;
        return (first.get(key) + second.get(key)) / 2.0;
    }

    /** The share of pairs to which both gave the same grade. */
    double same() {
        long same = first.entrySet().stream()
                .filter(grade -> grade.getValue().equals(second.get(grade.getKey())))
                .count();
        return (double) same / first.size();
    }

    /** Cohen's kappa with quadratic weights: 1 is full agreement, 0 what chance would give. */
    double kappa() {
        double[][] seen = new double[GRADES][GRADES];
        double[] ofFirst = new double[GRADES];
        double[] ofSecond = new double[GRADES];
        first.forEach((key, grade) -> {
            seen[grade][second.get(key)]++;
            ofFirst[grade]++;
            ofSecond[second.get(key)]++;
        });
        double apart = 0;
        double apartByChance = 0;
        for (int i = 0; i < GRADES; i++) {
            for (int j = 0; j < GRADES; j++) {
                int weight = (i - j) * (i - j);
                apart += weight * seen[i][j];
                apartByChance += weight * ofFirst[i] * ofSecond[j] / first.size();
            }
        }
        return 1 - apart / apartByChance;
    }
}
