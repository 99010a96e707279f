package relay.domain.tenancy;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.Refusal;

/**
 * From when on a contact counts as inactive: providers hold it against a sender that he goes on to
 * write to whom does not read him.
 *
 * @param days without an open or click of the person
 * @param mails that came since, at least
 */
public record Sunset(int days, int mails) {
  /** Name of the field that holds one. */
  public static final String FIELD = "sunset";

  public static final int DAYS_MAX = 3_650;
  public static final int MAILS_MAX = 1_000;
  private static final String DAYS = "inactive_days";
  private static final String MAILS = "mails";

  public Sunset {
    if (days < 1 || days > DAYS_MAX || mails < 1 || mails > MAILS_MAX) {
      throw new IllegalArgumentException("no sunset after " + days + " days, " + mails + " mails");
    }
  }

  /**
   * The rule that these fields make; empty when none of both is there.
   *
   * @throws relay.domain.control.InvalidField when one is missing or out of bounds
   */
  public static Optional<Sunset> read(Fields fields) {
    int days = (int) fields.number(DAYS, 1, DAYS_MAX, 0);
    int mails = (int) fields.number(MAILS, 1, MAILS_MAX, 0);
    if (days == 0 && mails == 0) {
      return Optional.empty();
    }
    if (days == 0) {
      throw fields.invalid(DAYS, "must be given, from 1 to " + DAYS_MAX);
    }
    if (mails == 0) {
      throw fields.invalid(MAILS, "must be given, from 1 to " + MAILS_MAX);
    }
    return Optional.of(new Sunset(days, mails));
  }

  /** Its fields, into an object of their own or beside others. */
  public void add(JsonObjectBuilder out) {
    out.add(DAYS, days).add(MAILS, mails);
  }

  static Optional<Sunset> within(JsonObject json, Fields fields) {
    if (json.getOrDefault(FIELD, JsonValue.NULL) == JsonValue.NULL) {
      return Optional.empty();
    }
    Fields inner = fields.within(FIELD);
    return Optional.of(
        read(inner).orElseThrow(() -> inner.invalid(DAYS, "must be given, from 1 to " + DAYS_MAX)));
  }

  JsonObject write() {
    JsonObjectBuilder out = ControlJson.object();
    add(out);
    return out.build();
  }

  /** Whether anybody tells who opens and clicks: else all contacts would look inactive. */
  public static boolean isTold(ControlState state, String tenant) {
    return state.all(TenancyKinds.STREAM, tenant).stream()
        .anyMatch(stream -> stream.tracking().mode() == TrackingMode.IDENTIFIED);
  }

  /** What stands in the way of such a rule. */
  public static Optional<Refusal> fault(ControlState state, String tenant) {
    return isTold(state, tenant)
        ? Optional.empty()
        : Optional.of(
            new Refusal.Invalid(
                FIELD,
                "needs a stream with tracking=identified: else nobody knows who opens and clicks,"
                    + " and all contacts would count as inactive"));
  }
}
