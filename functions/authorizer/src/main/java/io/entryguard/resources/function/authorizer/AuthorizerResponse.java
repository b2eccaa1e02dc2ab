package io.entryguard.resources.function.authorizer;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A policy for the caller, in the form that API Gateway requires.
 *
 * @param principalId the caller, for API Gateway's own logs
 * @param effect whether the caller may call the API at all
 * @param resource the ARN to which the effect applies
 * @param context flat text for the function, or for the gateway response
 */
public record AuthorizerResponse(
    String principalId, Effect effect, String resource, Map<String, String> context) {
  public AuthorizerResponse {
    requireNonNull(principalId, "principalId is null");
    requireNonNull(effect, "effect is null");
    requireNonNull(resource, "resource is null");
    context = Map.copyOf(context);
  }

  /** The effect of a policy. */
  public enum Effect {
    ALLOW("Allow"),
    DENY("Deny");

    private final String text;

    Effect(String text) {
      this.text = text;
    }

    /** The effect as IAM spells it. */
    public String text() {
      return text;
    }
  }
}
