package io.entryguard.resources.dynamodb.call;

import io.entryguard.resources.store.StoreCallCounter;
import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Counts what is sent to the store, and ends a call that may be sent once before it is sent again:
 * how often a client tries can otherwise be said of all its calls alone.
 */
public final class AttemptInterceptor implements ExecutionInterceptor {
  private static final ExecutionAttribute<boolean[]> SENT =
      new ExecutionAttribute<>("io.entryguard.resources.Sent");

  /** The configuration of a request that is sent once, and ends by then. */
  public static AwsRequestOverrideConfiguration once(Duration timeout) {
    return AwsRequestOverrideConfiguration.builder()
        .apiCallTimeout(timeout)
        .putExecutionAttribute(SENT, new boolean[1])
        .build();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    StoreCallCounter.add();
    boolean[] sent = attributes.getAttribute(SENT);
    if (sent == null) {
      return;
    }
    if (sent[0]) {
      throw SdkClientException.create("the call was sent before, and failed");
    }
    sent[0] = true;
  }
}
