package relay.domain.campaign.care;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * That a guard has slowed or paused a campaign, with what it saw then.
 *
 * @param perMinute the pace at which a slowed campaign goes on; 0 for one that is paused
 */
public record GuardTrip(GuardRules.Finding finding, Instant since, int perMinute) {
  private static final long COUNT_MAX = 1L << 60;

  /** Of the relay's own record; empty where there is none. */
  public static Optional<GuardTrip> read(Fields fields) {
    Optional<Guard> guard = fields.text("name").flatMap(Guard::labelled);
    Optional<GuardLevel> level = fields.word("level", GuardLevel.class);
    if (guard.isEmpty() || level.isEmpty()) {
      return Optional.empty();
    }
    var finding =
        new GuardRules.Finding(
            guard.get(),
            level.get(),
            fields.number("count", 0, COUNT_MAX, 0),
            fields.number("of", 0, COUNT_MAX, 0),
            fields
                .decimal("limit", BigDecimal.ZERO, GuardLimit.MAX, GuardLimit.RULE)
                .orElse(BigDecimal.ZERO));
    return Optional.of(
        new GuardTrip(
            finding,
            fields.instant("since").orElse(Instant.EPOCH),
            (int) fields.number("per_minute", 0, Integer.MAX_VALUE, 0)));
  }

  /** As it is kept and shown. */
  public JsonObject write() {
    var out =
        ControlJson.object()
            .add("name", finding.guard().label())
            .add("level", Fields.word(finding.level()))
            .add("count", finding.count())
            .add("of", finding.of())
            .add("percent", percent(finding.count(), finding.of()))
            .add("limit", finding.limit())
            .add("since", since.toString());
    if (perMinute > 0) {
      out.add("per_minute", perMinute);
    }
    return out.build();
  }

  /** Percent with two digits, as people read it; 0 of nothing. */
  public static BigDecimal percent(long count, long of) {
    return of == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(count)
            .multiply(GuardLimit.MAX)
            .divide(BigDecimal.valueOf(of), 2, RoundingMode.HALF_UP);
  }

  /** For people: {@code bounces: 73 of 998 mails, 7.31 %, limit 5 %}. */
  public String words() {
    return finding.guard().label()
        + ": "
        + finding.count()
        + " of "
        + finding.of()
        + " mails, "
        + percent(finding.count(), finding.of())
        + " %, limit "
        + finding.limit().toPlainString()
        + " %";
  }

  public boolean isSlow() {
    return finding.level() == GuardLevel.SLOW;
  }
}
