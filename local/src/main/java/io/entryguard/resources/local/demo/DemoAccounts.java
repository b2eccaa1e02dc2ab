package io.entryguard.resources.local.demo;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import java.util.UUID;

/** The two organizations that exist at every start, defined by the files in {@code events/}. */
public final class DemoAccounts {
  /** Maple Studio. */
  public static final OrganizationId FREE = organization("8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6");

  /** Harbour Systems. */
  public static final OrganizationId PAID = organization("2f9a41c7-0d58-4b36-8e1f-7c5d2a60b9e4");

  /** The id in the product's published samples. */
  public static final CredentialId FREE_CREDENTIAL =
      credential("7c9e6679-7425-40de-944b-e07fc1f90ae7");

  public static final CredentialId PAID_CREDENTIAL =
      credential("b41d2a90-35c8-4e67-a1f0-9d86e37c5b12");

  private DemoAccounts() {}

  private static OrganizationId organization(String id) {
    return new OrganizationId(UUID.fromString(id));
  }

  private static CredentialId credential(String id) {
    return new CredentialId(UUID.fromString(id));
  }
}
