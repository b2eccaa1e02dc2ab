package io.entryguard.resources.local.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.local.demo.DemoApiKey;
import io.entryguard.resources.local.demo.DemoTokens;
import io.entryguard.resources.organization.OrganizationId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An organization registered by this run, with tokens and API keys.
 *
 * @param limit the limit of resources
 * @param plainKey a key without scopes
 */
record Member(
    OrganizationId organization,
    String credential,
    int limit,
    String admin,
    String user,
    String expired,
    String readKey,
    String plainKey,
    String revokedKey) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String READ = "resources:read";

  /** Registers an organization; sets its limit unless it is that of Free. */
  static Member register(Target target, Wire wire, int limit) {
    var organization = new OrganizationId(UUID.randomUUID());
    DemoTokens tokens = target.tokens(Instant.now());
    var member =
        new Member(
            organization,
            UUID.randomUUID().toString(),
            limit,
            tokens.admin(organization, "admin"),
            tokens.member(organization, "member"),
            target.tokens(Instant.now().minus(Duration.ofDays(2))).admin(organization, "admin"),
            DemoApiKey.generate(RANDOM).value(),
            DemoApiKey.generate(RANDOM).value(),
            DemoApiKey.generate(RANDOM).value());
    wire.event(target.events(), Target.event("OrganizationChanged", member.organizationDetail()));
    wire.event(target.events(), Target.event("CredentialChanged", member.credentialDetail()));
    wire.event(target.events(), key(member.keyDetail(member.readKey(), List.of(READ), false)));
    wire.event(target.events(), key(member.keyDetail(member.plainKey(), List.of(), false)));
    wire.event(target.events(), key(member.keyDetail(member.revokedKey(), List.of(READ), true)));
    return member;
  }

  private static String key(ObjectNode detail) {
    return Target.event("ApiKeyChanged", detail);
  }

  /** Returns the event that deletes a resource. */
  String deletion(String resource) {
    return Target.event("ResourceDeleted", detail().put("resourceId", resource).put("version", 1));
  }

  private ObjectNode organizationDetail() {
    return detail()
        .put("name", "Under load")
        .put("tier", "FREE")
        .put("status", "ACTIVE")
        .put("maxResources", limit)
        .put("version", 1)
        .put("deleted", false);
  }

  private ObjectNode credentialDetail() {
    return detail()
        .put("credentialId", credential)
        .put("name", "AWS Main Account")
        .put("provider", "AWS")
        .put("version", 1)
        .put("deleted", false);
  }

  private ObjectNode keyDetail(String key, List<String> scopes, boolean revoked) {
    ObjectNode detail =
        detail()
            .put("keyHash", KeyHash.of(key).toString())
            .put("displayPrefix", key.substring(0, 12))
            .put("name", "Key of a program")
            .putNull("expiresAt")
            .put("version", 1)
            .put("revoked", revoked);
    scopes.forEach(detail.putArray("scopes")::add);
    return detail;
  }

  private ObjectNode detail() {
    return JSON.createObjectNode().put("organizationId", organization.toString());
  }
}
