package relay.domain.campaign.care;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * How far the canary of a campaign has come.
 *
 * @param recipients who go ahead: the first of the ledger
 * @param until while it waits: when what came back is judged
 */
public record CanaryCourse(Phase phase, long recipients, Optional<Instant> until) {
  private static final long COUNT_MAX = 1L << 60;

  /** What happens to it. */
  public enum Phase {
    /** The first are put into the lane. */
    SENDING,
    /** They are; what comes back of them is waited for. */
    WAITING,
    /** It is over, and nothing holds back the rest. */
    PASSED
  }

  /** Of a campaign that begins. */
  public static CanaryCourse of(long recipients) {
    return new CanaryCourse(Phase.SENDING, recipients, Optional.empty());
  }

  /** Of the relay's own record; empty where there is none. */
  public static Optional<CanaryCourse> read(Fields fields) {
    return fields
        .word("phase", Phase.class)
        .map(
            phase ->
                new CanaryCourse(
                    phase, fields.number("recipients", 0, COUNT_MAX, 0), fields.instant("until")));
  }

  public JsonObject write() {
    var out = ControlJson.object().add("phase", Fields.word(phase)).add("recipients", recipients);
    ControlJson.add(out, "until", until);
    return out.build();
  }

  public CanaryCourse waitingUntil(Instant end) {
    return new CanaryCourse(Phase.WAITING, recipients, Optional.of(end));
  }

  public CanaryCourse passed() {
    return new CanaryCourse(Phase.PASSED, recipients, Optional.empty());
  }

  public boolean isOver() {
    return phase == Phase.PASSED;
  }

  /** Whether what came back is to be judged now. */
  public boolean isDue(Instant now) {
    return phase == Phase.WAITING && until.filter(now::isBefore).isEmpty();
  }
}
