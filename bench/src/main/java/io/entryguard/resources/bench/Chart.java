package io.entryguard.resources.bench;

import static io.entryguard.resources.bench.Measures.COLD;
import static io.entryguard.resources.bench.Measures.RESTORE_PRIMED;
import static io.entryguard.resources.bench.Measures.RESTORE_UNPRIMED;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a caller waits for when a function starts, as bars. */
final class Chart {
  private static final int WIDTH = 860;
  private static final int LABELS = 260;
  private static final int ROW = 26;
  private static final int BAR = 16;
  private static final int HEAD = 56;

  private static final String INIT = "#8fb3d9";
  private static final String REQUEST = "#1f5fa8";

  private Chart() {}

  /** A bar of two parts; the first may be nothing. */
  private record Bar(String label, double first, double second) {
    double total() {
      return first + second;
    }
  }

  static String of(Found found) {
    List<Bar> bars = bars(found);
    double longest = bars.stream().mapToDouble(Bar::total).max().orElse(1);
    double scale = (WIDTH - LABELS - 80) / longest;
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
          <title>What a caller waits for when a function starts, in milliseconds</title>
          <rect width="100%%" height="100%%" fill="white"/>
          <rect x="%d" y="18" width="12" height="12" fill="%s"/><text x="%d" y="29">init, or hook after restore</text>
          <rect x="%d" y="18" width="12" height="12" fill="%s"/><text x="%d" y="29">first request</text>
        """
            .formatted(
                WIDTH,
                HEAD + ROW * bars.size() + 12,
                LABELS,
                INIT,
                LABELS + 18,
                LABELS + 210,
                REQUEST,
                LABELS + 228));
    int y = HEAD;
    for (Bar bar : bars) {
      double middle = LABELS + bar.first() * scale;
      double end = LABELS + bar.total() * scale;
      svg.append(
          String.format(
              Locale.ROOT,
              """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>
                <rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>
                <text x="%.1f" y="%d">%,d ms</text>
              """,
              LABELS - 10,
              y + 13,
              bar.label(),
              LABELS,
              y,
              middle - LABELS,
              BAR,
              INIT,
              middle,
              y,
              end - middle,
              BAR,
              REQUEST,
              end + 6,
              y + 13,
              Math.round(bar.total())));
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static List<Bar> bars(Found found) {
    List<Bar> bars = new ArrayList<>();
    for (String subject : found.subjects(COLD)) {
      bars.add(bar(found, COLD, subject, "cold", "initMillis"));
    }
    for (String subject : found.subjects(RESTORE_PRIMED)) {
      bars.add(bar(found, RESTORE_UNPRIMED, subject, "restored, not primed", "hookMillis"));
      bars.add(bar(found, RESTORE_PRIMED, subject, "restored, primed", "hookMillis"));
    }
    return bars;
  }

  private static Bar bar(Found found, String measure, String subject, String what, String before) {
    return new Bar(
        subject + ": " + what,
        found.median(measure, subject, before).orElse(0),
        found.median(measure, subject, "firstMillis").orElse(0));
  }
}
