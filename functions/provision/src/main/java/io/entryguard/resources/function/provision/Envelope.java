package io.entryguard.resources.function.provision;

/**
 * An event as EventBridge delivers it. The members that are used must be there; the others, which
 * AWS may add to, are not looked at.
 *
 * @param id given by EventBridge; the same at every delivery
 * @param type the {@code detail-type}
 * @param detail JSON, the event's own content
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">The
 *     structure of events</a>
 */
record Envelope(String id, String type, String detail) {
  /** Who the product's events are from; template.yaml's rule lets no others pass. */
  private static final String SOURCE = "entryguard";

  private static final String FORMAT = "0";
  private static final int MAX_LENGTH = 128;

  /**
   * Reads a message's body.
   *
   * @throws MalformedEventException for anything but an event of the product's
   */
  static Envelope read(String body) {
    JsonObjectReader event = JsonObjectReader.of("event", body);
    if (!event.text("version", MAX_LENGTH).equals(FORMAT)) {
      throw new MalformedEventException("event.version is not " + FORMAT);
    }
    if (!event.text("source", MAX_LENGTH).equals(SOURCE)) {
      throw new MalformedEventException("event.source is not " + SOURCE);
    }
    event.time("time");
    return new Envelope(
        event.text("id", MAX_LENGTH),
        event.text("detail-type", MAX_LENGTH),
        event.object("detail"));
  }
}
