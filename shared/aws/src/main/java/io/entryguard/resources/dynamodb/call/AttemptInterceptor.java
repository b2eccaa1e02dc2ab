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
 * Counts what is sent to the store, ends a call that may be sent once before it is sent again (how
 * often a client tries can otherwise be said of all its calls alone), and knows of a call whether
 * all that was sent for it was answered.
 */
public final class AttemptInterceptor implements ExecutionInterceptor {
  private static final ExecutionAttribute<boolean[]> SENT =
      new ExecutionAttribute<>("io.entryguard.resources.Sent");

  private static final ExecutionAttribute<Attempts> ATTEMPTS =
      new ExecutionAttribute<>("io.entryguard.resources.Attempts");

  private static final int SERVER_FAULT = 500;

  /** What was sent for a call, by the SDK's own tries too, and for the same call again. */
  public static final class Attempts {
    private int unanswered;

    /** The configuration of a request whose attempts are to be counted here. */
    public AwsRequestOverrideConfiguration captureInto(AwsRequestOverrideConfiguration request) {
      return request.toBuilder().putExecutionAttribute(ATTEMPTS, this).build();
    }

    /**
     * Whether something was sent of which nobody knows what has become: it may have been done, or
     * may still be.
     */
    public boolean isUnsure() {
      return unanswered > 0;
    }
  }

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
    Attempts attempts = attributes.getAttribute(ATTEMPTS);
    if (attempts != null) {
      attempts.unanswered++;
    }
    boolean[] sent = attributes.getAttribute(SENT);
    if (sent == null) {
      return;
    }
    if (sent[0]) {
      throw SdkClientException.create("the call was sent before, and failed");
    }
    sent[0] = true;
  }

  /** A fault of the server's says as little as no answer. */
  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    Attempts attempts = attributes.getAttribute(ATTEMPTS);
    if (attempts != null && context.httpResponse().statusCode() < SERVER_FAULT) {
      attempts.unanswered--;
    }
  }
}
