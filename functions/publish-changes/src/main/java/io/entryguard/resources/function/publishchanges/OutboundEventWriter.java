package io.entryguard.resources.function.publishchanges;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceCreated;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestCompleted;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestRefused;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.json.JsonText;
import io.entryguard.resources.json.ResourceWriter;
import java.io.IOException;

/** Writes announcements as the schemas in {@code docs/events} describe them. */
public final class OutboundEventWriter {
  private OutboundEventWriter() {}

  /** The detail of the announcement's event. */
  public static String write(OutboundEvent announcement) {
    return JsonText.of(json -> {
      json.writeStartObject();
      json.writeStringField("changeId", announcement.changeId());
      json.writeStringField("organizationId", announcement.organization().toString());
      switch (announcement) {
        case ResourceCreated created -> {
          json.writeFieldName("resource");
          ResourceWriter.write(json, created.resource());
        }
        case ResourceRequestCompleted completed -> {
          writeRequest(json, completed.request());
          json.writeStringField("resourceId", completed.resource().toString());
        }
        case ResourceRequestRefused refused -> {
          writeRequest(json, refused.request());
          json.writeStringField("error", refused.refusal().code().name());
          json.writeStringField("message", refused.refusal().message());
        }
      }
      json.writeEndObject();
    });
  }

  private static void writeRequest(JsonGenerator json, IdempotencyKey request) throws IOException {
    json.writeStringField("requestedBy", request.caller());
    json.writeStringField("requestId", request.value());
  }
}
