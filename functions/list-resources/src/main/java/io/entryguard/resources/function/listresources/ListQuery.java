package io.entryguard.resources.function.listresources;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.list.Cursor;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.list.ResourceFilter;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.ResourceType;
import io.entryguard.resources.text.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The query parameters of a list.
 *
 * @param limit empty if not given
 * @param cursor empty if not given
 */
record ListQuery(ResourceFilter filter, OptionalInt limit, Optional<Cursor> cursor) {
  static final String PROVIDER = "provider";
  static final String RESOURCE_TYPE = "resourceType";
  static final String LIMIT = "limit";
  static final String CURSOR = "cursor";

  static final String NO_CURSOR_OF_OURS =
      "is not one that this service gave for this list; begin again without it";

  /** The whole list, without a filter. */
  static final ListQuery ALL =
      new ListQuery(ResourceFilter.NONE, OptionalInt.empty(), Optional.empty());

  private static final int MAX_LIMIT_DIGITS = 4;

  ListQuery {
    requireNonNull(filter, "filter is null");
    requireNonNull(limit, "limit is null");
    requireNonNull(cursor, "cursor is null");
  }

  /** Whether the request is for a page rather than the whole list. */
  boolean isPaged() {
    return limit.isPresent() || cursor.isPresent();
  }

  /** Reads the parameters and adds their errors. If there are any, the result must not be used. */
  static ListQuery read(Map<String, List<String>> parameters, ValidationErrors errors) {
    Optional<Provider> provider = Optional.empty();
    Optional<ResourceType> type = Optional.empty();
    OptionalInt limit = OptionalInt.empty();
    Optional<Cursor> cursor = Optional.empty();
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      List<String> values = parameter.getValue();
      String value = values.isEmpty() ? "" : values.getFirst();
      try {
        if (values.size() > 1) {
          throw new InvalidValueException("must be there only once");
        }
        switch (name) {
          case PROVIDER -> provider = Optional.of(Provider.parse(value));
          case RESOURCE_TYPE -> type = Optional.of(new ResourceType(value));
          case LIMIT -> limit = OptionalInt.of(limit(value));
          case CURSOR -> cursor = Optional.of(cursor(value));
          default ->
              throw new InvalidValueException(
                  "is not a query parameter here; there are provider, resourceType, limit and"
                      + " cursor");
        }
      } catch (InvalidValueException e) {
        errors.add(name, e.problem());
      }
    }
    return new ListQuery(new ResourceFilter(provider, type), limit, cursor);
  }

  private static int limit(String value) {
    if (!value.isEmpty() && value.length() <= MAX_LIMIT_DIGITS && value.charAt(0) != '0') {
      int limit = 0;
      for (int i = 0; i < value.length() && limit >= 0; i++) {
        char digit = value.charAt(i);
        limit = digit >= '0' && digit <= '9' ? limit * 10 + digit - '0' : -1;
      }
      if (limit >= 1 && limit <= PageRequest.MAX_LIMIT) {
        return limit;
      }
    }
    throw new InvalidValueException(
        "must be a number from 1 to 1,000, in digits without sign or leading zero");
  }

  private static Cursor cursor(String value) {
    return Cursor.parse(value).orElseThrow(() -> new InvalidValueException(NO_CURSOR_OF_OURS));
  }
}
