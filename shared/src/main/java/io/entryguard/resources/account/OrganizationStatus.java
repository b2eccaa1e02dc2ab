package io.entryguard.resources.account;

/** Whether an organization's callers are let in. */
public enum OrganizationStatus {
  ACTIVE,
  SUSPENDED
}
