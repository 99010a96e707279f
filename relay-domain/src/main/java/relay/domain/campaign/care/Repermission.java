package relay.domain.campaign.care;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * That a campaign goes to the inactive alone, and asks them whether they still want the list.
 *
 * @param patience so long an answer counts, from when the mail was queued
 * @param then what becomes of who did not answer
 */
public record Repermission(Duration patience, Then then) {
  /** Name of the field that holds it. */
  public static final String FIELD = "repermission";

  /** Nobody reads his mail by the hour whom nobody has seen for months. */
  private static final Duration WAIT_MIN = Duration.ofDays(1);

  /** Shorter than links can be read, by the usual setting of {@code identity.token-lifetime}. */
  private static final Duration WAIT_MAX = Duration.ofDays(60);

  /** What becomes of who did not answer. */
  public enum Then {
    /** Nothing: campaigns go on to leave him out. */
    STAY,
    /** He leaves the list, with a proof. */
    UNSUBSCRIBE
  }

  static Optional<Repermission> read(Fields fields) {
    if (fields.names().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Repermission(
            fields
                .duration("wait", WAIT_MIN, WAIT_MAX)
                .orElseThrow(() -> fields.invalid("wait", "must be given, such as P14D")),
            fields.word("then", Then.class).orElse(Then.STAY)));
  }

  JsonObject write() {
    return ControlJson.object()
        .add("wait", patience.toString())
        .add("then", Fields.word(then))
        .build();
  }
}
