package io.entryguard.resources.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A client that answers from a script, with what DynamoDB Local never says, and keeps what it was
 * asked.
 */
public final class ScriptedDynamoDb implements DynamoDbClient {
  private final Deque<Supplier<?>> answers = new ArrayDeque<>();
  private final List<Object> requests = new ArrayList<>();

  public ScriptedDynamoDb answers(Object answer) {
    answers.add(() -> answer);
    return this;
  }

  public ScriptedDynamoDb fails(RuntimeException failure) {
    answers.add(() -> {
      throw failure;
    });
    return this;
  }

  public List<Object> requests() {
    return requests;
  }

  private <T> T next(Object request, Class<T> type) {
    requests.add(request);
    return type.cast(answers.remove().get());
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return next(request, TransactWriteItemsResponse.class);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return next(request, BatchGetItemResponse.class);
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return next(request, GetItemResponse.class);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return next(request, PutItemResponse.class);
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return next(request, UpdateItemResponse.class);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return next(request, QueryResponse.class);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
