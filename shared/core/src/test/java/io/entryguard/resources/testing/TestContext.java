package io.entryguard.resources.testing;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** An invocation's Lambda context, with only the values that functions read. */
public record TestContext(@Nullable String awsRequestId, IntSupplier remainingTimeInMillis)
    implements Context {
  /** Creates a context with enough remaining time. */
  public TestContext() {
    this("invocation-1", 10_000);
  }

  /** Creates a context whose remaining time does not shrink. */
  public TestContext(@Nullable String awsRequestId, int remainingTimeInMillis) {
    this(awsRequestId, () -> remainingTimeInMillis);
  }

  @Override
  @SuppressWarnings("NullAway") // the runtime's interface has no nullness annotations
  public String getAwsRequestId() {
    return awsRequestId;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return remainingTimeInMillis.getAsInt();
  }

  @Override
  public String getLogGroupName() {
    throw notAsked();
  }

  @Override
  public String getLogStreamName() {
    throw notAsked();
  }

  @Override
  public String getFunctionName() {
    throw notAsked();
  }

  @Override
  public String getFunctionVersion() {
    throw notAsked();
  }

  @Override
  public String getInvokedFunctionArn() {
    throw notAsked();
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw notAsked();
  }

  @Override
  public ClientContext getClientContext() {
    throw notAsked();
  }

  @Override
  public int getMemoryLimitInMB() {
    throw notAsked();
  }

  @Override
  public LambdaLogger getLogger() {
    throw notAsked();
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("functions here do not ask for this");
  }
}
