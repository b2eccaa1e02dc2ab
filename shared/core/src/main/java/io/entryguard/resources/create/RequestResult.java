package io.entryguard.resources.create;

import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.refusal.Refusal;

/** How far a request for a resource has come. */
public sealed interface RequestResult {
  /** It was decided now, and its outcome is kept. */
  record Settled(RequestOutcome outcome) implements RequestResult {}

  /** It had been decided before; nothing changed. */
  record SettledBefore(RequestOutcome outcome) implements RequestResult {}

  /** Its key was used for another request, whose outcome stays. Nothing changed. */
  record KeyReused() implements RequestResult {}

  /**
   * It cannot be granted yet: what it needs may still come.
   *
   * @param refusal what it will be refused with if that does not come
   */
  record Waiting(Refusal refusal) implements RequestResult {}
}
