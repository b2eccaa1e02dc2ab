package io.entryguard.resources.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The order in which errors are reported if a request has several. */
@ExtendWith(LocalApiExtension.class)
// Refused requests change nothing, and each test sets up its customer's state.
@TestInstance(Lifecycle.PER_CLASS)
final class ErrorOrderTest {
  private static final int OVER_64_KIB = 70_000;

  private final Customer customer;

  ErrorOrderTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.PAID);
  }

  /** The errors of a create, in the order in which they are reported. */
  enum Fault {
    UNKNOWN_CALLER(ExpectedError.unauthorized(), "Missing or invalid authentication"),
    NOT_AN_ADMINISTRATOR(ExpectedError.forbidden(), "Creating resources needs a user"),
    MEDIA_TYPE(ExpectedError.of(415, "UNSUPPORTED_MEDIA_TYPE"), "Send the body as JSON"),
    TOO_LARGE(ExpectedError.of(413, "PAYLOAD_TOO_LARGE"), "The request body is larger"),
    INVALID_FIELD(ExpectedError.invalid("name"), "The request is not valid"),
    ORGANIZATION_SUSPENDED(ExpectedError.forbidden(), "Your organization is not active"),
    UNKNOWN_CREDENTIAL(ExpectedError.of(404, "CREDENTIAL_NOT_FOUND"), "Your organization has no"),
    CREDENTIAL_OF_ANOTHER_PROVIDER(ExpectedError.invalid("provider"), "The request is not valid"),
    LIMIT_REACHED(ExpectedError.of(400, "MAX_RESOURCES_REACHED"), "Organization has reached");

    @SuppressWarnings("ImmutableEnumChecker") // the list is an immutable copy
    private final ExpectedError error;

    private final String message;

    Fault(ExpectedError error, String message) {
      this.error = error;
      this.message = message;
    }
  }

  static Stream<Set<Fault>> pairs() {
    return Stream.of(Fault.values())
        .flatMap(first ->
            Stream.of(Fault.values())
                .filter(second -> first.compareTo(second) < 0)
                .map(second -> EnumSet.of(first, second)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void reportsTheFirstOfTwo(Set<Fault> faults) {
    assertFirstReported(faults);
  }

  @ParameterizedTest
  @EnumSource
  void reportsTheOnlyError(Fault fault) {
    assertFirstReported(EnumSet.of(fault));
  }

  @ParameterizedTest
  @EnumSource
  void reportsTheFirstOfAllRemaining(Fault fault) {
    assertFirstReported(EnumSet.range(fault, Fault.LIMIT_REACHED));
  }

  private void assertFirstReported(Set<Fault> faults) {
    customer.save(
        faults.contains(Fault.ORGANIZATION_SUSPENDED)
            ? OrganizationStatus.SUSPENDED
            : OrganizationStatus.ACTIVE,
        faults.contains(Fault.LIMIT_REACHED) ? OptionalInt.of(0) : OptionalInt.empty());
    Request request = request(faults);
    Fault first = faults.iterator().next();

    Response refused = customer.assertRefused(request, first.error);

    assertThat(refused.json().path("message").textValue()).startsWith(first.message);
  }

  private Request request(Set<Fault> faults) {
    RequestJson json = RequestJson.valid();
    if (faults.contains(Fault.INVALID_FIELD)) {
      json = json.without("name");
    }
    if (faults.contains(Fault.UNKNOWN_CREDENTIAL)) {
      json = json.with("credentialId", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"");
    }
    if (faults.contains(Fault.CREDENTIAL_OF_ANOTHER_PROVIDER)) {
      json = json.with("provider", "\"GCP\"");
    }
    String padding = faults.contains(Fault.TOO_LARGE) ? " ".repeat(OVER_64_KIB) : "";
    Request request = Request.create(json + padding).with("Authorization", caller(faults));
    return faults.contains(Fault.MEDIA_TYPE) ? request.without("Content-Type") : request;
  }

  private String caller(Set<Fault> faults) {
    String token =
        faults.contains(Fault.NOT_AN_ADMINISTRATOR)
            ? customer.memberToken()
            : customer.adminToken();
    return "Bearer " + (faults.contains(Fault.UNKNOWN_CALLER) ? token + "=" : token);
  }

  @ParameterizedTest
  @FieldSource("LISTS")
  void reportsTheFirstErrorOfAList(
      boolean known, boolean permitted, boolean valid, boolean active, ExpectedError error) {
    customer.save(
        active ? OrganizationStatus.ACTIVE : OrganizationStatus.SUSPENDED, OptionalInt.empty());
    String token = permitted ? customer.adminToken() : customer.memberToken();

    customer.assertRefused(
        Request.list()
            .to(valid ? Request.RESOURCES : Request.RESOURCES + "?limit=0")
            .with("Authorization", "Bearer " + (known ? token : token + "=")),
        error);
  }

  static final List<Arguments> LISTS =
      List.of(
          argumentSet("all wrong", false, false, false, false, ExpectedError.unauthorized()),
          argumentSet("not permitted", true, false, false, false, ExpectedError.forbidden()),
          argumentSet("query", true, true, false, false, ExpectedError.invalid("limit")),
          argumentSet("suspended", true, true, true, false, ExpectedError.forbidden()));
}
