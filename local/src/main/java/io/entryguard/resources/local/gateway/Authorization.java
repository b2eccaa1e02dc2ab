package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.template.GatewayResponseType;
import java.util.Map;

/** What became of asking the authorizer. */
sealed interface Authorization {
  /**
   * The caller may come in.
   *
   * @param context what the function is told of the caller, {@code principalId} included
   */
  record Allowed(Map<String, String> context) implements Authorization {
    public Allowed {
      context = Map.copyOf(context);
    }
  }

  /**
   * The caller stays out, or nobody can tell.
   *
   * @param context what the gateway response may quote
   */
  record Refused(GatewayResponseType response, Map<String, String> context)
      implements Authorization {
    public Refused {
      context = Map.copyOf(context);
    }
  }
}
