package io.entryguard.resources.function.publishchanges;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceCreated;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestCompleted;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestRefused;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.json.JsonText;
import io.entryguard.resources.json.ResourceWriter;

/** Writes events as the schemas in {@code docs/events} describe them. */
final class OutboundEventWriter {
  private OutboundEventWriter() {}

  /** The event's {@code detail}, as JSON. */
  static String write(OutboundEvent event) {
    ObjectNode detail =
        JsonNodeFactory.instance
            .objectNode()
            .put("changeId", event.changeId())
            .put("organizationId", event.organization().toString());
    ObjectNode complete =
        switch (event) {
          case ResourceCreated(_, var resource) ->
              // Raw, because config goes out to the character.
              detail.putRawValue(
                  "resource",
                  new RawValue(JsonText.of(json -> ResourceWriter.write(json, resource))));
          case ResourceRequestCompleted(_, var request, _, var resource) ->
              putRequest(detail, request).put("resourceId", resource.toString());
          case ResourceRequestRefused(_, var request, _, var refusal) ->
              putRequest(detail, request)
                  .put("error", refusal.code().name())
                  .put("message", refusal.message());
        };
    return complete.toString();
  }

  private static ObjectNode putRequest(ObjectNode detail, IdempotencyKey request) {
    return detail.put("requestedBy", request.caller()).put("requestId", request.value());
  }
}
