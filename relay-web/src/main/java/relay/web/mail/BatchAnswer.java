package relay.web.mail;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import relay.domain.mail.Envelope;
import relay.domain.mail.QueueId;
import relay.web.json.Json;
import relay.web.problem.Problem;
import relay.web.problem.ProblemMapper;

/**
 * The results of the mails of one request, in their order: each mail was committed by itself, or
 * has a problem by itself. One thread.
 */
final class BatchAnswer {
  private static final int ALL = 202;
  private static final int SOME = 207;
  private static final int ERRORS_MAX = 50;
  private final JsonArrayBuilder messages = Json.array();
  private final Map<String, String> errors = new LinkedHashMap<>();
  private Problem first;
  private boolean sameStatus = true;
  private int accepted;
  private int refused;

  void accepted(QueueId id, Envelope envelope) {
    var recipients = Json.array();
    envelope.recipients().forEach(r -> recipients.add(r.address().toString()));
    messages.add(
        Json.object().add("index", index()).add("id", id.text()).add("recipients", recipients));
    accepted++;
  }

  void refused(Problem problem) {
    int index = index();
    messages.add(Json.object().add("index", index).add("problem", ProblemMapper.document(problem)));
    if (errors.size() < ERRORS_MAX) {
      String field = problem.field().map(f -> "." + f).orElse("");
      errors.putIfAbsent("[" + index + "]" + field, problem.getMessage());
    }
    first = first == null ? problem : first;
    sameStatus &= first.status() == problem.status();
    refused++;
  }

  /**
   * The answer when at least one mail was accepted.
   *
   * @throws Problem when none was: nothing happened then, and the request may come again
   */
  String text() {
    if (accepted == 0) {
      throw sameStatus && first.retryAfterSeconds() > 0
          ? Problem.later(first.getMessage(), first.retryAfterSeconds())
          : Problem.inFields(sameStatus ? first.status() : 422, errors);
    }
    return Json.text(
        Json.object()
            .add("accepted", accepted)
            .add("refused", refused)
            .add("messages", messages)
            .build());
  }

  /** 202 when all mails of an answer were accepted, else 207: look at each. */
  static int statusOf(String answer) {
    int refused = Json.readObject(answer).map(BatchAnswer::refusedIn).orElse(0);
    return refused == 0 ? ALL : SOME;
  }

  private static int refusedIn(JsonObject answer) {
    return answer.getInt("refused", 0);
  }

  private int index() {
    return accepted + refused;
  }
}
