package io.entryguard.resources.function.publishchanges;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceCreated;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceDeleted;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestCompleted;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestRefused;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceUpdated;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceVerificationRequested;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.json.JsonText;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.resource.Resource;

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
          case ResourceCreated(_, var resource, var revision) ->
              putResource(detail, resource, revision);
          case ResourceUpdated(_, _, var resource, var revision, var changed) -> {
            ArrayNode members = detail.putArray("changed");
            changed.forEach(members::add);
            yield putResource(detail, resource, revision);
          }
          case ResourceVerificationRequested(_, _, var resource, var revision) ->
              putResource(detail, resource, revision);
          case ResourceDeleted(_, var resource) ->
              detail
                  .put("resourceId", resource.toString())
                  .put("revision", ResourceDeleted.REVISION);
          case ResourceRequestCompleted(_, var request, _, var resource) ->
              putRequest(detail, request).put("resourceId", resource.toString());
          case ResourceRequestRefused(_, var request, _, var refusal) ->
              putRequest(detail, request)
                  .put("error", refusal.code().name())
                  .put("message", refusal.message());
        };
    return complete.toString();
  }

  private static ObjectNode putResource(ObjectNode detail, Resource resource, long revision) {
    return detail
        .put("revision", revision)
        // Raw, because config goes out to the character.
        .putRawValue(
            "resource", new RawValue(JsonText.of(json -> ResourceWriter.write(json, resource))));
  }

  private static ObjectNode putRequest(ObjectNode detail, IdempotencyKey request) {
    return detail.put("requestedBy", request.caller()).put("requestId", request.value());
  }
}
