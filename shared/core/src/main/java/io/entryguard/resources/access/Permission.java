package io.entryguard.resources.access;

import java.util.Optional;

/** What a caller may do here. */
public enum Permission {
  CREATE_RESOURCES("resources:create"),
  READ_RESOURCES("resources:read"),
  UPDATE_RESOURCES("resources:update"),
  DELETE_RESOURCES("resources:delete"),
  VERIFY_RESOURCES("resources:verify");

  private final String scope;

  Permission(String scope) {
    this.scope = scope;
  }

  /** The name of this permission in an API key's scopes and between authorizer and functions. */
  public String scope() {
    return scope;
  }

  /** The permission of that name; empty for a scope that means nothing here. */
  public static Optional<Permission> ofScope(String scope) {
    for (Permission permission : values()) {
      if (permission.scope.equals(scope)) {
        return Optional.of(permission);
      }
    }
    return Optional.empty();
  }
}
