package io.entryguard.resources.local.demo;

import java.time.Instant;

/**
 * The demo's tokens and API key, which are secrets of this run.
 *
 * @param signingSecret the secret for signing more tokens, base64url
 */
public record Demo(
    String signingSecret,
    String issuer,
    String audience,
    String freeAdminToken,
    String freeMemberToken,
    String paidAdminToken,
    String paidApiKey) {
  /** Creates tokens that are valid from now on. */
  public static Demo create(
      SigningKey signingKey, DemoApiKey apiKey, String issuer, String audience, Instant now) {
    var tokens = new DemoTokens(signingKey, issuer, audience, now);
    return new Demo(
        signingKey.secret(),
        issuer,
        audience,
        tokens.admin(DemoAccounts.FREE, "maple-admin"),
        tokens.member(DemoAccounts.FREE, "maple-member"),
        tokens.admin(DemoAccounts.PAID, "harbour-admin"),
        apiKey.value());
  }

  @Override
  public String toString() {
    return "Demo[secrets]";
  }
}
