package io.entryguard.resources.local;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;

/** An organization of a test's own, with an AWS credential and somebody in each role. */
public record Tenant(
    Organization organization, Credential credential, String adminToken, String memberToken) {}
