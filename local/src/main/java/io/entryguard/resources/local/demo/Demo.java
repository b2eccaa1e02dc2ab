package io.entryguard.resources.local.demo;

import java.time.Instant;

/**
 * What there is to try the API with. Tokens and key are secrets of this one run.
 *
 * @param signingSecret signs further tokens, base64url
 */
public record Demo(
    String signingSecret,
    String issuer,
    String audience,
    String freeAdminToken,
    String freeMemberToken,
    String paidAdminToken,
    String paidApiKey) {
  /** Makes tokens that are good from now on. */
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
