package io.entryguard.resources.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.requestlog.Metric;
import io.entryguard.resources.requestlog.OperationName;
import io.entryguard.resources.requestlog.RequestField;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/operate agrees with the template on alarms, parameters, logs, costs and limits. */
final class OperatePagesTest {
  /** A row of the table of costs: item, price, and for each column units and dollars. */
  private static final Pattern COST =
      Pattern.compile(
          "(?m)^\\| ([^|]+) \\| \\$([\\d.]+) \\| ([\\d,.]+) → \\$([\\d.]+)"
              + " \\| ([\\d,.]+) → \\$([\\d.]+) \\|$");

  private static final Pattern SUM =
      Pattern.compile(
          "(?m)^\\| \\| \\| \\*\\*\\$([\\d.]+)\\*\\* \\| \\*\\*\\$([\\d.]+)\\*\\* \\|$");

  /** A query for CloudWatch Logs Insights: a code block whose first line states its purpose. */
  private static final Pattern QUERY =
      Pattern.compile("```\n# [A-Z][a-z][^\n]*\n(filter [^`]+)```");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern ALIAS = Pattern.compile(" as (\\w+)");
  private static final Pattern WORD = Pattern.compile("\\b[a-zA-Z]\\w*");

  /**
   * The supported commands of the query language.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">the
   *     language</a>
   */
  private static final Set<String> WORDS_OF_INSIGHTS =
      Set.of(
          "and", "as", "bin", "by", "count", "desc", "display", "filter", "limit", "max", "pct",
          "sort", "stats");

  /** A row of the table of an idle stack's costs: item, count, price, dollars. */
  private static final Pattern FIXED_COST =
      Pattern.compile("(?m)^\\| ([^|]+) \\| (\\d+) \\| \\$([\\d.]+) \\| \\$([\\d.]+) \\|$");

  private static final Pattern FIXED_SUM =
      Pattern.compile("(?m)^\\| \\| \\| \\| \\*\\*\\$([\\d.]+)\\*\\* \\|$");

  private static final Path DOCS = RepositoryTemplate.HOME.resolve("docs");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]+))?\\)");
  private static final int COLUMNS = 120;

  private static String costs;
  private static String logs;
  private static String alarms;

  @BeforeAll
  static void readPages() throws IOException {
    costs = Files.readString(DOCS.resolve("operate/costs.md"));
    logs = Files.readString(DOCS.resolve("operate/logs.md"));
    alarms = Files.readString(DOCS.resolve("operate/alarms.md"));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("operate"))) {
      return Stream.concat(files, Stream.of(DOCS.resolve("scale.md"), DOCS.resolve("slo.md")))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void hasNoBrokenLinks(Path page) throws IOException {
    for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
      Path file =
          link.group(1).isEmpty()
              ? page
              : Objects.requireNonNull(page.getParent()).resolve(link.group(1)).normalize();
      assertThat(file).exists();
      if (link.group(2) != null) {
        assertThat(anchorsOf(file)).contains(link.group(2));
      }
    }
  }

  /** Returns the anchors that GitHub generates. */
  private static List<String> anchorsOf(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("#"))
        .map(line ->
            line.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-'))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void wrapsLinesExceptTablesCodeAndLinks(Path page) throws IOException {
    boolean code = false;
    for (String line : Files.readAllLines(page)) {
      code ^= line.strip().startsWith("```");
      if (!code && !line.startsWith("|") && !line.startsWith("#") && !line.contains("](")) {
        assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS);
      }
    }
  }

  @Test
  void describesEveryParameter() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path page : pages()) {
      all.append(Files.readString(page));
    }

    assertThat(RepositoryTemplate.tree().get("Parameters").sections().keySet())
        .filteredOn(name -> !name.endsWith("Endpoint"))
        .allSatisfy(name -> assertThat(all).contains("`" + name));
  }

  @Test
  void describesExactlyTheExistingAlarms() {
    List<String> notifying =
        AlarmsTemplateTest.notifyingAlarms().stream().map(Alarm::name).toList();
    List<String> others =
        Alarm.all().stream().map(Alarm::name).filter(name -> !notifying.contains(name)).toList();

    assertThat(headingsOf("What wakes somebody")).containsExactlyInAnyOrderElementsOf(notifying);
    assertThat(headingsOf("What takes a version back")).containsExactlyInAnyOrderElementsOf(others);
  }

  /** The meaning, then steps. */
  @Test
  void hasStepsForEveryNotifyingAlarm() {
    List<String> entries =
        List.of(section(alarms, "What wakes somebody").split("\n### ", -1)).stream()
            .skip(1)
            .toList();

    assertThat(entries)
        .allSatisfy(
            entry -> assertThat(entry).containsPattern("(?s)^\\w+\n\n\\*.+\n1\\. .+\n2\\. "));
  }

  /** Returns the names in the subheadings of a section; similar alarms may share one. */
  private static List<String> headingsOf(String section) {
    return Stream.of(section(alarms, section).split("\n", -1))
        .filter(line -> line.startsWith("### "))
        .flatMap(line -> Stream.of(line.substring(4).split(", ", -1)))
        .toList();
  }

  @Test
  void calculatesTheCostOfRequests() {
    List<MatchResult> rows = COST.matcher(costs).results().toList();
    assertThat(rows).hasSize(8);
    BigDecimal first = BigDecimal.ZERO;
    BigDecimal second = BigDecimal.ZERO;
    for (MatchResult row : rows) {
      var price = new BigDecimal(row.group(2));
      assertThat(dollars(price, row.group(3))).as(row.group()).isEqualTo(row.group(4));
      assertThat(dollars(price, row.group(5))).as(row.group()).isEqualTo(row.group(6));
      first = first.add(new BigDecimal(row.group(4)));
      second = second.add(new BigDecimal(row.group(6)));
    }
    MatchResult sum = SUM.matcher(costs).results().findFirst().orElseThrow();
    assertThat(sum.group(1)).isEqualTo(first.toString());
    assertThat(sum.group(2)).isEqualTo(second.toString());
  }

  @Test
  void calculatesTheCostOfAnIdleStack() {
    List<MatchResult> rows = FIXED_COST.matcher(costs).results().toList();
    assertThat(rows).hasSize(5);
    BigDecimal sum = BigDecimal.ZERO;
    for (MatchResult row : rows) {
      assertThat(dollars(new BigDecimal(row.group(3)), row.group(2)))
          .as(row.group())
          .isEqualTo(row.group(4));
      sum = sum.add(new BigDecimal(row.group(4)));
    }
    assertThat(FIXED_SUM.matcher(costs).results().findFirst().orElseThrow().group(1))
        .isEqualTo(sum.toString());
    assertThat(rows)
        .map(row -> Integer.valueOf(row.group(2)))
        .startsWith(
            Alarm.all().stream().mapToInt(alarm -> alarm.metrics().size()).sum(),
            metricsOfLogs(),
            5
                * (int)
                    RepositoryTemplate.read().api().routes().stream()
                        .filter(Route::authorized)
                        .count());
  }

  /** Counts the metrics of filters, by newest version if any, and those that functions write. */
  private static int metricsOfLogs() {
    Set<AwsMetrics.Metric> metrics = new HashSet<>();
    Stream.concat(
            Alarm.all().stream().flatMap(alarm -> alarm.metrics().stream()),
            DashboardTemplateTest.metrics().stream())
        .filter(metric -> metric.namespace().startsWith("EntryGuard/"))
        .forEach(metrics::add);
    return metrics.size();
  }

  private static String dollars(BigDecimal price, String units) {
    return price
        .multiply(new BigDecimal(units.replace(",", "")))
        .setScale(2, RoundingMode.HALF_UP)
        .toString();
  }

  @Test
  void usesTheCapacityUnitsOfEachCall() {
    List<Integer> create = units("create");
    List<Integer> list = units("list of 3");
    List<Integer> key = units("authorizer, by API key");
    assertThat(costed("DynamoDB, a million read units"))
        .containsExactly(create.get(0), list.get(0) + key.get(0));
    int counted = units("a lease of the rate limit").get(1);
    assertThat(costed("DynamoDB, a million write units"))
        .containsExactly(create.get(1) + counted, list.get(1) + key.get(1) + counted);
  }

  /** Returns the read and write units in a row of the table. */
  private static List<Integer> units(String call) {
    MatchResult row =
        Pattern.compile("(?m)^\\| " + Pattern.quote(call) + " \\| (\\d+) \\| (\\d+) \\|$")
            .matcher(costs)
            .results()
            .findFirst()
            .orElseThrow();
    return List.of(Integer.valueOf(row.group(1)), Integer.valueOf(row.group(2)));
  }

  private static List<Integer> costed(String what) {
    MatchResult row =
        COST.matcher(costs)
            .results()
            .filter(each -> each.group(1).equals(what))
            .findFirst()
            .orElseThrow();
    return List.of(Integer.valueOf(row.group(3)), Integer.valueOf(row.group(5)));
  }

  @Test
  void statesTheTemplatesLimits() {
    assertThat(costs)
        .contains(
            "| %,d a second, bursts of %,d (`ThrottlingRate`, `ThrottlingBurst`) |"
                .formatted(parameter("ThrottlingRate"), parameter("ThrottlingBurst")),
            "| %,d a second a method, bursts of %,d |"
                .formatted(number("ThrottlingRateLimit"), number("ThrottlingBurstLimit")));
    assertThat(costs).contains("%,d / 1,024 GB".formatted(number("    MemorySize")));
  }

  @Test
  void statesTheTemplatesRateLimit() {
    assertThat(costs)
        .contains(
            "| %d a minute (`RequestsPerMinute`) |".formatted(parameter("RequestsPerMinute")));
  }

  @Test
  void describesExactlyTheExistingLogFieldsAndMetrics() {
    assertThat(firstCells(2))
        .containsExactlyElementsOf(
            Stream.of(RequestField.values()).map(RequestField::key).toList());
    assertThat(firstCells(3))
        .containsExactlyElementsOf(
            Stream.of(Metric.values())
                .map(metric -> metric.key() + " " + metric.dimension().key())
                .toList());
  }

  /** Returns the code in the first cells of the section's table with this many columns. */
  private static List<String> firstCells(int columns) {
    return Stream.of(section(logs, "A line for each request").split("\n", -1))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split(" \\| ", -1))
        .filter(cells -> cells.length == columns)
        .map(cells ->
            Stream.of(cells)
                .limit(columns - 1)
                .map(cell -> cell.replaceAll("[|` ]", ""))
                .collect(Collectors.joining(" ")))
        .toList();
  }

  /** Queries use existing fields and values. */
  @Test
  void queriesOnlyExistingFields() {
    Set<String> fields =
        Stream.of(RequestField.values()).map(RequestField::key).collect(Collectors.toSet());
    Set<String> values = new HashSet<>(Set.of("Request", "OK", "REPLAYED", "UNAUTHORIZED", "<id>"));
    Stream.of(ErrorCode.values()).map(ErrorCode::name).forEach(values::add);
    Stream.of(OperationName.values()).map(OperationName::text).forEach(values::add);
    List<MatchResult> queries =
        QUERY.matcher(section(logs, "A line for each request")).results().toList();

    assertThat(queries).hasSize(4);
    for (MatchResult query : queries) {
      String text = query.group(1);
      assertThat(QUOTED.matcher(text).results().map(found -> found.group(1)))
          .as(text)
          .isNotEmpty()
          .isSubsetOf(values);
      Set<String> known = new HashSet<>(fields);
      known.addAll(WORDS_OF_INSIGHTS);
      ALIAS.matcher(text).results().map(found -> found.group(1)).forEach(known::add);
      assertThat(
              WORD.matcher(QUOTED.matcher(text).replaceAll("")).results().map(MatchResult::group))
          .as(text)
          .isNotEmpty()
          .isSubsetOf(known);
    }
  }

  private static String section(String page, String name) {
    String text = page.substring(page.indexOf("\n## " + name + "\n") + 1);
    int end = text.indexOf("\n## ");
    return end < 0 ? text : text.substring(0, end);
  }

  private static int parameter(String name) {
    return RepositoryTemplate.tree().get("Parameters").get(name).get("Default").number();
  }

  /** Returns the first number with this name in the template. */
  private static int number(String name) {
    return Pattern.compile("(?m)" + name + ": (\\d+)$")
        .matcher(RepositoryTemplate.text())
        .results()
        .findFirst()
        .map(found -> Integer.parseInt(found.group(1)))
        .orElseThrow();
  }
}
