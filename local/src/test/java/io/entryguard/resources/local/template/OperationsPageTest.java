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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/operations.md says of alarms and costs. */
final class OperationsPageTest {
  private static final Pattern ALARM =
      Pattern.compile("(?m)^  (\\w+):\\n    Type: AWS::CloudWatch::Alarm$");

  /** A row of the table of costs: what, price, and for each column units and dollars. */
  private static final Pattern COST =
      Pattern.compile(
          "(?m)^\\| ([^|]+) \\| \\$([\\d.]+) \\| ([\\d,.]+) → \\$([\\d.]+)"
              + " \\| ([\\d,.]+) → \\$([\\d.]+) \\|$");

  private static final Pattern SUM =
      Pattern.compile(
          "(?m)^\\| \\| \\| \\*\\*\\$([\\d.]+)\\*\\* \\| \\*\\*\\$([\\d.]+)\\*\\* \\|$");

  /** A query for CloudWatch Logs Insights: a block that says in its first line what it is for. */
  private static final Pattern QUERY =
      Pattern.compile("```\n# [A-Z][a-z][^\n]*\n(filter [^`]+)```");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern ALIAS = Pattern.compile(" as (\\w+)");
  private static final Pattern WORD = Pattern.compile("\\b[a-zA-Z]\\w*");

  /**
   * As far as they are used here.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">the
   *     language</a>
   */
  private static final Set<String> WORDS_OF_INSIGHTS =
      Set.of(
          "and", "as", "bin", "by", "count", "desc", "display", "filter", "limit", "max", "pct",
          "sort", "stats");

  private static String page;

  @BeforeAll
  static void readPage() throws IOException {
    page = Files.readString(RepositoryTemplate.HOME.resolve("docs/operations.md"));
  }

  @Test
  void saysOfEveryAlarmWhatItMeansAndOfNoOther() {
    assertThat(headingsOf("Alarms"))
        .containsExactlyInAnyOrderElementsOf(
            ALARM
                .matcher(RepositoryTemplate.text())
                .results()
                .map(found -> found.group(1))
                .toList());
  }

  /** The names in the headings of a section's parts; alarms of one kind may share one. */
  private static List<String> headingsOf(String section) {
    return Stream.of(section(section).split("\n", -1))
        .filter(line -> line.startsWith("### "))
        .flatMap(line -> Stream.of(line.substring(4).split(", ", -1)))
        .toList();
  }

  @Test
  void multipliesAndAddsWhatRequestsCost() {
    List<MatchResult> rows = COST.matcher(page).results().toList();
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
    MatchResult sum = SUM.matcher(page).results().findFirst().orElseThrow();
    assertThat(sum.group(1)).isEqualTo(first.toString());
    assertThat(sum.group(2)).isEqualTo(second.toString());
  }

  private static String dollars(BigDecimal price, String units) {
    return price
        .multiply(new BigDecimal(units.replace(",", "")))
        .setScale(2, RoundingMode.HALF_UP)
        .toString();
  }

  @Test
  void countsForCostsWhatACallTakesOfTheTable() {
    List<Integer> create = units("create");
    List<Integer> list = units("list of 3");
    List<Integer> key = units("authorizer, by API key");
    assertThat(costed("DynamoDB, a million read units"))
        .containsExactly(create.get(0), list.get(0) + key.get(0));
    int counted = units("counting a request, while there is a rate limit").get(1);
    assertThat(costed("DynamoDB, a million write units"))
        .containsExactly(create.get(1) + counted, list.get(1) + key.get(1) + counted);
  }

  /** Read and write units of a row of the table. */
  private static List<Integer> units(String call) {
    MatchResult row =
        Pattern.compile("(?m)^\\| " + Pattern.quote(call) + " \\| (\\d+) \\| (\\d+) \\|$")
            .matcher(page)
            .results()
            .findFirst()
            .orElseThrow();
    return List.of(Integer.valueOf(row.group(1)), Integer.valueOf(row.group(2)));
  }

  private static List<Integer> costed(String what) {
    MatchResult row =
        COST.matcher(page)
            .results()
            .filter(each -> each.group(1).equals(what))
            .findFirst()
            .orElseThrow();
    return List.of(Integer.valueOf(row.group(3)), Integer.valueOf(row.group(5)));
  }

  @Test
  void namesLimitsThatTheTemplateSets() {
    assertThat(page)
        .contains(
            "%,d a second, bursts of %,d (`ThrottlingRateLimit`"
                .formatted(number("ThrottlingRateLimit"), number("ThrottlingBurstLimit")));
    assertThat(page).contains("%,d / 1,024 GB".formatted(number("    MemorySize")));
  }

  @Test
  void namesTheRateLimitThatTheTemplateSets() {
    assertThat(page)
        .contains(
            "| %d a minute (`RequestsPerMinute`) |"
                .formatted(
                    RepositoryTemplate.tree()
                        .get("Parameters")
                        .get("RequestsPerMinute")
                        .get("Default")
                        .number()));
  }

  @Test
  void saysOfEveryFieldOfARequestsLineAndOfEveryMetricWhatItIsAndOfNoOther() {
    assertThat(firstCells(2))
        .containsExactlyElementsOf(
            Stream.of(RequestField.values()).map(RequestField::key).toList());
    assertThat(firstCells(3))
        .containsExactlyElementsOf(
            Stream.of(Metric.values())
                .map(metric -> metric.key() + " " + metric.dimension().key())
                .toList());
  }

  /**
   * What stands as code in the first cells of the section's table of so many columns, but the last.
   */
  private static List<String> firstCells(int columns) {
    return Stream.of(section("A line for each request").split("\n", -1))
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

  /** Fields that are there, with values that they have. */
  @Test
  void asksTheLogForWhatIsInIt() {
    Set<String> fields =
        Stream.of(RequestField.values()).map(RequestField::key).collect(Collectors.toSet());
    Set<String> values = new HashSet<>(Set.of("Request", "OK", "REPLAYED", "UNAUTHORIZED", "<id>"));
    Stream.of(ErrorCode.values()).map(ErrorCode::name).forEach(values::add);
    Stream.of(OperationName.values()).map(OperationName::text).forEach(values::add);
    List<MatchResult> queries =
        QUERY.matcher(section("A line for each request")).results().toList();

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

  private static String section(String name) {
    String text = page.substring(page.indexOf("\n## " + name + "\n") + 1);
    return text.substring(0, text.indexOf("\n## "));
  }

  private static int number(String name) {
    return Pattern.compile("(?m)" + name + ": (\\d+)$")
        .matcher(RepositoryTemplate.text())
        .results()
        .findFirst()
        .map(found -> Integer.parseInt(found.group(1)))
        .orElseThrow();
  }
}
