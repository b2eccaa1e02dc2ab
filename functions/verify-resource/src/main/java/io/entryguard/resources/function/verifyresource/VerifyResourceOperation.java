package io.entryguard.resources.function.verifyresource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Permission;
import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.HttpRequest;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.RequestChecks;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.requestlog.OperationName;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.verify.RequestVerification;
import io.entryguard.resources.verify.VerificationOutcome;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code POST /resources/{id}/verify}. */
public final class VerifyResourceOperation implements Operation {
  /** What a verification takes, more or less. */
  private static final String RETRY_AFTER_SECONDS = "5";

  private final RequestVerification requestVerification;

  @Inject
  public VerifyResourceOperation(RequestVerification requestVerification) {
    this.requestVerification = requireNonNull(requestVerification, "requestVerification is null");
  }

  @Override
  public OperationName name() {
    return OperationName.VERIFY;
  }

  @Override
  public Permission permission() {
    return Permission.VERIFY_RESOURCES;
  }

  @Override
  public String activity() {
    return "Verifying resources";
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    OrganizationId organization = request.requireCaller().organization();
    ResourceId id = parse(request);
    Optional<WaitPreference> wait = WaitPreference.read(request.headers());

    VerificationOutcome outcome =
        requestVerification.request(
            organization,
            id,
            wait.map(WaitPreference::duration).orElse(Duration.ZERO),
            request.deadline());

    return render(outcome, wait.map(WaitPreference::headers).orElse(Map.of()));
  }

  private static ResourceId parse(HttpRequest request) {
    var errors = new ValidationErrors();
    Optional<ResourceId> id = RequestChecks.resourceId(request, errors);
    RequestChecks.refuseQueryParameters(request, errors);
    RequestChecks.refuseBody(request, errors);
    RequestChecks.requireValid(errors);

    return id.orElseThrow();
  }

  private static HttpResponse render(VerificationOutcome outcome, Map<String, String> applied) {
    return switch (outcome) {
      case VerificationOutcome.Verified(String text) -> HttpResponse.json(200, text, applied);
      case VerificationOutcome.Pending(String text) ->
          HttpResponse.json(202, text, applied)
              .withHeaders(Map.of("Retry-After", RETRY_AFTER_SECONDS));
      case VerificationOutcome.Refused(Refusal refusal) -> HttpResponse.error(ApiError.of(refusal));
    };
  }
}
