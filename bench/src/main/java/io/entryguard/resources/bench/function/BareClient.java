package io.entryguard.resources.bench.function;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Creates a DynamoDB client with the HTTP client that is fastest when warm. */
final class BareClient implements ExecutionInterceptor {
  static DynamoDbClient create() {
    return DynamoDbClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(client -> client.addExecutionInterceptor(new BareClient()))
        .build();
  }

  /** Removes Content-Length, with which the JDK streams the body after waiting a millisecond. */
  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return context.httpRequest().toBuilder().removeHeader("Content-Length").build();
  }
}
