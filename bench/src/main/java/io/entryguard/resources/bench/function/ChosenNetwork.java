package io.entryguard.resources.bench.function;

import io.entryguard.resources.client.AwsNetwork;
import io.entryguard.resources.client.Network;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/**
 * AWS by another HTTP client of the SDK's than the functions', if {@value #VARIABLE} says so. Each
 * stands in a class of its own, so that a process loads only what it was told to use.
 */
final class ChosenNetwork implements Network {
  static final String VARIABLE = "BENCH_HTTP_CLIENT";

  private final Network functions = new AwsNetwork();

  @Override
  public SdkHttpClient http(Duration connectionTimeout, Duration socketTimeout) {
    return switch (System.getenv().getOrDefault(VARIABLE, "")) {
      case "apache5" -> Apache5.client(connectionTimeout, socketTimeout);
      case "aws-crt" -> Crt.client(connectionTimeout);
      default -> functions.http(connectionTimeout, socketTimeout);
    };
  }

  @Override
  public boolean isReal() {
    return functions.isReal();
  }

  @Override
  public Optional<AwsCredentialsProvider> credentials() {
    return functions.credentials();
  }

  private static final class Apache5 {
    static SdkHttpClient client(Duration connectionTimeout, Duration socketTimeout) {
      return Apache5HttpClient.builder()
          .connectionTimeout(connectionTimeout)
          .socketTimeout(socketTimeout)
          .build();
    }
  }

  private static final class Crt {
    static SdkHttpClient client(Duration connectionTimeout) {
      return AwsCrtHttpClient.builder().connectionTimeout(connectionTimeout).build();
    }
  }
}
