package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Permission;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.json.Problems;
import io.entryguard.resources.json.ResourceSpecReader;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.resource.CreateOutcome;
import io.entryguard.resources.resource.CreateResource;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.TimeLeft;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** {@code POST /resources}. */
public final class CreateResourceOperation implements Operation {
  private final CreateResource createResource;

  @Inject
  public CreateResourceOperation(CreateResource createResource) {
    this.createResource = requireNonNull(createResource, "createResource is null");
  }

  @Override
  public Reply answer(HttpRequest request, TimeLeft timeLeft) {
    return switch (decode(request)) {
      case Decoded.Rejected<Wish>(ApiError error) -> new Reply.Failure(error);
      case Decoded.Accepted<Wish>(Wish(OrganizationId organization, ResourceSpec spec)) ->
          encode(createResource.create(organization, spec, timeLeft), request);
    };
  }

  private record Wish(OrganizationId organization, ResourceSpec spec) {}

  private static Decoded<Wish> decode(HttpRequest request) {
    return switch (RequestChecks.organization(request, Permission.CREATE_RESOURCES)) {
      case Decoded.Rejected<OrganizationId>(ApiError error) -> new Decoded.Rejected<>(error);
      case Decoded.Accepted<OrganizationId>(OrganizationId organization) -> {
        Optional<ApiError> notJson = RequestChecks.unlessJson(request);
        yield notJson.isPresent()
            ? new Decoded.Rejected<>(notJson.get())
            : decodeBody(request, organization);
      }
    };
  }

  private static Decoded<Wish> decodeBody(HttpRequest request, OrganizationId organization) {
    return switch (request.body().read()) {
      case Decoded.Rejected<String>(ApiError error) -> new Decoded.Rejected<>(error);
      case Decoded.Accepted<String>(String text) -> {
        var problems = new Problems();
        RequestChecks.refuseQueryParameters(request, problems);
        yield ResourceSpecReader.read(text, problems)
            .<Decoded<Wish>>map(spec -> new Decoded.Accepted<>(new Wish(organization, spec)))
            .orElseGet(() -> new Decoded.Rejected<>(ApiError.validation(problems.byMember())));
      }
    };
  }

  private static Reply encode(CreateOutcome outcome, HttpRequest request) {
    return switch (outcome) {
      case CreateOutcome.Created(NamedResource resource) ->
          new Reply.Success(
              201,
              ResourceWriter.write(resource),
              Map.of("Location", request.path() + "/" + resource.resource().id()));
      case CreateOutcome.Refused refused -> new Reply.Failure(error(refused));
    };
  }

  private static ApiError error(CreateOutcome.Refused refused) {
    return switch (refused) {
      case CreateOutcome.OrganizationInactive() -> ApiError.organizationInactive();
      case CreateOutcome.CredentialNotFound() ->
          ApiError.of(
              ErrorCode.CREDENTIAL_NOT_FOUND,
              "Your organization has no credential with this credentialId.");
      case CreateOutcome.ProviderMismatch(var provider) ->
          ApiError.validation(
              Map.of("provider", "must be %s, as that of the credential".formatted(provider)));
      case CreateOutcome.LimitReached(int limit, var tier) ->
          ApiError.of(
              ErrorCode.MAX_RESOURCES_REACHED,
              "Organization has reached maximum of "
                  + limit
                  + " resources for "
                  + tier.displayName()
                  + " tier. Add credits to unlock unlimited resources.");
    };
  }
}
