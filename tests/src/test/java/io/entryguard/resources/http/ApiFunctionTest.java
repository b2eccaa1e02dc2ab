package io.entryguard.resources.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.function.listresources.GivenCatalog;
import io.entryguard.resources.function.listresources.ListResourcesOperation;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ApiFunctionTest {
  private static final OrganizationId ORGANIZATION = Samples.organizationId();
  private static final String SECRET = "eg_live_1a2b3c4d5e6f7g8h9i0j";

  @RegisterExtension private final LogLines log = new LogLines();

  private ApiFunction failingWith(RuntimeException failure) {
    return listing(
        new GivenCatalog((_, _) -> {
          throw failure;
        }));
  }

  private ApiFunction listing(ResourceCatalog catalog) {
    return TestApi.function(new ListResourcesOperation(new ListResources(catalog)));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        argumentSet("an illegal state", new IllegalStateException(SECRET)),
        argumentSet("an illegal argument", new IllegalArgumentException(SECRET)),
        argumentSet("null", new NullPointerException(SECRET)),
        argumentSet("a nested exception", new RuntimeException(new IllegalStateException(SECRET))));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void returns500WithoutTheMessageOfAnUnexpectedException(RuntimeException failure) {
    Answer response = Answer.to(Events.get(Events.admin(ORGANIZATION)), failingWith(failure));

    assertThat(response.summary()).isEqualTo("500 INTERNAL_ERROR");
    assertThat(response.headers()).hasSize(4).containsEntry("X-Request-Id", Events.REQUEST_ID);
    assertThat(response.body()).doesNotContain(SECRET).doesNotContain("Exception");
    assertThat(log)
        .singleElement()
        .asString()
        .contains("\"level\":\"ERROR\"")
        .contains("\"requestId\":\"" + Events.REQUEST_ID + "\"")
        .contains(failure.getClass().getName())
        .doesNotContain(SECRET);
  }

  @Test
  void returns503WithRetryAfterWhenTheStoreIsUnavailable() {
    var failure = new StoreUnavailableException("it is busy", new IllegalStateException(SECRET));

    Answer response = Answer.to(Events.get(Events.admin(ORGANIZATION)), failingWith(failure));

    assertThat(response.summary()).isEqualTo("503 SERVICE_UNAVAILABLE");
    assertThat(response.headers()).hasSize(5).containsEntry("Retry-After", "1");
    assertThat(response.body()).doesNotContain(SECRET);
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
  void logsNoOrganizationWithoutTheAuthorizersContext() {
    Answer.to(
        Events.event("GET", "/v1/resources", "/v1/resources"),
        failingWith(new IllegalStateException()));

    assertThat(log).singleElement().asString().doesNotContain("organizationId");
  }

  @Test
  void respondsToHeadAsToGetWithoutTheBody() {
    ApiFunction function =
        listing(
            new GivenCatalog((_, _) -> Optional.of(Samples.organization(ORGANIZATION, Tier.PAID))));

    Answer get = Answer.to(Events.get(Events.admin(ORGANIZATION)), function);
    Answer head =
        Answer.to(Events.get(Events.admin(ORGANIZATION)).withHttpMethod("HEAD"), function);

    assertThat(get.body()).isEqualTo("[]");
    assertThat(head).isEqualTo(new Answer(200, get.headers(), ""));
  }

  @Test
  void respondsToHeadWithTheStatusOfAnErrorWithoutABody() {
    Answer response =
        Answer.to(
            Events.get(Events.member(ORGANIZATION)).withHttpMethod("HEAD"),
            failingWith(new IllegalStateException("never asked")));

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void ignoresAHeaderWithoutValues() {
    APIGatewayProxyRequestEvent event = Events.get(Events.admin(ORGANIZATION));
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("X-Empty", null);
    event.setMultiValueHeaders(headers);

    assertThat(Answer.to(event, listing(new GivenCatalog((_, _) -> Optional.empty()))).summary())
        .isEqualTo("403 FORBIDDEN");
  }

  @Test
  void doesNotLogARefusedRequest() {
    Answer response =
        Answer.to(
            Events.get(Events.member(ORGANIZATION)),
            failingWith(new IllegalStateException("never asked")));

    assertThat(response.summary()).isEqualTo("403 FORBIDDEN");
    assertThat(log).isEmpty();
  }

  @Test
  void usesLambdasRequestIdIfApiGatewaysIsMissing() {
    var function = failingWith(new IllegalStateException());
    APIGatewayProxyRequestEvent event = Events.get(Events.admin(ORGANIZATION));
    event.getRequestContext().setRequestId(null);

    assertThat(function.handle(event, new TestContext("lambda-1", 1_000)).getHeaders())
        .containsEntry("X-Request-Id", "lambda-1");
    assertThat(function.handle(event, new TestContext(null, 1_000)).getHeaders())
        .containsEntry("X-Request-Id", "");
  }

  @Test
  void respondsToAnEmptyEvent() {
    var function = failingWith(new IllegalStateException());

    Answer response =
        Answer.of(
            function.handle(new APIGatewayProxyRequestEvent(), new TestContext("lambda-1", 1_000)));

    assertThat(response.summary()).isEqualTo("500 INTERNAL_ERROR");
    assertThat(response.headers()).containsEntry("X-Request-Id", "lambda-1");
  }
}
