package io.entryguard.resources.dynamodb;

import io.entryguard.resources.dynamodb.item.Item;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.UnreadableItemException;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Collects the resources of one page, which come in the order of their ids. Where few match, it
 * looks at more and more of them at once, and gives up in time: what it has then is the page.
 */
final class PageReader {
  /** An answer of DynamoDB's is 1 MB at most, so this is more than an answer of ours can carry. */
  private static final int MAX_QUERIES = 8;

  private static final int GROWTH = 4;

  /** More than an answer of 1 MB has of the smallest. */
  private static final int MAX_LIMIT = 10_000;

  /**
   * Beneath this it asks for no more resources: a call takes 7 s at most with all its tries, and
   * the organization must be read as well.
   */
  private static final Duration ENOUGH_TIME = Duration.ofSeconds(8);

  private final PageRequest request;
  private final List<Resource> resources = new ArrayList<>();
  private final Map<Key, RuntimeException> unreadable = new LinkedHashMap<>();
  private @Nullable ResourceId last;
  private boolean more;
  private int queries;
  private int nextLimit;

  PageReader(PageRequest request) {
    this.request = request;
    // One more than wanted tells whether there is a next page.
    this.nextLimit = request.limit() + 1;
  }

  /**
   * The key after which the first query begins; empty for the beginning. No item needs to have it.
   */
  Map<String, AttributeValue> start() {
    return request.cursor().isEmpty()
        ? Map.of()
        : Key.of(request.organization(), request.cursor().get().after()).attributes();
  }

  /** How many items the next query is to look at. */
  int nextLimit() {
    int limit = nextLimit;
    queries++;
    nextLimit = Math.min(limit * GROWTH, MAX_LIMIT);
    return limit;
  }

  void add(Item item) {
    if (isFull()) {
      more = true;
      return;
    }
    Key key = Key.of(item);
    try {
      var id = new ResourceId(UUID.fromString(key.id()));
      last = id;
      Resource resource = ResourceItem.read(id, item);
      if (request.filter().matches(resource)) {
        resources.add(resource);
      }
    } catch (IllegalArgumentException | UnreadableItemException e) {
      unreadable.put(key, e);
    }
  }

  /** Without a place to go on from, a page would be the end, or the same again and again. */
  boolean hasNextQuery(Deadline deadline) {
    if (isFull()) {
      return false;
    }
    boolean mayGoOn = queries < MAX_QUERIES && deadline.remaining().compareTo(ENOUGH_TIME) > 0;
    return mayGoOn || last == null;
  }

  private boolean isFull() {
    return resources.size() == request.limit();
  }

  /**
   * Delivers what was read.
   *
   * @param partition has read organization and credentials
   */
  void deliverTo(PartitionReader partition) {
    unreadable.forEach(partition::addUnreadable);
    for (Resource resource : resources) {
      partition.addResource(Key.of(request.organization(), resource.id()), resource);
    }
  }

  /**
   * The resource after which the next page begins; empty at the end.
   *
   * @param unread whether the table has more than was asked for
   */
  Optional<ResourceId> next(boolean unread) {
    return more || unread ? Optional.ofNullable(last) : Optional.empty();
  }
}
