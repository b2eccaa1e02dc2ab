package io.entryguard.resources.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.idempotency.RequestFingerprint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestFingerprintsTest {
  private static final String REQUEST =
      """
      {"name": "Production", "credentialId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
       "provider": "AWS", "resourceType": "SECURITY_GROUP", "resourceIdentifier": "sg-1",
       "region": "eu-central-1", "config": {"port": 443, "protocol": "tcp"}}
      """;

  private static RequestFingerprint fingerprint(String request) {
    var problems = new ValidationErrors();
    return ResourceSpecReader.read(request, problems)
        .map(RequestFingerprints::of)
        .orElseThrow(() -> new IllegalArgumentException(problems.byMember().toString()));
  }

  private static RequestFingerprint withConfig(String config) {
    return fingerprint(REQUEST.replace("{\"port\": 443, \"protocol\": \"tcp\"}", config));
  }

  private static RequestFingerprint with(String text, String other) {
    assertThat(REQUEST).contains(text);
    return fingerprint(REQUEST.replace(text, other));
  }

  /** Records live for a day: if a release changed fingerprints, retries across it would get 422. */
  @Test
  void isUnchangedSinceEarlierReleases() {
    assertThat(fingerprint(REQUEST).sha256())
        .isEqualTo("7da4acb1af9708fe86bb24ca789bbc06a85c756dd46ed088d52df313295fb541");
    assertThat(
            fingerprint(
                    """
                    {"name": "Production", "credentialId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                     "provider": "GCP", "resourceType": "SECURITY_GROUP",
                     "resourceIdentifier": "sg-1"}
                    """)
                .sha256())
        .isEqualTo("460c261b5d21af7269ad79a78e372d111a83df224ef5968be23f9acb3a086c7e");
  }

  @Test
  void ignoresTheFormattingOfTheRequest() {
    String other =
        """
        {"region":"eu-central-\\u0031","config":{"protocol":"tcp","port":443},
        "resourceIdentifier":"sg-1","resourceType":"SECURITY_GROUP","provider":"AWS",
        "credentialId":"7C9E6679-7425-40DE-944B-E07FC1F90AE7","name":"Production"}
        """;

    assertThat(fingerprint(other)).isEqualTo(fingerprint(REQUEST));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1, \"b\": 2}               | {\"b\":2,\"a\":1}",
        "{\"a\": {\"x\": [1, {\"c\":1,\"d\":2}], \"y\": 2}} |"
            + " {\"a\":{\"y\":2,\"x\":[1,{\"d\":2,\"c\":1}]}}",
        "{\"a\": 1.0}                       | {\"a\": 1}",
        "{\"a\": 100}                       | {\"a\": 1e2}",
        "{\"a\": 1E+2}                      | {\"a\": 1e2}",
        "{\"a\": 0.10}                      | {\"a\": 1e-1}",
        "{\"a\": -0}                        | {\"a\": 0.0}",
        "{\"a\": 0e7}                       | {\"a\": 0}",
        "{\"a\": \"\\u00e9\"}               | {\"a\": \"é\"}",
        "{\"\\u0061\": \"\\/\"}             | {\"a\": \"/\"}",
        "{\"a\": 1e99999999999}             | {\"a\": 1e99999999999}",
        "{ }                                | {}",
      })
  void isEqualForEqualValues(String one, String other) {
    assertThat(withConfig(one)).isEqualTo(withConfig(other));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null                  | {}",
        "{}                    | {\"a\": null}",
        "{\"a\": 1}            | {\"a\": 2}",
        "{\"a\": 1}            | {\"b\": 1}",
        "{\"a\": 1}            | {\"a\": \"1\"}",
        "{\"a\": true}         | {\"a\": false}",
        "{\"a\": null}         | {\"a\": \"null\"}",
        "{\"a\": [1, 2]}       | {\"a\": [2, 1]}",
        "{\"a\": [1, 2]}       | {\"a\": [12]}",
        "{\"a\": [[1], 2]}     | {\"a\": [1, [2]]}",
        "{\"a\": []}           | {\"a\": {}}",
        "{\"a\": \"x\"}        | {\"a\": \"X\"}",
        "{\"a\": \"1,2\"}      | {\"a\": \"1\", \"2\": 0}",
        "{\"a\": \"b\\\":1\"}  | {\"a\": \"b\"}",
        "{\"a\": 1e400}        | {\"a\": 1e401}",
        "{\"a\": 1e99999999999}| {\"a\": 2e99999999999}",
        "{\"a\": 1e-1}         | {\"a\": 1e-10}",
        "{\"a\": 10}           | {\"a\": 1}",
        "{\"a\": 0.1}          | {\"a\": 0.10000000000000001}",
      })
  void differsForDifferentValues(String one, String other) {
    assertThat(withConfig(one)).isNotEqualTo(withConfig(other));
  }

  @Test
  void differsWhenAnyMemberDiffers() {
    List<RequestFingerprint> all =
        List.of(
            fingerprint(REQUEST),
            with("Production", "Test"),
            with("7c9e6679", "7c9e6670"),
            with("\"AWS\"", "\"GCP\""),
            with("SECURITY_GROUP", "IP_SET"),
            with("sg-1", "sg-2"),
            with("eu-central-1", "eu-central-2"),
            with("443", "444"));

    assertThat(new HashSet<>(all)).hasSize(all.size());
  }

  @Test
  void differsWhenAValueMovesToAnotherMember() {
    Set<RequestFingerprint> all =
        Set.of(
            with("\"sg-1\"", "\"a\\\",\\\"b\""),
            fingerprint(REQUEST.replace("\"sg-1\"", "\"a\"").replace("\"eu-central-1\"", "\"b\"")));

    assertThat(all).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"region", "config"})
  void isEqualForANullAndAMissingMember(String member) {
    String gcp = REQUEST.replace("AWS", "GCP");
    String value =
        member.equals("region") ? "\"eu-central-1\"" : "{\"port\": 443, \"protocol\": \"tcp\"}";
    String withNull = gcp.replace("\"" + member + "\": " + value, "\"" + member + "\": null");
    String without =
        withNull.replace(", \"" + member + "\": null", "").replace("\"" + member + "\": null,", "");

    assertThat(without).doesNotContain(member);
    assertThat(fingerprint(without))
        .isEqualTo(fingerprint(withNull))
        .isNotEqualTo(fingerprint(gcp));
  }

  @Test
  void comparesNumbersOfMoreThan1000CharactersAsWritten() {
    String digits = "7".repeat(997);

    assertThat(withConfig("{\"a\":" + digits + ".0}"))
        .isEqualTo(withConfig("{\"a\":" + digits + ".00}"));
    assertThat(withConfig("{\"a\":" + digits + ".00}"))
        .isNotEqualTo(withConfig("{\"a\":" + digits + ".000}"));
    assertThat(withConfig("{\"a\":" + digits + ".000}"))
        .isNotEqualTo(withConfig("{\"a\":" + digits + ".001}"));
  }
}
