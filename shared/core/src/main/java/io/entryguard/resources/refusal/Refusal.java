package io.entryguard.resources.refusal;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.ResourceId;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a request was refused: the code and the sentence, which are the same over HTTP and by event.
 *
 * @param message for a person; never made from an exception
 */
public record Refusal(ErrorCode code, String message) {
  /** The organization is unknown, deleted or suspended: valid tokens and keys do not help. */
  public static final Refusal ORGANIZATION_INACTIVE =
      new Refusal(
          ErrorCode.FORBIDDEN,
          "Your organization is not active here. Ask whoever administers it, or EntryGuard's"
              + " support.");

  /** The credential is unknown, deleted or another organization's: callers cannot tell which. */
  public static final Refusal CREDENTIAL_NOT_FOUND =
      new Refusal(
          ErrorCode.CREDENTIAL_NOT_FOUND,
          "Your organization has no credential with this credentialId.");

  /** The caller used this idempotency key for another request. */
  public static final Refusal IDEMPOTENCY_KEY_REUSED =
      new Refusal(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was used for another request. Send a new request with a new key.");

  /** {@code If-Match} names another state than the resource is in. */
  public static final Refusal PRECONDITION_FAILED =
      new Refusal(
          ErrorCode.PRECONDITION_FAILED,
          "The resource has changed: If-Match names another state. Get the resource again, and"
              + " decide by what it is now.");

  /** Sessions use the resource, so it cannot be deleted. */
  public static final Refusal RESOURCE_IN_USE =
      new Refusal(
          ErrorCode.RESOURCE_IN_USE,
          "The resource has active sessions. Delete it when they have ended.");

  /** The resource is known, and the verification could not access it. */
  public static final Refusal VERIFICATION_FAILED =
      new Refusal(
          ErrorCode.VERIFICATION_FAILED,
          "The resource could not be accessed. Check its resourceIdentifier and region, and what"
              + " its credential is allowed to do.");

  public Refusal {
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
  }

  /** The organization holds as many resources as it may, or more: the published page's sentence. */
  public static Refusal limitReached(int limit, Tier tier) {
    return new Refusal(
        ErrorCode.MAX_RESOURCES_REACHED,
        "Organization has reached maximum of "
            + limit
            + " resources for "
            + tier.displayName()
            + " tier. Add credits to unlock unlimited resources.");
  }

  /** It is unknown, deleted or another organization's: the published page's sentence. */
  public static Refusal resourceNotFound(ResourceId resource) {
    return new Refusal(ErrorCode.RESOURCE_NOT_FOUND, "Resource with ID " + resource + " not found");
  }

  /**
   * The request itself is wrong.
   *
   * @param validationErrors field to problem
   */
  public static Refusal invalid(Map<String, String> validationErrors) {
    return new Refusal(
        ErrorCode.VALIDATION_ERROR,
        validationErrors.entrySet().stream()
            .map(error -> error.getKey() + ": " + error.getValue())
            .collect(Collectors.joining("; ")));
  }
}
