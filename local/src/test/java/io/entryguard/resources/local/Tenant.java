package io.entryguard.resources.local;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;

/** A test's own organization, with an AWS credential, an admin and a member. */
public record Tenant(
    Organization organization, Credential credential, String adminToken, String memberToken) {}
