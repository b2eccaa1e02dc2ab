package io.entryguard.resources.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
    String text = page.substring(page.indexOf("\n## " + section + "\n") + 1);
    int end = text.indexOf("\n## ");
    return Stream.of(text.substring(0, end).split("\n", -1))
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
    assertThat(costed("DynamoDB, a million write units"))
        .containsExactly(create.get(1), list.get(1) + key.get(1));
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

  private static int number(String name) {
    return Pattern.compile("(?m)" + name + ": (\\d+)$")
        .matcher(RepositoryTemplate.text())
        .results()
        .findFirst()
        .map(found -> Integer.parseInt(found.group(1)))
        .orElseThrow();
  }
}
