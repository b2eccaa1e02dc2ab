package io.entryguard.resources.reliability;

import io.entryguard.resources.refusal.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The histories of a build as the formal model in {@code model/trace.pml} reads them; {@code
 * model/README.md} has the format. Those without an order are in a file of their own.
 */
final class ModelFile {
  private static final OutputFile WITH_ORDER = OutputFile.inTarget("histories.txt");
  private static final OutputFile FAULTY = OutputFile.inTarget("histories-faulty.txt");

  // What the model can hold.
  private static final int MAX_CALLS = 63;
  private static final int MAX_IDS = 31;
  private static final int MAX_VALUES = 63;
  private static final int MAX_KEYS = 7;
  private static final int MAX_VERSION = 255;

  private static int histories;

  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Integer> values = new HashMap<>();
  private final Map<String, Integer> keys = new HashMap<>();

  private ModelFile() {}

  /**
   * Adds a history of an initially empty organization, or a comment that says why it is left out.
   *
   * @param limit how many resources there may be
   * @param hasOrder what {@link HistoryChecker} says
   */
  static synchronized void add(int limit, List<Operation> operations, boolean hasOrder) {
    histories++;
    String text = new ModelFile().textOf(limit, operations);
    (hasOrder ? WITH_ORDER : FAULTY).append(text);
  }

  private String textOf(int limit, List<Operation> operations) {
    List<Optional<String>> lines = operations.stream().map(this::lineOf).toList();
    if (!lines.stream().allMatch(Optional::isPresent)) {
      return "# Left out: an answer that the model does not have\n";
    }
    long versions =
        operations.stream()
            .mapToLong(operation ->
                operation.call() instanceof Call.Report(_, _, long version) ? version : 0)
            .max()
            .orElse(0);
    if (lines.size() > MAX_CALLS
        || ids.size() > MAX_IDS
        || values.size() > MAX_VALUES
        || keys.size() > MAX_KEYS
        || versions > MAX_VERSION) {
      return "# Left out: %d calls, %d ids, %d values, %d keys, %d versions\n"
          .formatted(lines.size(), ids.size(), values.size(), keys.size(), versions);
    }
    return lines.stream()
        .flatMap(Optional::stream)
        .collect(Collectors.joining("\n", "history %d %d\n".formatted(histories, limit), "\n"));
  }

  /** Empty if the model does not have such an answer to such a call. */
  private Optional<String> lineOf(Operation operation) {
    String end = operation.isUnanswered() ? "-" : Long.toString(operation.end());
    Optional<String> what =
        switch (operation.answer()) {
          case Answer.Unavailable _ -> sent(operation.call());
          case Answer.Refused(var code) -> refused(operation.call(), code);
          case Answer.Created _,
              Answer.Replayed _,
              Answer.Listed _,
              Answer.Stored _,
              Answer.Shown _,
              Answer.Done _ ->
              successful(operation);
        };
    return what.map(text -> "%d %s %s".formatted(operation.start(), end, text));
  }

  private Optional<String> sent(Call call) {
    return switch (call) {
      case Call.Create(var key, String value) -> text("create", key(key), value(value));
      case Call.Update(String id, var ifMatch, String value) ->
          text("update", id(id), ifMatch(ifMatch), value(value));
      case Call.Delete(String id, var ifMatch) -> text("delete", id(id), ifMatch(ifMatch));
      case Call.Report(String id, int sessions, long version) ->
          text("report", id(id), sessions, version);
      case Call.ListAll _, Call.ReadStored _, Call.Get _ -> Optional.empty();
    };
  }

  private Optional<String> refused(Call call, ErrorCode code) {
    return switch (call) {
      case Call.Create(var key, _) when code == ErrorCode.MAX_RESOURCES_REACHED ->
          text("refused", key(key));
      case Call.Get(String id) when code == ErrorCode.RESOURCE_NOT_FOUND -> text("absent", id(id));
      case Call.Update(String id, var ifMatch, _) -> refused(id, ifMatch, code);
      case Call.Delete(String id, var ifMatch) ->
          code == ErrorCode.RESOURCE_IN_USE
              ? text("in-use", id(id), ifMatch(ifMatch))
              : refused(id, ifMatch, code);
      case Call.Create _, Call.Get _, Call.ListAll _, Call.ReadStored _, Call.Report _ ->
          Optional.empty();
    };
  }

  private Optional<String> refused(String id, Optional<String> ifMatch, ErrorCode code) {
    if (code == ErrorCode.RESOURCE_NOT_FOUND) {
      return text("absent", id(id));
    }
    return code == ErrorCode.PRECONDITION_FAILED
        ? text("unmatched", id(id), ifMatch(ifMatch))
        : Optional.empty();
  }

  private Optional<String> successful(Operation operation) {
    return switch (operation) {
      case Operation(_, _, Call.Create(var key, String value), Answer.Created(String id)) ->
          text("created", key(key), value(value), id(id));
      case Operation(_, _, Call.Create(var key, _), Answer.Replayed(String id)) ->
          text("replayed", key(key), id(id));
      case Operation(_, _, Call.ListAll(), Answer.Listed(var resources)) ->
          Optional.of("listed" + valuesById(resources));
      case Operation(_, _, Call.ReadStored(), Answer.Stored(int count, var all)) ->
          Optional.of("table %d%s".formatted(count, valuesById(all.resources())));
      case Operation(_, _, Call.Get(String id), Answer.Shown(String value)) ->
          text("got", id(id), value(value));
      case Operation(
              _,
              _,
              Call.Update(String id, var ifMatch, String value),
              Answer.Shown(String shown))
          when shown.equals(value) ->
          text("updated", id(id), ifMatch(ifMatch), value(value));
      case Operation(_, _, Call.Delete(String id, var ifMatch), Answer.Done()) ->
          text("deleted", id(id), ifMatch(ifMatch));
      case Operation(_, _, Call.Report(String id, int sessions, long version), Answer.Done()) ->
          text("reported", id(id), sessions, version);
      case Operation _ -> Optional.empty();
    };
  }

  private String valuesById(Map<String, String> resources) {
    return resources.entrySet().stream()
        .map(entry -> " %d=%d".formatted(id(entry.getKey()), value(entry.getValue())))
        .collect(Collectors.joining());
  }

  private static Optional<String> text(String name, Object... arguments) {
    StringBuilder text = new StringBuilder(name);
    for (Object argument : arguments) {
      text.append(' ').append(argument);
    }
    return Optional.of(text.toString());
  }

  private int id(String text) {
    return numberOf(text, ids);
  }

  private int value(String text) {
    return numberOf(text, values);
  }

  private String key(Optional<String> key) {
    return key.map(text -> Integer.toString(numberOf(text, keys))).orElse("-");
  }

  private String ifMatch(Optional<String> value) {
    return value.map(text -> Integer.toString(value(text))).orElse("-");
  }

  /** In the order in which they appear, from 1. */
  private static int numberOf(String text, Map<String, Integer> numbers) {
    return numbers.computeIfAbsent(text, _ -> numbers.size() + 1);
  }
}
