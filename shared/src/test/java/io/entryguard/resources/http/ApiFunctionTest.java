package io.entryguard.resources.http;

import static io.entryguard.resources.resource.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.account.Credential;
import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.Provider;
import io.entryguard.resources.account.Tier;
import io.entryguard.resources.lambda.TestContext;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.resource.ListResources;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceCatalog;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.Samples;
import io.entryguard.resources.resource.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ApiFunctionTest {
  private static final OrganizationId ORGANIZATION = Samples.organizationId();
  private static final String SECRET = "eg_live_1a2b3c4d5e6f7g8h9i0j";

  private final List<String> log = new ArrayList<>();

  private ApiFunction failingWith(RuntimeException failure) {
    return listing((_, _, _) -> {
      throw failure;
    });
  }

  private ApiFunction listing(ResourceCatalog catalog) {
    return new ApiFunction(
        new ListResourcesOperation(new ListResources(catalog)),
        new Responses(() -> NOW, CrossOrigin.NONE),
        new Log(log::add, () -> NOW));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        argumentSet("a state that cannot be", new IllegalStateException(SECRET)),
        argumentSet("an argument", new IllegalArgumentException(SECRET)),
        argumentSet("null", new NullPointerException(SECRET)),
        argumentSet("one in another", new RuntimeException(new IllegalStateException(SECRET))));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void answersWhatIsUnexpectedWith500AndTellsNobodyItsMessage(RuntimeException failure) {
    Answer answer = Answer.to(Events.get(Events.admin(ORGANIZATION)), failingWith(failure));

    assertThat(answer.summary()).isEqualTo("500 INTERNAL_ERROR");
    assertThat(answer.headers()).hasSize(4).containsEntry("X-Request-Id", Events.REQUEST_ID);
    assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("Exception");
    assertThat(log)
        .singleElement()
        .asString()
        .contains("\"level\":\"ERROR\"")
        .contains("\"requestId\":\"" + Events.REQUEST_ID + "\"")
        .contains(failure.getClass().getName())
        .doesNotContain(SECRET);
  }

  @Test
  void asksTheCallerToComeBackWhenTheStoreIsUnavailable() {
    var failure = new StoreUnavailableException("it is busy", new IllegalStateException(SECRET));

    Answer answer = Answer.to(Events.get(Events.admin(ORGANIZATION)), failingWith(failure));

    assertThat(answer.summary()).isEqualTo("503 SERVICE_UNAVAILABLE");
    assertThat(answer.headers()).hasSize(5).containsEntry("Retry-After", "1");
    assertThat(answer.body()).doesNotContain(SECRET);
    assertThat(log)
        .singleElement()
        .asString()
        .contains(
            "\"requestId\":\"" + Events.REQUEST_ID + "\"",
            "\"organizationId\":\"" + ORGANIZATION + "\"",
            "\"reason\":\"it is busy\"")
        .doesNotContain(SECRET);
  }

  @Test
  void namesNoOrganizationInTheLogWhereTheAuthorizerToldNone() {
    Answer.to(
        Events.event("GET", "/v1/resources", "/v1/resources"),
        failingWith(new IllegalStateException()));

    assertThat(log).singleElement().asString().doesNotContain("organizationId");
  }

  @Test
  void saysThatAListIsTooLargeInsteadOfCuttingItAndLogsIt() {
    Organization organization = Samples.organization(ORGANIZATION, Tier.PAID);
    Credential credential = Samples.credential(ORGANIZATION, Provider.AWS);
    ResourceSpec small = Samples.spec(credential);
    var large =
        new ResourceSpec(
            small.name(),
            small.credentialId(),
            small.provider(),
            small.type(),
            small.identifier(),
            small.region(),
            Optional.of(new ResourceConfig("{\"filler\":\"" + "x".repeat(16_000) + "\"}")));
    var resource = new NamedResource(Samples.resource(large), credential.name());
    List<NamedResource> resources = Collections.nCopies(400, resource);
    var function =
        listing((_, _, listed) -> {
          resources.forEach(listed);
          return Optional.of(organization);
        });

    Answer answer = Answer.to(Events.get(Events.admin(ORGANIZATION)), function);

    assertThat(answer.summary()).isEqualTo("500 INTERNAL_ERROR");
    assertThat(answer.members())
        .containsEntry(
            "message",
            "The list is larger than 6 MB, which is the most that one answer can carry.");
    assertThat(log).singleElement().asString().contains("\"level\":\"WARN\"", "larger");
  }

  @Test
  void answersAHeaderWithoutValues() {
    APIGatewayProxyRequestEvent event = Events.get(Events.admin(ORGANIZATION));
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("X-Empty", null);
    event.setMultiValueHeaders(headers);

    assertThat(Answer.to(event, listing((_, _, _) -> Optional.empty())).summary())
        .isEqualTo("500 INTERNAL_ERROR");
  }

  @Test
  void logsNothingOfARequestThatIsRefused() {
    Answer answer =
        Answer.to(
            Events.get(Events.member(ORGANIZATION)),
            failingWith(new IllegalStateException("never asked")));

    assertThat(answer.summary()).isEqualTo("403 FORBIDDEN");
    assertThat(log).isEmpty();
  }

  @Test
  void takesLambdasRequestIdWhereTheGatewaysIsMissing() {
    var function = failingWith(new IllegalStateException());
    APIGatewayProxyRequestEvent event = Events.get(Events.admin(ORGANIZATION));
    event.getRequestContext().setRequestId(null);

    assertThat(function.handle(event, new TestContext("lambda-1", 1_000)).getHeaders())
        .containsEntry("X-Request-Id", "lambda-1");
    assertThat(function.handle(event, new TestContext(null, 1_000)).getHeaders())
        .containsEntry("X-Request-Id", "");
  }

  @Test
  void answersAnEventWithNothingInIt() {
    var function = failingWith(new IllegalStateException());

    Answer answer =
        Answer.of(
            function.handle(new APIGatewayProxyRequestEvent(), new TestContext("lambda-1", 1_000)));

    assertThat(answer.summary()).isEqualTo("500 INTERNAL_ERROR");
    assertThat(answer.headers()).containsEntry("X-Request-Id", "lambda-1");
  }
}
