package io.entryguard.resources.function.verifyresource;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.change.VerificationRequest;
import io.entryguard.resources.http.Answer;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.OneResourceContract;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.TestApi;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.testing.TestContext;
import io.entryguard.resources.verify.RequestVerification;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VerifyResourceOperationTest extends OneResourceContract {
  private Instant now = NOW;

  /** What happens while the operation sleeps for the first time. */
  private Runnable meanwhile = () -> {};

  VerifyResourceOperationTest() {
    super(Permission.VERIFY_RESOURCES);
  }

  @Override
  protected Operation operation() {
    return new VerifyResourceOperation(
        new RequestVerification(
            store, store, representation, () -> now, new SplittableRandom(1), this::sleep));
  }

  private void sleep(Duration duration) {
    now = now.plus(duration);
    meanwhile.run();
    meanwhile = () -> {};
  }

  @Override
  protected APIGatewayProxyRequestEvent request(Caller caller, String resourceId) {
    return Events.verify(caller, resourceId);
  }

  private APIGatewayProxyRequestEvent prefer(String... lines) {
    return Events.withHeader(request(), "Prefer", lines);
  }

  private Duration waited() {
    return Duration.between(NOW, now);
  }

  private void report(boolean succeeded) {
    new ApplyReport(store, store)
        .apply(
            organization,
            resource.id(),
            new Verification(succeeded, Instant.parse("2026-02-18T11:30:00Z"), 1),
            ENOUGH_TIME);
  }

  @Test
  void requestsAVerificationAndShowsTheResourceAsItIs() {
    String before = shown();

    Answer answer = answer(request());

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo(before);
    assertThat(answer.headers())
        .containsOnly(
            entry("Content-Type", "application/json"),
            entry("Cache-Control", "no-store"),
            entry("X-Content-Type-Options", "nosniff"),
            entry("X-Request-Id", Events.REQUEST_ID),
            entry("Retry-After", "5"));
    assertThat(stored().requested()).contains(new VerificationRequest(NOW, 0));
    assertThat(waited()).isZero();
  }

  @Test
  void requestsNothingNewWithinAMinute() {
    answer(request());
    now = now.plusSeconds(59);

    assertThat(withoutChange(() -> answer(request())).status()).isEqualTo(202);

    now = now.plusSeconds(1);
    answer(request());
    assertThat(stored().requested()).contains(new VerificationRequest(now, 0));
  }

  @Test
  void showsTheVerifiedResourceToACallerThatWaits() {
    meanwhile = () -> report(true);

    Answer answer = answer(prefer("wait=10"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.members())
        .containsEntry("isActive", true)
        .containsEntry("lastVerifiedAt", "2026-02-18T11:30:00Z");
    assertThat(answer.headers())
        .containsEntry("Preference-Applied", "wait=10")
        .doesNotContainKey("Retry-After");
    assertThat(waited()).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void tellsACallerThatWaitsThatTheVerificationFailed() {
    meanwhile = () -> report(false);

    assertThat(answer(prefer("wait=10")).summary()).isEqualTo("400 VERIFICATION_FAILED");
  }

  @Test
  void findsNothingAnyMoreWhereTheResourceIsDeletedMeanwhile() {
    meanwhile = this::delete;

    assertThat(answer(prefer("wait=10")).summary()).isEqualTo("404 RESOURCE_NOT_FOUND");
  }

  @Test
  void endsTheWaitWithoutAResult() {
    Answer answer = answer(prefer("respond-async", "wait=3"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers())
        .containsEntry("Preference-Applied", "wait=3")
        .containsEntry("Retry-After", "5");
    assertThat(waited()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void waitsNotLongerThan15Seconds() {
    Answer answer = answer(prefer("wait=9999"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers()).containsEntry("Preference-Applied", "wait=15");
    assertThat(waited()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void doesNotWaitLongerThanTheFunctionMayRun() {
    Answer answer =
        Answer.of(
            TestApi.function(operation())
                .handle(prefer("wait=10"), new TestContext("invocation-1", 3_000)));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(waited()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait=abc", "wait", "wait=-1", "", "wait=\"5\"", "respond-async"})
  void ignoresAPreferenceThatItDoesNotUnderstand(String line) {
    Answer answer = answer(prefer(line));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers()).doesNotContainKey("Preference-Applied");
    assertThat(waited()).isZero();
  }

  @Test
  void refusesAKey() {
    Answer answer = withoutChange(() -> answer(request(Events.key(organization), id)));

    assertThat(answer.summary()).isEqualTo("403 FORBIDDEN");
    assertThat(answer.members())
        .containsEntry("message", "Verifying resources needs a user with role ORG_ADMIN.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " ", "x", "null"})
  void refusesABody(String body) {
    Answer answer = withoutChange(() -> answer(Events.withBody(request(), body)));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors()).containsOnlyKeys("body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "other", ""})
  void looksAtNoPrecondition(String header) {
    assertThat(answer(Events.withHeader(request(), "If-Match", header)).status()).isEqualTo(202);
  }

  /** Each step mends the first thing that the one before was refused for. */
  @Test
  void tellsErrorsInTheOrderOfTheContract() {
    organizationBecomes(OrganizationStatus.SUSPENDED, 2);
    delete();

    assertThat(answer(request(Events.member(organization), "mine")).summary())
        .isEqualTo("403 FORBIDDEN");
    Answer invalid =
        answer(Events.withQuery(Events.withBody(request(admin, "mine"), "{}"), "wait"));
    assertThat(invalid.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(invalid.validationErrors()).containsOnlyKeys("id", "wait", "body");
    assertThat(answer(request()).summary()).isEqualTo("403 FORBIDDEN");

    organizationBecomes(OrganizationStatus.ACTIVE, 3);
    assertThat(answer(request()).summary()).isEqualTo("404 RESOURCE_NOT_FOUND");

    add(organization, resource);
    assertThat(answer(request()).summary()).isEqualTo("202");
  }
}
