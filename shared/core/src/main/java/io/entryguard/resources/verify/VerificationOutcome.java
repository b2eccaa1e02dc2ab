package io.entryguard.resources.verify;

import io.entryguard.resources.refusal.Refusal;

/** The outcome of a request for a verification. */
public sealed interface VerificationOutcome {
  /**
   * The verifier was asked, and has not answered yet.
   *
   * @param representation how the caller is shown the resource
   */
  record Pending(String representation) implements VerificationOutcome {}

  /**
   * The verifier could access the resource.
   *
   * @param representation how the caller is shown the resource
   */
  record Verified(String representation) implements VerificationOutcome {}

  /**
   * The organization is not active, the resource is not there or not any more, or the verifier
   * could not access it.
   */
  record Refused(Refusal refusal) implements VerificationOutcome {}
}
