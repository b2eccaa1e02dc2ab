package io.entryguard.resources.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.StreamDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the table's stream and invokes the template's function with its records, shard by shard
 * like Lambda. Retries from the first failed record until it succeeds.
 */
public final class TableStream {
  /** The name of the thread that invokes the function. */
  public static final String THREAD = "table-stream";

  /** Lambda polls four times a second. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final DynamoDbStreamsClient client;
  private final String arn;
  private final StreamDefinition definition;
  private final Supplier<LoadedFunction> function;
  private final Supplier<String> ids;
  private final BiConsumer<String, Throwable> log;
  private final Map<String, OpenShard> shards = new HashMap<>();
  private final Thread thread = Thread.ofPlatform().daemon().name(THREAD).unstarted(this::run);

  /**
   * @param arn the stream's ARN
   * @param function loads the function in the background, so that a start need not wait for it
   * @param ids generates ids
   * @param log receives the id and the exception of a failed call
   */
  public TableStream(
      DynamoDbStreamsClient client,
      String arn,
      StreamDefinition definition,
      Supplier<LoadedFunction> function,
      Supplier<String> ids,
      BiConsumer<String, Throwable> log) {
    this.client = client;
    this.arn = arn;
    this.definition = definition;
    this.function = function;
    this.ids = ids;
    this.log = log;
  }

  /** Starts at the beginning of the stream. */
  public void start() {
    thread.start();
  }

  public void stop() {
    thread.interrupt();
  }

  private void run() {
    try {
      LoadedFunction loaded = function.get();
      while (!Thread.currentThread().isInterrupted()) {
        poll(loaded);
        Thread.sleep(PAUSE);
      }
    } catch (FunctionFailure e) {
      log.accept(ids.get(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Polls once and delivers all records. */
  void poll(LoadedFunction loaded) {
    try {
      for (Shard shard :
          client.describeStream(request -> request.streamArn(arn)).streamDescription().shards()) {
        // A parent shard must be read to its end before its child shards.
        OpenShard parent = shards.get(shard.parentShardId());
        if (parent == null || parent.isRead()) {
          shards.computeIfAbsent(shard.shardId(), this::open).read(loaded);
        }
      }
    } catch (SdkException e) {
      log.accept(ids.get(), e);
    }
  }

  private OpenShard open(String id) {
    return new OpenShard(
        client
            .getShardIterator(request ->
                request
                    .streamArn(arn)
                    .shardId(id)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator());
  }

  /**
   * Delivers a batch.
   *
   * @return how many of its records were handled
   */
  private int deliver(LoadedFunction loaded, RecordBatch batch) {
    String id = ids.get();
    try {
      return batch.done(loaded.invoke(batch.event(), id));
    } catch (FunctionFailure | IOException e) {
      log.accept(id, e);
      return 0;
    }
  }

  /** A shard and the position in it. */
  private final class OpenShard {
    private final Deque<ObjectNode> waiting = new ArrayDeque<>();

    /** The next iterator; null once the shard is closed and read to its end. */
    private @Nullable String iterator;

    OpenShard(String iterator) {
      this.iterator = iterator;
    }

    boolean isRead() {
      return iterator == null && waiting.isEmpty();
    }

    void read(LoadedFunction loaded) {
      if (waiting.isEmpty() && iterator != null) {
        String from = iterator;
        GetRecordsResponse page = client.getRecords(request -> request.shardIterator(from));
        page.records().stream()
            .map(record -> StreamRecordJson.of(record, arn))
            .filter(definition::takes)
            .forEach(waiting::add);
        iterator = page.nextShardIterator();
      }
      while (!waiting.isEmpty()) {
        var batch = new RecordBatch(waiting.stream().limit(definition.batchSize()).toList());
        int done = deliver(loaded, batch);
        for (int i = 0; i < done; i++) {
          waiting.remove();
        }
        if (done < batch.records().size()) {
          return;
        }
      }
    }
  }
}
