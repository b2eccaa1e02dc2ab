package io.entryguard.resources.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceSpecReaderTest {
  private static final RequestJson VALID = RequestJson.valid();
  private static final String BLANK = "must have at least one character that is not white space";
  private static final String CONTROL = "must be without control characters: no line feed, no tab";
  private static final String PADDED = "must begin and end with something else than white space";
  private static final String UNICODE = "must be Unicode text, without half of a surrogate pair";
  private static final String NO_MEMBER =
      "is not a member of a resource request; there are name, credentialId, provider,"
          + " resourceType, resourceIdentifier, region and config";

  @Test
  void readsThePagesSample() {
    assertThat(read(Golden.text("create-resource-request.json")))
        .contains(
            new ResourceSpec(
                new ResourceName("Production API Gateway"),
                new CredentialId(UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7")),
                Provider.AWS,
                new ResourceType("SECURITY_GROUP"),
                new ResourceIdentifier("sg-0abc123def456"),
                Optional.of(new CloudRegion("eu-central-1")),
                Optional.of(new ResourceConfig("{\n\"port\": 443,\n\"protocol\": \"tcp\"\n}"))));
  }

  @Test
  void readsMembersInAnyOrder() {
    Map<String, String> reversed = new LinkedHashMap<>();
    new ArrayList<>(VALID.members().entrySet())
        .reversed()
        .forEach(member -> reversed.put(member.getKey(), member.getValue()));

    assertThat(read(new RequestJson(reversed).toString())).isEqualTo(read(VALID.toString()));
  }

  @Test
  void readsWhatEscapesStandFor() {
    RequestJson request =
        VALID
            .without("name")
            .with("\\u006eame", "\"\\u0045\\/\\\"\\\\ \\ud83d\\ude00 \uD83D\uDE00\"");

    assertThat(read(request.toString()))
        .map(spec -> spec.name().value())
        .contains("E/\"\\ \uD83D\uDE00 \uD83D\uDE00");
  }

  @Test
  void readsAUuidInUpperCase() {
    RequestJson request = VALID.with("credentialId", "\"7C9E6679-7425-40DE-944B-E07FC1F90AE7\"");

    assertThat(read(request.toString()))
        .map(ResourceSpec::credentialId)
        .map(CredentialId::toString)
        .contains("7c9e6679-7425-40de-944b-e07fc1f90ae7");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\r\n", "\t", "  \n\t "})
  void letsWhiteSpaceStandAroundTheDocument(String space) {
    assertThat(read(space + VALID + space)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\n",
        "null",
        "true",
        "false",
        "0",
        "1.5",
        "\"text\"",
        "[]",
        "[{}]",
        "[[[]]]"
      })
  void refusesWhatIsNoObject(String body) {
    assertThat(problems(body)).containsExactly(entry("body", "must be a JSON object"));
  }

  static Stream<Arguments> broken() {
    String whole = VALID.toString();
    return Stream.of(
        argumentSet("no JSON at all", "name=Gateway"),
        argumentSet("an object that does not end", whole.substring(0, whole.length() - 1)),
        argumentSet("only its beginning", "{"),
        argumentSet("a name without a value", "{\"name\"}"),
        argumentSet("a name and a colon", "{\"name\":"),
        argumentSet("a text that does not end", "{\"name\": \"Gate"),
        argumentSet("half a pair in a name", "{\"\\ud83d\": 1}"),
        argumentSet("half an escape", "{\"name\": \"\\u00"),
        argumentSet("junk after it", whole + "x"),
        argumentSet("a bracket after it", whole + "}"),
        argumentSet("NUL after it", whole + "\u0000"),
        argumentSet("a byte order mark before it", "\uFEFF" + whole),
        argumentSet("a byte order mark after it", whole + "\uFEFF"),
        argumentSet("a byte order mark alone", "\uFEFF"),
        argumentSet("a no-break space before it", "\u00A0" + whole),
        argumentSet("an XSSI guard before it", ")]}'\n" + whole),
        argumentSet("single quotes", "{'name': 'Gateway'}"),
        argumentSet("names without quotes", "{name: \"Gateway\"}"),
        argumentSet("a comma too many", "{\"name\": \"Gateway\",}"),
        argumentSet("a comma too few", "{\"name\": \"a\" \"provider\": \"AWS\"}"),
        argumentSet("a comment", "{/* name */}"),
        argumentSet("a line comment", "{} // done"),
        argumentSet("a Python comment", "{} # done"),
        argumentSet("a line feed in a text", "{\"name\": \"a\nb\"}"),
        argumentSet("a tab in a name", "{\"na\tme\": \"a\"}"),
        argumentSet("NUL in a text", "{\"name\": \"a\u0000b\"}"),
        argumentSet("an escape that JSON has not", "{\"name\": \"\\x41\"}"),
        argumentSet("an escape that is no number", "{\"name\": \"\\u00zz\"}"),
        argumentSet("NaN", VALID.with("config", "{\"a\": NaN}").toString()),
        argumentSet("Infinity", VALID.with("config", "{\"a\": -Infinity}").toString()),
        argumentSet(
            "a number with leading zeros", VALID.with("config", "{\"a\": 0443}").toString()),
        argumentSet("a number with a plus", VALID.with("config", "{\"a\": +1}").toString()),
        argumentSet("a number without a fraction", VALID.with("config", "{\"a\": 1.}").toString()),
        argumentSet("a number without its first", VALID.with("config", "{\"a\": .5}").toString()),
        argumentSet("a hexadecimal number", VALID.with("config", "{\"a\": 0x1F}").toString()),
        argumentSet("True", VALID.with("config", "{\"a\": True}").toString()),
        argumentSet("undefined", VALID.with("config", "undefined").toString()));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void refusesWhatIsNotJsonAndSaysWhere(String body) {
    assertThat(problems(body)).containsKey("body");
    assertThat(problems(body).get("body"))
        .matches("must be one JSON object: it breaks at line [1-9]\\d*, column [1-9]\\d*");
  }

  @Test
  void countsLinesAndColumnsFromOne() {
    assertThat(problems("{\n  \"name\": oops\n}").get("body"))
        .startsWith("must be one JSON object: it breaks at line 2, column 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "1", "\"text\"", "{\"name\": \"b\"}"})
  void refusesASecondDocument(String second) {
    assertThat(problems(VALID + " " + second))
        .containsExactly(entry("body", "must be one JSON object and nothing after it"));
  }

  static Stream<Arguments> twice() {
    return Stream.of(
        argumentSet("the same value", "name", "\"name\": \"Production API Gateway\""),
        argumentSet("another value", "name", "\"name\": \"Other\""),
        argumentSet("with an escape in the name", "name", "\"n\\u0061me\": \"Other\""),
        argumentSet("null", "region", "\"region\": null"),
        argumentSet("config", "config", "\"config\": {}"),
        argumentSet("provider", "provider", "\"provider\": \"GCP\""),
        argumentSet("credentialId", "credentialId", "\"credentialId\": \"x\""),
        argumentSet("resourceType", "resourceType", "\"resourceType\": 1"),
        argumentSet("identifier", "resourceIdentifier", "\"resourceIdentifier\": []"));
  }

  @ParameterizedTest
  @MethodSource("twice")
  void refusesAMemberThatIsThereTwice(String member, String again) {
    String body = VALID.toString();

    assertThat(problems(body.substring(0, body.length() - 1) + ", " + again + "}"))
        .containsExactly(entry(member, "must be there only once"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "organizationId",
        "isActive",
        "createdAt",
        "updatedAt",
        "lastVerifiedAt",
        "credentialName",
        "Name",
        "name ",
        "__proto__",
        "body",
        "$ref"
      })
  void refusesAndNamesAMemberThatThePageDoesNotName(String member) {
    for (String value : List.of("null", "true", "1", "\"a\"", "{\"a\": [1]}", "[{}]")) {
      assertThat(problems(VALID.with(member, value).toString()))
          .containsExactly(entry(member, NO_MEMBER));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "credentialId", "provider", "resourceType", "resourceIdentifier"})
  void requires(String member) {
    assertThat(problems(VALID.without(member).toString()))
        .containsExactly(entry(member, "is required"));
    assertThat(problems(VALID.with(member, "null").toString()))
        .containsExactly(entry(member, "must be a string, not null"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "credentialId",
        "provider",
        "resourceType",
        "resourceIdentifier",
        "region"
      })
  void makesNoTextOfOtherTypes(String member) {
    for (String value :
        List.of("0", "443", "1.5", "true", "false", "{}", "[]", "[\"AWS\"]", "{\"a\": {}}")) {
      assertThat(problems(VALID.with(member, value).toString()))
          .containsExactly(entry(member, "must be a string"));
    }
  }

  static Stream<Arguments> unusableTexts() {
    return Stream.of("name", "resourceIdentifier", "region")
        .flatMap(member ->
            Stream.of(
                textCase(member, "empty", "", BLANK),
                textCase(member, "blank", " ", BLANK),
                textCase(member, "a tab", "\\t", BLANK),
                textCase(member, "padded before", " a", PADDED),
                textCase(member, "padded after", "a ", PADDED),
                textCase(member, "padded with an ideographic space", "a\\u3000", PADDED),
                textCase(member, "NUL", "a\\u0000b", CONTROL),
                textCase(member, "a line feed", "a\\nb", CONTROL),
                textCase(member, "delete", "a\u007Fb", CONTROL),
                textCase(member, "next line", "a\u0085b", CONTROL),
                textCase(member, "line separator", "a\u2028b", CONTROL),
                textCase(member, "a high surrogate", "a\\ud83d", UNICODE),
                textCase(member, "a low surrogate", "\\ude00a", UNICODE)));
  }

  private static Arguments textCase(String member, String what, String text, String problem) {
    return argumentSet(member + ": " + what, member, text, problem);
  }

  @ParameterizedTest
  @MethodSource("unusableTexts")
  void refusesTextThatItsValueRefuses(String member, String text, String problem) {
    assertThat(problems(VALID.with(member, "\"" + text + "\"").toString()))
        .containsExactly(entry(member, problem));
  }

  static Stream<Arguments> longestTexts() {
    return Stream.of(
        argumentSet("name", "name", "a", 255, "must be at most 255 characters long"),
        argumentSet("name in pairs", "name", "😀", 255, "must be at most 255 characters long"),
        argumentSet("region", "region", "a", 255, "must be at most 255 characters long"),
        argumentSet(
            "resourceIdentifier",
            "resourceIdentifier",
            "a",
            2_048,
            "must be at most 2,048 characters long"),
        argumentSet(
            "resourceIdentifier in pairs",
            "resourceIdentifier",
            "😀",
            2_048,
            "must be at most 2,048 characters long"),
        argumentSet(
            "resourceType",
            "resourceType",
            "A",
            64,
            "must be 1 to 64 characters of A-Z, 0-9 and underscore, for example SECURITY_GROUP"));
  }

  @ParameterizedTest
  @MethodSource("longestTexts")
  void refusesTextThatIsTooLong(String member, String character, int longest, String problem) {
    String fits = "\"" + character.repeat(longest) + "\"";
    String tooLong = "\"" + character.repeat(longest + 1) + "\"";

    assertThat(problems(VALID.with(member, fits).toString())).isEmpty();
    assertThat(problems(VALID.with(member, tooLong).toString()))
        .containsExactly(entry(member, problem));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "aws", "Aws", "AWS ", " AWS", "ORACLE", "A\\u0000", "\\ud800"})
  void refusesAProviderThatIsNotOneOfFour(String provider) {
    assertThat(problems(VALID.with("provider", "\"" + provider + "\"").toString()))
        .containsExactly(entry("provider", "must be one of AWS, GCP, AZURE, APISIX"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "7c9e6679742540de944be07fc1f90ae7",
        "7c9e6679-7425-40de-944b-e07fc1f90ae7 ",
        "7c9e6679-7425-40de-944b-e07fc1f90ae7#",
        "7c9e6679-7425-40de-944b-e07fc1f90ae7/..",
        "#",
        "/",
        "CREDENTIAL#7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "7c9e6679-7425-40de-944b-\\u0000e07fc1f90ae7",
        "1-1-1-1-1"
      })
  void refusesACredentialIdThatIsNoUuid(String credentialId) {
    assertThat(problems(VALID.with("credentialId", "\"" + credentialId + "\"").toString()))
        .containsExactly(
            entry(
                "credentialId",
                "must be a UUID, for example 7c9e6679-7425-40de-944b-e07fc1f90ae7"));
  }

  @Test
  void requiresARegionOnAws() {
    var required = entry("region", "is required when provider is AWS, for example eu-central-1");

    assertThat(problems(VALID.without("region").toString())).containsExactly(required);
    assertThat(problems(VALID.with("region", "null").toString())).containsExactly(required);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GCP", "AZURE", "APISIX"})
  void requiresNoRegionElsewhere(String provider) {
    RequestJson request = VALID.with("provider", "\"" + provider + "\"");

    assertThat(read(request.without("region").toString()).orElseThrow().region()).isEmpty();
    assertThat(read(request.with("region", "null").toString()).orElseThrow().region()).isEmpty();
    assertThat(read(request.toString()).orElseThrow().region())
        .contains(new CloudRegion("eu-central-1"));
  }

  @Test
  void asksForNoRegionWhileTheProviderIsUnknown() {
    assertThat(problems(VALID.without("region").without("provider").toString()))
        .containsOnlyKeys("provider");
  }

  @Test
  void namesEveryWrongFieldAtOnce() {
    String body =
        """
        {
          "name": " Gateway",
          "credentialId": "1",
          "provider": "aws",
          "resourceType": "security-group",
          "region": 5,
          "config": {"port": 0, "ports": [1, 1, "2"], "protocol": "TCP"},
          "isActive": true
        }
        """;

    assertThat(problems(body))
        .containsOnlyKeys(
            "name",
            "credentialId",
            "provider",
            "resourceType",
            "resourceIdentifier",
            "region",
            "config.port",
            "config.ports",
            "config.ports[1]",
            "config.ports[2]",
            "config.protocol",
            "isActive");
  }

  @Test
  void namesEverythingThatAnEmptyObjectLacks() {
    assertThat(problems("{}"))
        .containsOnlyKeys("name", "credentialId", "provider", "resourceType", "resourceIdentifier")
        .allSatisfy((member, problem) -> assertThat(problem).isEqualTo("is required"));
  }

  @Test
  void tellsAtMost50Problems() {
    String members =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "\"m" + i + "\": 1")
            .collect(Collectors.joining(",", "{", "}"));
    String ports =
        IntStream.range(0, 4_000).mapToObj(_ -> "0").collect(Collectors.joining(",", "[", "]"));

    assertThat(problems(members)).hasSize(50);
    assertThat(problems(VALID.with("config", "{\"ports\": " + ports + "}").toString())).hasSize(50);
  }

  static Stream<Arguments> hostileNames() {
    return Stream.of(
        argumentSet("a line feed", "a\\nSet-Cookie: b", "a\uFFFDSet-Cookie: b"),
        argumentSet("NUL", "\\u0000", "\uFFFD"),
        argumentSet("delete", "a\u007Fb", "a\uFFFDb"),
        argumentSet("next line", "a\u0085b", "a\uFFFDb"),
        argumentSet("a line separator", "a\u2028b", "a\uFFFDb"),
        argumentSet("a surrogate alone", "a\uD83D", "a\uFFFD"),
        argumentSet("half a pair, then the other", "\uDE00\uD83D", "\uFFFD\uFFFD"),
        argumentSet("a pair", "\\ud83d\\ude00", "\uD83D\uDE00"),
        argumentSet("nothing", "", ""),
        argumentSet("a quote", "\\\"", "\""),
        argumentSet("far too long", "n".repeat(30_000), "n".repeat(128)),
        argumentSet("far too long, in pairs", "😀".repeat(5_000), "😀".repeat(128)),
        argumentSet("as long as a body can be", "n".repeat(65_000), "n".repeat(128)));
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void makesNamesFitToBeShown(String name, String shown) {
    assertThat(problems(VALID.with(name, "1").toString())).containsExactly(entry(shown, NO_MEMBER));
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 100, 5_000, 10_000})
  void refusesDeepNestingWhereverItIs(int depth) {
    String deep = "[".repeat(depth) + "]".repeat(depth);
    String deepObjects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    var tooDeep = entry("body", "must not be nested deeper than 50 levels");

    assertThat(problems(deep)).containsExactly(entry("body", "must be a JSON object"));
    assertThat(problems(deepObjects)).contains(tooDeep);
    for (String member : List.of("name", "region", "config", "other")) {
      assertThat(problems(VALID.with(member, deep).toString())).contains(tooDeep);
      assertThat(problems(VALID.with(member, deepObjects).toString())).contains(tooDeep);
    }
    assertThat(problems(VALID.with("config", "{\"a\": " + deep + "}").toString()))
        .containsExactly(tooDeep);
    assertThat(problems(VALID.with("config", "{\"port\": " + deep + "}").toString()))
        .contains(tooDeep);
    assertThat(problems(VALID.with("config", "{\"ports\": [" + deep + "]}").toString()))
        .contains(tooDeep);
  }

  @Test
  void refusesDeepNestingThatDoesNotEnd() {
    assertThat(problems("{\"config\": {\"a\": " + "[".repeat(60_000)))
        .containsExactly(entry("body", "must not be nested deeper than 50 levels"));
  }

  /** The body is one level, config another. */
  @Test
  void takes50LevelsAndNot51() {
    String fits = "{\"a\": " + "[".repeat(48) + "]".repeat(48) + "}";
    String tooDeep = "{\"a\": " + "[".repeat(49) + "]".repeat(49) + "}";

    assertThat(problems(VALID.with("config", fits).toString())).isEmpty();
    assertThat(problems(VALID.with("config", tooDeep).toString()))
        .containsExactly(entry("body", "must not be nested deeper than 50 levels"));
  }

  /** Whatever a body is, reading it ends in a resource or in problems, and in nothing else. */
  @Test
  void answersEveryMutationOfAValidBody() {
    var random = new Random(20260218);
    String alphabet = "{}[]\",:\\u0123456789eE+-.tfn \n\u0000\u00A0\uD83D\uDE00\uFEFFé";
    String valid =
        VALID.with("config", "{\"ports\": [22, 80], \"a\": {\"b\": [1.5e3]}}").toString();

    for (int i = 0; i < 20_000; i++) {
      var body = new StringBuilder(valid);
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        int at = random.nextInt(body.length());
        switch (random.nextInt(3)) {
          case 0 -> body.deleteCharAt(at);
          case 1 -> body.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
          default -> body.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
        }
      }
      var problems = new ValidationErrors();

      Optional<ResourceSpec> spec = ResourceSpecReader.read(body.toString(), problems);

      assertThat(spec.isPresent()).as(body.toString()).isEqualTo(problems.isEmpty());
    }
  }

  @Test
  void saysTheSameWhateverTheMachineSpeaks() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(problems("{]").get("body"))
          .isEqualTo("must be one JSON object: it breaks at line 1, column 2");
      assertThat(problems("{\"a\":" + "[".repeat(60)).get("body"))
          .isEqualTo("must not be nested deeper than 50 levels");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Optional<ResourceSpec> read(String body) {
    var problems = new ValidationErrors();
    Optional<ResourceSpec> spec = ResourceSpecReader.read(body, problems);
    assertThat(problems.byMember()).isEmpty();
    return spec;
  }

  private static Map<String, String> problems(String body) {
    var problems = new ValidationErrors();
    Optional<ResourceSpec> spec = ResourceSpecReader.read(body, problems);
    assertThat(spec.isPresent()).isEqualTo(problems.isEmpty());
    return problems.byMember();
  }
}
