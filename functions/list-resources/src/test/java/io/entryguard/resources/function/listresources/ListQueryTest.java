package io.entryguard.resources.function.listresources;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.list.ResourceFilter;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListQueryTest {
  private static Map<String, String> errors(Map<String, List<String>> parameters) {
    var errors = new ValidationErrors();
    ListQuery.read(parameters, errors);
    return errors.byMember();
  }

  private static Map<String, String> errors(String name, String value) {
    return errors(Map.of(name, List.of(value)));
  }

  private static ListQuery read(Map<String, List<String>> parameters) {
    var errors = new ValidationErrors();
    ListQuery query = ListQuery.read(parameters, errors);
    assertThat(errors.byMember()).isEmpty();
    return query;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "9, 9", "10, 10", "100, 100", "999, 999", "1000, 1000"})
  void acceptsALimit(String text, int limit) {
    assertThat(read(Map.of("limit", List.of(text))))
        .isEqualTo(new ListQuery(ResourceFilter.NONE, OptionalInt.of(limit), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "00",
        "01",
        "0001",
        "-1",
        "+1",
        " 1",
        "1 ",
        "1.0",
        "1e2",
        "1,000",
        "1001",
        "9999",
        "10000",
        "2147483648",
        "4294967297",
        "18446744073709551617",
        "0x10",
        "١",
        "１",
        "①",
        "10\u0000",
        "\n10",
        "1\uD83D\uDE00",
        "ten",
        "null",
        "NaN",
        "limit=1"
      })
  void rejectsAnyOtherLimit(String text) {
    assertThat(errors("limit", text))
        .isEqualTo(
            Map.of(
                "limit",
                "must be a number from 1 to 1,000, in digits without sign or leading zero"));
  }

  @ParameterizedTest
  @EnumSource
  void acceptsEveryProvider(Provider provider) {
    assertThat(read(Map.of("provider", List.of(provider.name()))).filter())
        .isEqualTo(new ResourceFilter(Optional.of(provider), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aws", "Aws", "AWS ", " AWS", "AWS,GCP", "*", "HETZNER", "AWS\u0000"})
  void rejectsAnyOtherProvider(String text) {
    assertThat(errors("provider", text))
        .isEqualTo(Map.of("provider", "must be one of AWS, GCP, AZURE, APISIX"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECURITY_GROUP", "A", "_", "0", "WAF_V2_IP_SET"})
  void acceptsEveryWellFormedType(String text) {
    assertThat(read(Map.of("resourceType", List.of(text))).filter())
        .isEqualTo(new ResourceFilter(Optional.empty(), Optional.of(new ResourceType(text))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "security_group", "SECURITY GROUP", "SECURITY-GROUP", "GRÖSSE", "A\n", "%41"})
  void rejectsAnyOtherType(String text) {
    assertThat(errors("resourceType", text)).containsOnlyKeys("resourceType");
    assertThat(errors("resourceType", "A".repeat(65))).containsOnlyKeys("resourceType");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "null", "AQ==", "../..", "\uD800", "東"})
  void rejectsAMalformedCursor(String text) {
    assertThat(errors("cursor", text))
        .isEqualTo(
            Map.of(
                "cursor",
                "is not one that this service gave for this list; begin again without it"));
  }

  @ParameterizedTest
  @CsvSource({"limit, 10", "provider, AWS", "resourceType, SECURITY_GROUP"})
  void rejectsARepeatedParameter(String name, String value) {
    assertThat(errors(Map.of(name, List.of(value, value))))
        .isEqualTo(Map.of(name, "must be there only once"));
  }

  @Test
  void reportsEveryErrorAtOnce() {
    Map<String, List<String>> parameters = new TreeMap<>();
    parameters.put("limit", List.of("0"));
    parameters.put("Limit", List.of("10"));
    parameters.put("cursor", List.of());
    parameters.put("provider", List.of("aws"));
    parameters.put("", List.of(""));

    assertThat(errors(parameters)).containsOnlyKeys("limit", "Limit", "cursor", "provider", "");
  }

  @Test
  void isPagedWithALimitOrACursor() {
    assertThat(ListQuery.ALL.isPaged()).isFalse();
    assertThat(read(Map.of("provider", List.of("AWS"))).isPaged()).isFalse();
    assertThat(read(Map.of("limit", List.of("1"))).isPaged()).isTrue();
  }
}
