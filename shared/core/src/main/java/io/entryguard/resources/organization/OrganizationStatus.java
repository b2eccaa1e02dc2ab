package io.entryguard.resources.organization;

/** Whether an organization's callers are let in. */
public enum OrganizationStatus {
  ACTIVE,
  SUSPENDED
}
