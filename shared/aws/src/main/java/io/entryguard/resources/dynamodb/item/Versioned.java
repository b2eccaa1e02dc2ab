package io.entryguard.resources.dynamodb.item;

import io.entryguard.resources.organization.SaveOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Items of which others tell this service, in versions: a newer one replaces what is known, and
 * nothing else does. Requests ask for the item that was in the way ({@code ALL_OLD}).
 */
public final class Versioned {
  public static final String VERSION = "version";
  public static final String NEWER = "attribute_not_exists(#version) OR #version < :version";

  /** Attributes that are not part of what others tell. */
  private static final Set<String> OWN =
      Set.of(
          Key.PARTITION_NAME,
          Key.SORT_NAME,
          OrganizationItem.RESOURCE_COUNT,
          OrganizationItem.PAGE_KEY);

  private Versioned() {}

  public static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /**
   * Makes a write under the condition {@link #NEWER}.
   *
   * @param content what it writes, without the item's key
   */
  public static SaveOutcome save(Map<String, AttributeValue> content, Runnable write) {
    try {
      write.run();
      return SaveOutcome.NEWER;
    } catch (ConditionalCheckFailedException e) {
      Map<String, AttributeValue> known = new HashMap<>(e.item());
      known.keySet().removeAll(OWN);
      boolean sameVersion = Objects.equals(content.get(VERSION), known.get(VERSION));
      return sameVersion && !known.equals(content) ? SaveOutcome.CONTRADICTED : SaveOutcome.KNOWN;
    }
  }
}
