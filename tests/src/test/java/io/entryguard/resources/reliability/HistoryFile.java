package io.entryguard.resources.reliability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The histories of a build with the verdicts of {@link HistoryChecker}, for the second checker in
 * {@code model/histories}: a line of JSON each.
 */
final class HistoryFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What stands for no end. Numbers beyond 2^53 are not exact in every reader. */
  private static final long NEVER = -1;

  private static final OutputFile FILE = OutputFile.inTarget("histories.jsonl");

  private HistoryFile() {}

  /**
   * Adds a history of an initially empty organization.
   *
   * @param limit how many resources there may be
   * @param hasOrder what {@link HistoryChecker} says
   */
  static synchronized void add(int limit, List<Operation> operations, boolean hasOrder) {
    ObjectNode line = JSON.createObjectNode().put("limit", limit).put("hasOrder", hasOrder);
    for (Operation operation : operations) {
      ObjectNode node =
          line.withArray("operations")
              .addObject()
              .put("start", operation.start())
              .put("end", operation.isUnanswered() ? NEVER : operation.end());
      write(operation.call(), node.putObject("call"));
      write(operation.answer(), node.putObject("answer"));
    }
    try {
      FILE.append(JSON.writeValueAsString(line) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Call call, ObjectNode node) {
    switch (call) {
      case Call.Create(var key, String value) -> {
        node.put("kind", "create").put("value", value);
        key.ifPresent(text -> node.put("key", text));
      }
      case Call.ListAll() -> node.put("kind", "list");
      case Call.ReadStored() -> node.put("kind", "read stored");
      case Call.Get(String id) -> node.put("kind", "get").put("id", id);
      case Call.Update(String id, var ifMatch, String value) -> {
        node.put("kind", "update").put("id", id).put("value", value);
        ifMatch.ifPresent(text -> node.put("ifMatch", text));
      }
      case Call.Delete(String id, var ifMatch) -> {
        node.put("kind", "delete").put("id", id);
        ifMatch.ifPresent(text -> node.put("ifMatch", text));
      }
      case Call.Report(String id, int sessions, long version) ->
          node.put("kind", "report")
              .put("id", id)
              .put("sessions", sessions)
              .put("version", version);
    }
  }

  private static void write(Answer answer, ObjectNode node) {
    switch (answer) {
      case Answer.Created(String id) -> node.put("kind", "created").put("id", id);
      case Answer.Replayed(String id) -> node.put("kind", "replayed").put("id", id);
      case Answer.Listed(var resources) -> {
        ObjectNode listed = node.put("kind", "listed").putObject("resources");
        resources.forEach(listed::put);
      }
      case Answer.Stored(int count, Answer.Listed(var resources)) -> {
        ObjectNode stored = node.put("kind", "stored").put("count", count).putObject("resources");
        resources.forEach(stored::put);
      }
      case Answer.Shown(String value) -> node.put("kind", "shown").put("value", value);
      case Answer.Done() -> node.put("kind", "done");
      case Answer.Refused(var code) -> node.put("kind", "refused").put("code", code.name());
      case Answer.Unavailable() -> node.put("kind", "unavailable");
    }
  }
}
