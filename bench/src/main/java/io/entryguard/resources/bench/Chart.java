package io.entryguard.resources.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A bar chart of response times: the functions beside the plain handler. */
final class Chart {
  private static final int WIDTH = 760;
  private static final int LABELS = 230;
  private static final int ROW = 24;
  private static final String OURS = "#1f5fa8";
  private static final String OTHERS = "#b9c4d0";

  private final StringBuilder svg = new StringBuilder();
  private int y = ROW;

  private Chart() {}

  static String of(Found found) {
    var chart = new Chart();
    chart.bars(
        found,
        "First request after a restore, in milliseconds",
        Run.RESTORE,
        Run.BOTH,
        List.of(
            Run.LIST,
            Run.PLAIN_LIST,
            Run.CREATE,
            Run.PLAIN_CREATE,
            Run.GET,
            Run.UPDATE,
            Run.DELETE,
            Run.TOKEN,
            "authorizer, API key"));
    chart.bars(
        found,
        "Warm request, in milliseconds",
        Run.WARM,
        Run.P50,
        List.of(
            Run.LIST,
            "bare query",
            Run.PLAIN_LIST,
            Run.CREATE,
            "bare transaction",
            Run.PLAIN_CREATE,
            Run.GET,
            Run.BARE_GET,
            Run.UPDATE,
            Run.BARE_UPDATE,
            Run.DELETE,
            Run.BARE_DELETE,
            Run.TOKEN,
            "authorizer, API key"));
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
    <title>What callers wait for</title>
    <rect width="100%%" height="100%%" fill="white"/>
    %s</svg>
    """
        .formatted(WIDTH, chart.y, chart.svg);
  }

  private void bars(
      Found found, String title, String measure, String figure, List<String> subjects) {
    double longest =
        subjects.stream()
            .mapToDouble(subject -> found.median(measure, subject, figure).orElse(0))
            .max()
            .orElse(0);
    svg.append(
        """
        <text x="%d" y="%d" font-weight="bold">%s</text>
        """
            .formatted(LABELS, y, title));
    y += ROW / 2;
    for (String subject : subjects) {
      OptionalDouble value = found.median(measure, subject, figure);
      if (value.isEmpty()) {
        continue;
      }
      long length = Math.round(value.getAsDouble() / longest * (WIDTH - LABELS - 80));
      boolean isOther = subject.startsWith("plain") || subject.startsWith("bare");
      svg.append(
          String.format(
              Locale.ROOT,
              """
              <text x="%d" y="%d" text-anchor="end">%s</text>
              <rect x="%d" y="%d" width="%d" height="16" fill="%s"/>
              <text x="%d" y="%d">%.2f</text>
              """,
              LABELS - 8,
              y + 14,
              subject,
              LABELS,
              y + 2,
              length,
              isOther ? OTHERS : OURS,
              LABELS + length + 6,
              y + 14,
              value.getAsDouble()));
      y += ROW;
    }
    y += ROW;
  }
}
