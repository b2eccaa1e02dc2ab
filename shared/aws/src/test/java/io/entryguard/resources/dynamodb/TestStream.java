package io.entryguard.resources.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What DynamoDB itself tells of the changes of a table. */
public final class TestStream {
  private final DynamoDbStreamsClient client;
  private final String arn;

  public TestStream(DynamoDbStreamsClient client, String arn) {
    this.client = client;
    this.arn = arn;
  }

  /** Everything that was written before this call. */
  public List<Record> records() {
    List<Record> records = new ArrayList<>();
    for (Shard shard :
        client.describeStream(request -> request.streamArn(arn)).streamDescription().shards()) {
      Optional<String> iterator =
          Optional.of(
              client
                  .getShardIterator(request ->
                      request
                          .streamArn(arn)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                  .shardIterator());
      while (iterator.isPresent()) {
        String from = iterator.get();
        GetRecordsResponse page = client.getRecords(request -> request.shardIterator(from));
        records.addAll(page.records());
        // An open shard always has another page; an empty one is where it ends for now.
        iterator =
            page.records().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(page.nextShardIterator());
      }
    }
    return records;
  }
}
