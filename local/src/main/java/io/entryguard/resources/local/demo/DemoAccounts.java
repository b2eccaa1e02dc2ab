package io.entryguard.resources.local.demo;

import io.entryguard.resources.account.Credential;
import io.entryguard.resources.account.CredentialId;
import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.OrganizationStatus;
import io.entryguard.resources.account.Provider;
import io.entryguard.resources.account.Tier;
import java.util.OptionalInt;
import java.util.UUID;

/** The two organizations that are there from the start, the same at every start. */
public final class DemoAccounts {
  public static final Organization FREE =
      organization("8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6", "Maple Studio", Tier.FREE);
  public static final Organization PAID =
      organization("2f9a41c7-0d58-4b36-8e1f-7c5d2a60b9e4", "Harbour Systems", Tier.PAID);

  /** As in the product's published samples. */
  public static final Credential FREE_CREDENTIAL =
      credential(FREE, "7c9e6679-7425-40de-944b-e07fc1f90ae7", "AWS Production Account");

  public static final Credential PAID_CREDENTIAL =
      credential(PAID, "b41d2a90-35c8-4e67-a1f0-9d86e37c5b12", "AWS Main Account");

  private DemoAccounts() {}

  private static Organization organization(String id, String name, Tier tier) {
    return new Organization(
        new OrganizationId(UUID.fromString(id)),
        name,
        tier,
        OrganizationStatus.ACTIVE,
        OptionalInt.empty(),
        0,
        false,
        1);
  }

  private static Credential credential(Organization organization, String id, String name) {
    return new Credential(
        organization.id(), new CredentialId(UUID.fromString(id)), name, Provider.AWS, false, 1);
  }
}
