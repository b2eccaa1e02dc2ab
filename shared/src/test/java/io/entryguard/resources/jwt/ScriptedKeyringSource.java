package io.entryguard.resources.jwt;

/** Gives what a test last said, and counts how often it was asked. */
final class ScriptedKeyringSource implements KeyringSource {
  private String json;
  private boolean isOutOfReach;
  private int reads;

  ScriptedKeyringSource(String json) {
    this.json = json;
  }

  void holds(String json) {
    this.json = json;
    isOutOfReach = false;
  }

  void isOutOfReach() {
    isOutOfReach = true;
  }

  int reads() {
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
