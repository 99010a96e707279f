package relay.domain.campaign.care;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * How far the canary of a campaign has come.
 *
 * @param recipients how many go ahead: the first of the ledger, and where the forms of the mail are
 *     tried on a sample the first of that
 * @param last place of the last of them
 * @param until while it waits: when what came back is judged
 */
public record CanaryCourse(Phase phase, long recipients, long last, Optional<Instant> until) {
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

  /** Of a campaign that begins, to whose first recipients mail goes. */
  public static CanaryCourse of(long recipients) {
    return of(recipients, recipients);
  }

  /** Of one that sends to some of its first recipients. */
  public static CanaryCourse of(long recipients, long last) {
    return new CanaryCourse(Phase.SENDING, recipients, last, Optional.empty());
  }

  /** Of the relay's own record; empty where there is none. */
  public static Optional<CanaryCourse> read(Fields fields) {
    return fields
        .word("phase", Phase.class)
        .map(
            phase -> {
              long recipients = fields.number("recipients", 0, COUNT_MAX, 0);
              long last = fields.number("last", 0, COUNT_MAX, recipients);
              return new CanaryCourse(phase, recipients, last, fields.instant("until"));
            });
  }

  public JsonObject write() {
    var out = ControlJson.object().add("phase", Fields.word(phase)).add("recipients", recipients);
    if (last != recipients) {
      out.add("last", last);
    }
    ControlJson.add(out, "until", until);
    return out.build();
  }

  public CanaryCourse waitingUntil(Instant end) {
    return new CanaryCourse(Phase.WAITING, recipients, last, Optional.of(end));
  }

  public CanaryCourse passed() {
    return new CanaryCourse(Phase.PASSED, recipients, last, Optional.empty());
  }

  public boolean isOver() {
    return phase == Phase.PASSED;
  }

  /** Whether what came back is to be judged now. */
  public boolean isDue(Instant now) {
    return phase == Phase.WAITING && until.filter(now::isBefore).isEmpty();
  }
}
