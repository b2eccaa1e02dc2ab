package io.entryguard.resources.function.authorizer.keyring;

/** Gives what a test last said, and counts how often it was asked. */
public final class ScriptedKeyringSource implements KeyringSource {
  private String json;
  private boolean isOutOfReach;
  private int reads;

  public ScriptedKeyringSource(String json) {
    this.json = json;
  }

  public void holds(String json) {
    this.json = json;
    isOutOfReach = false;
  }

  public void isOutOfReach() {
    isOutOfReach = true;
  }

  public int reads() {
    return reads;
  }

  @Override
  public Keyring read() {
    reads++;
    if (isOutOfReach) {
      throw new IllegalStateException("out of reach");
    }
    return Keyring.parse(json);
  }
}
