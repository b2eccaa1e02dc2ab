package io.entryguard.resources.function.provision;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.entryguard.resources.client.AwsNetwork;
import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.configuration.StoreSettings;
import io.entryguard.resources.configuration.Variable;
import io.entryguard.resources.resource.ResourceLimits;
import java.util.Map;

/** Applies the product's events from a queue, and reports the messages that failed. */
public final class ProvisionHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final EventFunction function;

  /** Starts the function as Lambda does. */
  public ProvisionHandler() {
    this(System.getenv());
  }

  /** Starts the function with variables that are not the process's own. */
  public ProvisionHandler(Map<String, String> environment) {
    this(Environment.read(environment, ProvisionHandler::wire).function());
  }

  private static ProvisionComponent wire(Environment environment) {
    return DaggerProvisionComponent.factory()
        .create(
            StoreSettings.from(environment),
            new ResourceLimits(environment.count(Variable.FREE_RESOURCE_LIMIT)),
            new MaxReceiveCount(environment.positiveCount(Variable.MAX_RECEIVE_COUNT)),
            new AwsNetwork());
  }

  ProvisionHandler(EventFunction function) {
    this.function = requireNonNull(function, "function is null");
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return function.handle(batch, context);
  }
}
