package io.entryguard.resources.organization;

import io.entryguard.resources.text.InvalidValueException;

/** The clouds and gateways whose resources can be registered. */
public enum Provider {
  AWS,
  GCP,
  AZURE,
  APISIX;

  /**
   * Reads the exact upper-case name.
   *
   * @throws InvalidValueException for anything else
   */
  public static Provider parse(String text) {
    for (Provider provider : values()) {
      if (provider.name().equals(text)) {
        return provider;
      }
    }
    throw new InvalidValueException("must be one of AWS, GCP, AZURE, APISIX");
  }
}
