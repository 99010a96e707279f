package relay.domain.tenancy;

import jakarta.json.JsonObject;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * How much may be handed in; recipients count. 0 means no limit.
 *
 * @param above what happens beyond
 */
public record SendingLimits(
    long perSecond, long perMinute, long perHour, long perDay, OverLimit above) {
  public static final SendingLimits NONE = new SendingLimits(0, 0, 0, 0, OverLimit.REFUSE);
  private static final long MAX = 1_000_000_000;

  /** Whether there is no limit at all. */
  public boolean isNone() {
    return perSecond == 0 && perMinute == 0 && perHour == 0 && perDay == 0;
  }

  /** The same, with no more than this each day. */
  public SendingLimits withAtMostPerDay(long most) {
    return new SendingLimits(
        perSecond, perMinute, perHour, perDay == 0 ? most : Math.min(perDay, most), above);
  }

  static SendingLimits read(Fields fields) {
    return new SendingLimits(
        fields.number("per_second", 0, MAX, 0),
        fields.number("per_minute", 0, MAX, 0),
        fields.number("per_hour", 0, MAX, 0),
        fields.number("per_day", 0, MAX, 0),
        fields.word("above", OverLimit.class).orElse(OverLimit.REFUSE));
  }

  JsonObject write() {
    return ControlJson.object()
        .add("per_second", perSecond)
        .add("per_minute", perMinute)
        .add("per_hour", perHour)
        .add("per_day", perDay)
        .add("above", Fields.word(above))
        .build();
  }
}
