package io.entryguard.resources.function.publishchanges;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.entryguard.resources.client.AwsNetwork;
import io.entryguard.resources.configuration.Environment;
import java.util.Map;

/** Publishes the table's changes, and reports the record from which the stream is read again. */
public final class PublishChangesHandler
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final PublishFunction function;

  /** Starts the function as Lambda does. */
  public PublishChangesHandler() {
    this(System.getenv());
  }

  /** Starts the function with variables that are not the process's own. */
  public PublishChangesHandler(Map<String, String> environment) {
    this(
        DaggerPublishChangesComponent.factory()
            .create(Environment.read(environment, EventBusSettings::from), new AwsNetwork())
            .function());
  }

  PublishChangesHandler(PublishFunction function) {
    this.function = requireNonNull(function, "function is null");
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
    return function.handle(batch, context);
  }
}
