package io.entryguard.resources.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** How a function's clients reach AWS. */
public interface Network {
  /**
   * An HTTP client for one service.
   *
   * @param socketTimeout the longest wait for the next bytes of a response
   */
  SdkHttpClient http(Duration socketTimeout);

  /** What ends calls that take too long, for every client of this network. */
  ScheduledExecutorService timeouts();

  /** The credentials that sign requests; empty for the SDK's default. */
  Optional<AwsCredentialsProvider> credentials();

  /**
   * Registers a client of this network, which is closed together with the network.
   *
   * @return the client
   */
  <C extends SdkAutoCloseable> C register(C client);
}
