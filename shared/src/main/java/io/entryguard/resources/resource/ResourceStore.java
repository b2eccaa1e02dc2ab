package io.entryguard.resources.resource;

import io.entryguard.resources.account.CredentialId;
import io.entryguard.resources.account.OrganizationId;

/**
 * Where resources are created. Every method sees what was written before it was called.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot answer now.
 */
public interface ResourceStore {
  /** What decides whether this organization may create a resource with this credential. */
  CreationContext contextOf(
      OrganizationId organization, CredentialId credential, TimeLeft timeLeft);

  /**
   * Stores the resource and counts it, in one step that happens whole or not at all: only while the
   * organization is active and below its limit, and the credential is there and of the resource's
   * provider.
   *
   * @param context what the caller saw before; where the store refuses, it says what has changed
   *     since
   */
  AddOutcome add(
      OrganizationId organization,
      Resource resource,
      ResourceLimits limits,
      CreationContext context,
      TimeLeft timeLeft);
}
