package io.entryguard.resources.dynamodb.call;

import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * The line between a store that cannot answer now, which callers may wait for, and a call that is
 * wrong, which is a fault of ours.
 */
public final class StoreCalls {
  /**
   * What a function needs to answer after its last call: without it, its caller would be told of a
   * time-out and not what happened.
   */
  public static final Duration RESERVE = Duration.ofMillis(500);

  private static final int SERVER_FAULT = 500;

  private StoreCalls() {}

  /**
   * Makes a call to DynamoDB, after whose failure the SDK itself has tried as often as it may.
   *
   * @throws StoreUnavailableException when DynamoDB is out of reach, overloaded or failing
   * @throws UnexpectedResponseException when the call is wrong, or not allowed
   */
  public static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (TransactionConflictException e) {
      throw new StoreUnavailableException("Transactions are in the way", e);
    } catch (SdkClientException e) {
      throw new StoreUnavailableException("DynamoDB is out of reach", e);
    } catch (ConditionalCheckFailedException
        | TransactionCanceledException
        | TransactionInProgressException e) {
      // Outcomes to whoever made the call. To the SDK the last is throttling; to whoever runs
      // transactions, a try of its own still at work.
      throw e;
    } catch (AwsServiceException e) {
      if (e.isThrottlingException() || e.statusCode() >= SERVER_FAULT) {
        throw new StoreUnavailableException("DynamoDB cannot answer now", e);
      }
      throw new UnexpectedResponseException("DynamoDB refuses the call: " + code(e), e);
    }
  }

  /** DynamoDB's name for what is wrong, which stands in no type: {@code AccessDeniedException}. */
  private static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null ? "without a code" : e.awsErrorDetails().errorCode();
  }

  /**
   * As {@link #call}, ending with all the tries that the SDK makes before the time left less {@link
   * #RESERVE} is over.
   *
   * @param call makes the call with the configuration that holds the time
   */
  public static <T> T callWithin(
      Deadline deadline, Function<AwsRequestOverrideConfiguration, T> call) {
    Duration time = deadline.remaining().minus(RESERVE);
    if (!time.isPositive()) {
      throw new StoreUnavailableException("there is no time left to ask DynamoDB");
    }
    var within = AwsRequestOverrideConfiguration.builder().apiCallTimeout(time).build();
    return call(() -> call.apply(within));
  }
}
