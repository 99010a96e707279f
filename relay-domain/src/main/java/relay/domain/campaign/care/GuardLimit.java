package relay.domain.campaign.care;

import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * From which percentage a guard acts, where somebody has said so; 0 means never.
 *
 * @param slow from where the campaign is slowed
 * @param stop from where it is paused
 */
public record GuardLimit(Optional<BigDecimal> slow, Optional<BigDecimal> stop) {
  static final BigDecimal MAX = BigDecimal.valueOf(100);
  static final String RULE = "must be percent from 0 to 100 such as 5 or 0.3; 0: never";

  /** Both of them. */
  static GuardLimit of(BigDecimal slow, BigDecimal stop) {
    return new GuardLimit(Optional.of(slow), Optional.of(stop));
  }

  /** The fields {@code slow} and {@code stop}, each of which may be absent. */
  static GuardLimit read(Fields fields) {
    var limit = new GuardLimit(percent(fields, "slow"), percent(fields, "stop"));
    boolean isReversed =
        limit.slow.isPresent()
            && limit.stop.filter(stop -> stop.signum() > 0).isPresent()
            && limit.slow.get().compareTo(limit.stop.get()) > 0;
    if (isReversed) {
      throw fields.invalid("slow", "must be at most stop");
    }
    return limit;
  }

  private static Optional<BigDecimal> percent(Fields fields, String name) {
    return fields.decimal(name, BigDecimal.ZERO, MAX, RULE);
  }

  /** The other one where this says nothing. */
  GuardLimit or(GuardLimit usual) {
    return new GuardLimit(slow.or(usual::slow), stop.or(usual::stop));
  }

  /** From which percentage a level begins; empty for never. */
  public Optional<BigDecimal> from(GuardLevel level) {
    return (level == GuardLevel.SLOW ? slow : stop).filter(percent -> percent.signum() > 0);
  }

  boolean isEmpty() {
    return slow.isEmpty() && stop.isEmpty();
  }

  JsonObjectBuilder write() {
    JsonObjectBuilder out = ControlJson.object();
    slow.ifPresent(percent -> out.add("slow", percent));
    stop.ifPresent(percent -> out.add("stop", percent));
    return out;
  }
}
