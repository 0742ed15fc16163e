package dev.belay.bench.matching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over two logarithmic axes, as an SVG file. */
final class Chart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 170;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final List<String> COLOURS = List.of("#1b6ca8", "#c0392b", "#7a5195", "#2e8b57", "#b7791f");

    private Chart() {}

    record Point(double x, double y) {}

    static void write(Path file, String title, String x, String y, Map<String, List<Point>> lines) throws IOException {
        double lowX = bound(lines, true, false);
        double highX = bound(lines, true, true);
        double lowY = bound(lines, false, false);
        double highY = bound(lines, false, true);
        List<String> svg = new ArrayList<>();
        svg.add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" font-family=\"sans-serif\" font-size=\"12\">");
        svg.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        svg.add(text(LEFT, TOP - 16, "start", title).replace("<text", "<text font-size=\"15\" font-weight=\"bold\""));
        for (double value = lowX; value <= highX * 1.001; value *= 10) {
            double at = place(value, lowX, highX, LEFT, WIDTH - RIGHT);
            svg.add(line(at, TOP, at, HEIGHT - BOTTOM));
            svg.add(text(at, HEIGHT - BOTTOM + 18, "middle", number(value)));
        }
        for (double value = lowY; value <= highY * 1.001; value *= 10) {
            double at = place(value, lowY, highY, HEIGHT - BOTTOM, TOP);
            svg.add(line(LEFT, at, WIDTH - RIGHT, at));
            svg.add(text(LEFT - 8, at + 4, "end", number(value)));
        }
        svg.add(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", x));
        svg.add(text(LEFT - 8, TOP - 8, "end", y));
        int index = 0;
        for (Map.Entry<String, List<Point>> named : lines.entrySet()) {
            String colour = COLOURS.get(index++ % COLOURS.size());
            StringBuilder points = new StringBuilder();
            for (Point point : named.getValue()) {
                double px = place(point.x(), lowX, highX, LEFT, WIDTH - RIGHT);
                double py = place(point.y(), lowY, highY, HEIGHT - BOTTOM, TOP);
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", px, py));
                svg.add(String.format(
                        Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", px, py, colour));
            }
            svg.add("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" points=\""
                    + points.toString().trim() + "\"/>");
            Point last = named.getValue().get(named.getValue().size() - 1);
            svg.add(text(
                            WIDTH - RIGHT + 8,
                            place(last.y(), lowY, highY, HEIGHT - BOTTOM, TOP) + 4,
                            "start",
                            named.getKey())
                    .replace("<text", "<text fill=\"" + colour + "\""));
        }
        svg.add("</svg>");
        Files.createDirectories(file.getParent());
        Files.write(file, svg);
    }

    /** The power of ten at or beyond the outermost value. */
    private static double bound(Map<String, List<Point>> lines, boolean ofX, boolean highest) {
        double[] values = lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(point -> Math.log10(ofX ? point.x() : point.y()))
                .sorted()
                .toArray();
        return Math.pow(10, highest ? Math.ceil(values[values.length - 1] - 1e-9) : Math.floor(values[0] + 1e-9));
    }

    private static double place(double value, double low, double high, double from, double to) {
        return from + (to - from) * Math.log(value / low) / Math.log(high / low);
    }

    private static String number(double value) {
        return value >= 1e6
                ? String.format(Locale.ROOT, "%.0fM", value / 1e6)
                : value >= 1e3
                        ? String.format(Locale.ROOT, "%.0fk", value / 1e3)
                        : value >= 1 ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>", x1, y1, x2, y2);
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, words);
    }
}
