package io.entryguard.resources.function.createresource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.create.CreateCommand;
import io.entryguard.resources.create.CreateOutcome;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.Decoded;
import io.entryguard.resources.http.ErrorCode;
import io.entryguard.resources.http.HttpRequest;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.Reply;
import io.entryguard.resources.http.RequestChecks;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.json.RequestFingerprints;
import io.entryguard.resources.json.ResourceSpecReader;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.store.Deadline;
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
  public Reply answer(HttpRequest request, Deadline timeLeft) {
    return switch (decode(request)) {
      case Decoded.Rejected<CreateCommand>(ApiError error) -> new Reply.Failure(error);
      case Decoded.Accepted<CreateCommand>(CreateCommand command) ->
          encode(createResource.create(command, timeLeft), request);
    };
  }

  private static Decoded<CreateCommand> decode(HttpRequest request) {
    return switch (RequestChecks.caller(request, Permission.CREATE_RESOURCES)) {
      case Decoded.Rejected<Caller>(ApiError error) -> new Decoded.Rejected<>(error);
      case Decoded.Accepted<Caller>(Caller caller) -> {
        Optional<ApiError> notJson = RequestChecks.unlessJson(request);
        yield notJson.isPresent()
            ? new Decoded.Rejected<>(notJson.get())
            : decodeContent(request, caller);
      }
    };
  }

  private static Decoded<CreateCommand> decodeContent(HttpRequest request, Caller caller) {
    return switch (request.body().read()) {
      case Decoded.Rejected<String>(ApiError error) -> new Decoded.Rejected<>(error);
      case Decoded.Accepted<String>(String text) -> {
        var problems = new ValidationErrors();
        Optional<ResourceSpec> spec = ResourceSpecReader.read(text, problems);
        RequestChecks.refuseQueryParameters(request, problems);
        Optional<IdempotencyKey> key =
            IdempotencyKeyHeader.read(request.headers(), caller.subject(), problems);
        yield spec.isPresent() && problems.isEmpty()
            ? new Decoded.Accepted<>(command(caller, spec.get(), key))
            : new Decoded.Rejected<>(ApiError.validation(problems.byMember()));
      }
    };
  }

  private static CreateCommand command(
      Caller caller, ResourceSpec spec, Optional<IdempotencyKey> key) {
    return new CreateCommand(
        caller.organization(),
        spec,
        key.map(value -> new IdempotentRequest(value, RequestFingerprints.of(spec))));
  }

  private static Reply encode(CreateOutcome outcome, HttpRequest request) {
    return switch (outcome) {
      case CreateOutcome.Created(ResourceId id, String answer) ->
          new Reply.Success(201, answer, Map.of("Location", location(request, id)));
      case CreateOutcome.Replayed(ResourceId id, String answer) ->
          new Reply.Success(
              201, answer, Map.of("Location", location(request, id), Reply.REPLAYED, "true"));
      case CreateOutcome.Refused refused -> new Reply.Failure(error(refused));
    };
  }

  private static String location(HttpRequest request, ResourceId id) {
    String path = request.path();
    return (path.endsWith("/") ? path : path + "/") + id;
  }

  private static ApiError error(CreateOutcome.Refused refused) {
    return switch (refused) {
      case CreateOutcome.OrganizationUnknown(), CreateOutcome.OrganizationInactive() ->
          ApiError.organizationInactive();
      case CreateOutcome.RefusedBefore _ ->
          throw new IllegalStateException("no refusal is kept of a request over HTTP");
      case CreateOutcome.IdempotencyKeyReused() ->
          ApiError.of(
              ErrorCode.IDEMPOTENCY_KEY_REUSED,
              "This Idempotency-Key was used for another request. Send a new request with a new"
                  + " key.");
      case CreateOutcome.CredentialNotFound() ->
          ApiError.of(
              ErrorCode.CREDENTIAL_NOT_FOUND,
              "Your organization has no credential with this credentialId.");
      case CreateOutcome.ProviderMismatch(var provider) ->
          ApiError.validation(
              Map.of("provider", "must be %s, as that of the credential".formatted(provider)));
      case CreateOutcome.LimitReached reached ->
          ApiError.of(ErrorCode.MAX_RESOURCES_REACHED, reached.message());
    };
  }
}
