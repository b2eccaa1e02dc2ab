package io.entryguard.resources.function.authorizer.keyring;

/** A fake source that a test controls; counts its reads. */
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
