package io.entryguard.resources.organization;

/** What an organization pays for. */
public enum Tier {
  FREE("Free"),
  PAID("Paid");

  private final String displayName;

  Tier(String displayName) {
    this.displayName = displayName;
  }

  /** The name as messages to people spell it. */
  public String displayName() {
    return displayName;
  }
}
