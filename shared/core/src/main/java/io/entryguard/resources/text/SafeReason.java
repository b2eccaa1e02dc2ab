package io.entryguard.resources.text;

/**
 * A failure that says in words of our own what it is. The log has them, because they quote nothing
 * that was sent or stored; of other throwables it has only the types.
 */
public interface SafeReason {
  String reason();
}
