package io.entryguard.resources.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceSpec;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request's {@code config} may be, and that it is kept to the character. */
final class ConfigReaderTest {
  private static final String PORT = "must be an integer from 1 to 65535, in digits alone";
  private static final String ONCE = "must be there only once";
  private static final int MAX_BYTES = 16 * 1024;

  @Test
  void mayBeAbsentOrNull() {
    assertThat(read(RequestJson.valid().without("config").toString())).isEmpty();
    assertThat(read(RequestJson.valid().with("config", "null").toString())).isEmpty();
  }

  static Stream<Arguments> kept() {
    return Stream.of(
        argumentSet("the page's first example", "{\n\"port\": 443,\n\"protocol\": \"tcp\"\n}"),
        argumentSet("the page's second", "{\n\"ports\": [22, 80, 443],\n\"protocol\": \"tcp\"\n}"),
        argumentSet("nothing in it", "{}"),
        argumentSet("white space", "{ \t\r\n \"a\" \n : \t 1 \r }"),
        argumentSet("members out of order", "{\"z\":1,\"a\":2,\"m\":3,\"port\":1}"),
        argumentSet("escapes", "{\"\\u0061\\/\\n\":\"\\u00e9\\ud83d\\ude00\\\"\\\\\\b\"}"),
        argumentSet("a bracket in a text", "{\"a\":\"}{][\\\"}\"}"),
        argumentSet("other scripts", "{\"é東\":\"\uD83D\uDE00\u2028\u00A0\"}"),
        argumentSet("trailing zeros", "{\"a\":1.0,\"b\":1.0e5,\"c\":1E+05,\"d\":-0,\"e\":-0.0}"),
        argumentSet("numbers past any double", "{\"a\":1E400,\"b\":-1e-999999999,\"c\":9e99999}"),
        argumentSet("integers past any long", "{\"a\":123456789012345678901234567890}"),
        argumentSet("an integer of 10,000 digits", "{\"a\":" + "7".repeat(10_000) + "}"),
        argumentSet("a fraction of 10,000 digits", "{\"a\":0." + "7".repeat(10_000) + "}"),
        argumentSet("a name of 16,000 characters", "{\"" + "n".repeat(16_000) + "\":1}"),
        argumentSet("a text of 16,000 characters", "{\"a\":\"" + "n".repeat(16_000) + "\"}"),
        argumentSet("every type", "{\"a\":[null,true,false,0,\"\",{},[],[[1]]]}"),
        argumentSet("port elsewhere than on top", "{\"a\":{\"port\":0,\"ports\":\"x\"}}"),
        argumentSet("the same name in two objects", "{\"a\":{\"b\":1},\"c\":{\"b\":1,\"a\":1}}"),
        argumentSet("names alike but for case", "{\"Port\":0,\"PORTS\":[],\"Protocol\":\"x\"}"));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void isKeptAsItWasSent(String config) {
    assertThat(read(RequestJson.valid().with("config", config).toString())).contains(config);
  }

  /** The parser reads in pieces, of a few thousand characters and more; config may cross any. */
  @Test
  void isKeptWhereverItStandsInALargeBody() {
    String config = "{\"a\": [1.0, \"\uD83D\uDE00\"], \"port\": 443}";
    RequestJson request = RequestJson.valid().with("config", config);

    for (int padding = 30_000; padding < 39_000; padding++) {
      assertThat(read(" ".repeat(padding) + request)).as("after %d", padding).contains(config);
    }
  }

  @Test
  void isKeptInTheLargestBody() {
    String config = "{\"a\":\"" + "é".repeat((MAX_BYTES - 8) / 2) + "\"}";
    String padding = " ".repeat(16_000);

    assertThat(read(padding + RequestJson.valid().with("config", padding + config + padding)))
        .contains(config);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "\"{}\"", "1", "true", "false", "1.5"})
  void isAnObject(String config) {
    assertThat(problems(config)).containsExactly(entry("config", "must be a JSON object"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 22, 443, 8_080, 65_535})
  void takesPorts(int port) {
    assertThat(problems("{\"port\": " + port + "}")).isEmpty();
    assertThat(problems("{\"ports\": [" + port + "]}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-1",
        "-443",
        "65536",
        "99999",
        "100000",
        "4294967739",
        "18446744073709552059",
        "1.5",
        "443.0",
        "443.00",
        "1e2",
        "1E2",
        "443e0",
        "\"443\"",
        "\"\"",
        "null",
        "true",
        "false",
        "[443]",
        "[]",
        "{}",
        "{\"port\": 443}"
      })
  void refusesWhatIsNoPort(String port) {
    assertThat(problems("{\"port\": " + port + "}")).containsExactly(entry("config.port", PORT));
    assertThat(problems("{\"ports\": [1, " + port + "]}"))
        .containsExactly(entry("config.ports[1]", PORT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"443", "\"443\"", "null", "true", "{}", "{\"0\": 443}"})
  void refusesPortsThatAreNoArray(String ports) {
    assertThat(problems("{\"ports\": " + ports + "}"))
        .containsExactly(
            entry("config.ports", "must be an array of 1 to 100 ports, as [22, 80, 443]"));
  }

  @Test
  void takesFrom1To100Ports() {
    var number = entry("config.ports", "must have 1 to 100 ports");

    assertThat(problems("{\"ports\": []}")).containsExactly(number);
    assertThat(problems("{\"ports\": " + ports(1) + "}")).isEmpty();
    assertThat(problems("{\"ports\": " + ports(100) + "}")).isEmpty();
    assertThat(problems("{\"ports\": " + ports(101) + "}")).containsExactly(number);
  }

  @Test
  void refusesARepeatedPortEachTime() {
    assertThat(problems("{\"ports\": [22, 80, 22, 443, 80, 22]}"))
        .containsExactly(
            entry("config.ports[2]", "must not repeat an earlier port"),
            entry("config.ports[4]", "must not repeat an earlier port"),
            entry("config.ports[5]", "must not repeat an earlier port"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"port\": 1, \"ports\": [2]}",
        "{\"ports\": [2], \"port\": 1}",
        "{\"ports\": [1], \"a\": 0, \"port\": 1}"
      })
  void takesPortOrPortsAndNotBoth(String config) {
    assertThat(problems(config))
        .containsExactly(entry("config.ports", "must not stand beside port: give one of the two"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp", "icmp", "\\u0074cp"})
  void takesThreeProtocols(String protocol) {
    assertThat(problems("{\"protocol\": \"" + protocol + "\"}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"TCP\"",
        "\"Tcp\"",
        "\"tcp \"",
        "\"\"",
        "\"-1\"",
        "\"all\"",
        "6",
        "null",
        "true",
        "[]",
        "[\"tcp\"]",
        "{}"
      })
  void refusesEveryOtherProtocol(String protocol) {
    assertThat(problems("{\"protocol\": " + protocol + "}"))
        .containsExactly(entry("config.protocol", "must be one of tcp, udp, icmp"));
  }

  static Stream<Arguments> twice() {
    return Stream.of(
        argumentSet("on top", "{\"a\":1,\"a\":1}", "config.a"),
        argumentSet("by an escape", "{\"a\":1,\"\\u0061\":2}", "config.a"),
        argumentSet("port", "{\"port\":1,\"port\":1}", "config.port"),
        argumentSet("ports", "{\"ports\":[1],\"ports\":[1]}", "config.ports"),
        argumentSet("protocol", "{\"protocol\":\"tcp\",\"protocol\":\"udp\"}", "config.protocol"),
        argumentSet("in an object in it", "{\"a\":{\"b\":1,\"b\":1}}", "config.a.b"),
        argumentSet("in an array in it", "{\"a\":[{},{\"b\":1,\"b\":1}]}", "config.a[1].b"),
        argumentSet("deep in it", "{\"a\":[[{\"b\":{\"c\":0,\"c\":0}}]]}", "config.a[0][0].b.c"),
        argumentSet("the empty name", "{\"\":1,\"\":1}", "config."));
  }

  @ParameterizedTest
  @MethodSource("twice")
  void refusesAMemberThatIsThereTwiceAtAnyDepth(String config, String member) {
    assertThat(problems(config)).containsExactly(entry(member, ONCE));
  }

  static Stream<Arguments> notUnicode() {
    String text = "must be Unicode text, without half of a surrogate pair";
    String name = "must have a name of Unicode text, without half of a surrogate pair";
    return Stream.of(
        argumentSet("a value", "{\"a\":\"\\ud83d\"}", "config.a", text),
        argumentSet("a value in an array", "{\"a\":[\"\",\"\\ude00\"]}", "config.a[1]", text),
        argumentSet("a value at depth", "{\"a\":[{\"b\":\"\\ud83d!\"}]}", "config.a[0].b", text),
        argumentSet("the wrong way round", "{\"a\":\"\\ude00\\ud83d\"}", "config.a", text),
        argumentSet("a name", "{\"\uD83D\":1}", "config.\uFFFD", name),
        argumentSet("a name at depth", "{\"a\":{\"\uDE00\":1}}", "config.a.\uFFFD", name));
  }

  @ParameterizedTest
  @MethodSource("notUnicode")
  void refusesASurrogateAlone(String config, String member, String problem) {
    assertThat(problems(config)).containsExactly(entry(member, problem));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"\\ud83d\":1}", "{\"a\":{\"\\ude00\":1}}", "{\"\\ud83dx\":1}"})
  void refusesANameWithAnEscapedSurrogateAlone(String config) {
    assertThat(problems(config)).containsOnlyKeys("body");
  }

  /** Jackson's hash of names is the same for "Ac" and "BB", as is Java's for "Aa" and "BB". */
  @ParameterizedTest
  @ValueSource(strings = {"Ac", "Aa"})
  void mayHaveManyNamesOfOneHash(String alike) {
    String config =
        IntStream.range(0, 600)
            .mapToObj(i ->
                IntStream.range(0, 10)
                    .mapToObj(bit -> (i >> bit & 1) == 0 ? alike : "BB")
                    .collect(Collectors.joining("", "\"", "\":1")))
            .collect(Collectors.joining(",", "{", "}"));

    assertThat(read(RequestJson.valid().with("config", config).toString())).contains(config);
  }

  @Test
  void isAtMost16KibiOfBytesAsItWasSent() {
    String frame = "{\"a\": \"\"}";
    String largest = "{\"a\": \"" + "é".repeat((MAX_BYTES - frame.length()) / 2) + "b\"}";
    String tooLarge = "{\"a\":  \"" + "é".repeat((MAX_BYTES - frame.length()) / 2) + "b\"}";

    assertThat(read(RequestJson.valid().with("config", largest).toString())).contains(largest);
    assertThat(problems(tooLarge))
        .containsExactly(entry("config", "must be at most 16 KiB of JSON"));
  }

  private static String ports(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static Optional<String> read(String body) {
    var problems = new ValidationErrors();
    Optional<ResourceSpec> spec = ResourceSpecReader.read(body, problems);
    assertThat(problems.byMember()).isEmpty();
    return spec.orElseThrow().config().map(ResourceConfig::json);
  }

  private static Map<String, String> problems(String config) {
    var problems = new ValidationErrors();
    String body = RequestJson.valid().with("config", config).toString();
    Optional<ResourceSpec> spec = ResourceSpecReader.read(body, problems);
    assertThat(spec.isPresent()).isEqualTo(problems.isEmpty());
    return problems.byMember();
  }
}
