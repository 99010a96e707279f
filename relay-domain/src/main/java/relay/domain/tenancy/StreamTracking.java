package relay.domain.tenancy;

import jakarta.json.JsonObjectBuilder;
import relay.domain.control.Fields;

/**
 * How opens and clicks of a stream's mail are counted.
 *
 * @param ofSmtp whether links are changed in mail that was handed in as finished MIME, too, and not
 *     only in what the relay itself made of a JSON document
 */
public record StreamTracking(TrackingMode mode, boolean ofSmtp) {
  public static final StreamTracking OFF = new StreamTracking(TrackingMode.OFF, false);

  /** Whether anything is tracked at all. */
  public boolean isOn() {
    return mode != TrackingMode.OFF;
  }

  /**
   * @throws relay.domain.control.InvalidField when the two contradict
   */
  static StreamTracking read(Fields fields) {
    TrackingMode mode = fields.word("tracking", TrackingMode.class).orElse(TrackingMode.OFF);
    boolean ofSmtp = fields.yesNo("tracking_of_smtp", false);
    if (ofSmtp && mode == TrackingMode.OFF) {
      throw fields.invalid("tracking_of_smtp", "needs tracking aggregate or identified");
    }
    return mode == TrackingMode.OFF ? OFF : new StreamTracking(mode, ofSmtp);
  }

  void write(JsonObjectBuilder out) {
    out.add("tracking", Fields.word(mode)).add("tracking_of_smtp", ofSmtp);
  }
}
