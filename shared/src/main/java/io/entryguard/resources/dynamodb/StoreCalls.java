package io.entryguard.resources.dynamodb;

import io.entryguard.resources.resource.StoreUnavailableException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The line between a store that cannot answer now, which callers may wait for, and a call that is
 * wrong, which is a fault of ours.
 */
final class StoreCalls {
  private static final int SERVER_FAULT = 500;

  private StoreCalls() {}

  /**
   * Makes a call to DynamoDB, after whose failure the SDK itself has tried as often as it may.
   *
   * @throws StoreUnavailableException when DynamoDB is out of reach, overloaded or failing
   */
  static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkClientException e) {
      throw new StoreUnavailableException("DynamoDB is out of reach", e);
    } catch (AwsServiceException e) {
      if (e.isThrottlingException() || e.statusCode() >= SERVER_FAULT) {
        throw new StoreUnavailableException("DynamoDB cannot answer now", e);
      }
      throw e;
    }
  }
}
