package relay.domain.campaign.care;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * That the first of a campaign go ahead, and what comes back of them is looked at before the rest.
 *
 * @param recipients how many go ahead; 0 where {@code percent} says so
 * @param percent of all recipients; 0 where {@code recipients} says so
 * @param patience how long what comes back is waited for, from when the last of them is in the lane
 * @param then what follows when nothing is wrong
 */
public record Canary(int recipients, BigDecimal percent, Duration patience, Then then) {
  static final int RECIPIENTS_MAX = 10_000_000;
  private static final Duration WAIT_MIN = Duration.ofSeconds(1);
  private static final Duration WAIT_MAX = Duration.ofDays(30);
  private static final String PERCENT_RULE = "must be percent above 0 and up to 100";

  /** What follows when nothing is wrong. */
  public enum Then {
    /** The rest is sent. */
    GO_ON,
    /** The campaign stays paused until somebody resumes it. */
    ASK
  }

  /** The fields of an object; empty when none of them is there. */
  public static Optional<Canary> read(Fields fields) {
    if (fields.names().isEmpty()) {
      return Optional.empty();
    }
    int recipients = (int) fields.number("recipients", 1, RECIPIENTS_MAX, 0);
    Optional<BigDecimal> percent =
        fields.decimal("percent", BigDecimal.ZERO, GuardLimit.MAX, PERCENT_RULE);
    if (percent.filter(p -> p.signum() == 0).isPresent()) {
      throw fields.invalid("percent", PERCENT_RULE);
    }
    if (recipients > 0 == percent.isPresent()) {
      throw fields.invalid("percent", "or recipients must be given, one of the two");
    }
    return Optional.of(
        new Canary(
            recipients,
            percent.orElse(BigDecimal.ZERO),
            fields
                .duration("wait", WAIT_MIN, WAIT_MAX)
                .orElseThrow(() -> fields.invalid("wait", "must be given, such as PT2H")),
            fields.word("then", Then.class).orElse(Then.GO_ON)));
  }

  public JsonObject write() {
    JsonObjectBuilder out = ControlJson.object();
    if (recipients > 0) {
      out.add("recipients", recipients);
    } else {
      out.add("percent", percent);
    }
    return out.add("wait", patience.toString()).add("then", Fields.word(then)).build();
  }

  /** How many of so many go ahead: at least one. */
  public long of(long all) {
    long part =
        recipients > 0
            ? recipients
            : percent
                .multiply(BigDecimal.valueOf(all))
                .divide(GuardLimit.MAX, 0, RoundingMode.CEILING)
                .longValue();
    return Math.min(all, part);
  }
}
