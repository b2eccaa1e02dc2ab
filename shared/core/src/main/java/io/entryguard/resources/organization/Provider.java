package io.entryguard.resources.organization;

import java.util.Optional;

/** The clouds and gateways whose resources can be registered. */
public enum Provider {
  AWS,
  GCP,
  AZURE,
  APISIX;

  /** Reads the exact upper-case name; empty for anything else. */
  public static Optional<Provider> parse(String text) {
    for (Provider provider : values()) {
      if (provider.name().equals(text)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }
}
