package relay.domain.campaign.variant;

import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/** A test of forms of a campaign's mail, and how far it has come, as JSON. */
public final class TestFields {
  /** The field that the relay alone sets. */
  public static final String COURSE = "test_course";

  static final String TEST = "test";
  private static final int SAMPLE_MAX = 90;
  private static final int CONFIDENCE_MIN = 80;
  private static final int CONFIDENCE_USUAL = 95;
  private static final int CONFIDENCE_MAX = 99;
  private static final Duration WAIT_MIN = Duration.ofMinutes(1);
  private static final Duration WAIT_USUAL = Duration.ofHours(4);
  private static final Duration WAIT_MAX = Duration.ofDays(30);
  private static final List<String> FIELDS =
      List.of("sample", "metric", "wait", "confidence", "undecided");

  private TestFields() {}

  /** The test of a campaign; empty when there is none. */
  static Optional<VariantTest> read(Fields campaign) {
    Fields fields = campaign.within(TEST);
    if (fields.names().isEmpty()) {
      return Optional.empty();
    }
    for (String field : fields.names()) {
      if (!FIELDS.contains(field)) {
        throw fields.invalid(field, "is no field of a test; there are " + FIELDS);
      }
    }
    long sample = fields.number("sample", 1, SAMPLE_MAX, 0);
    if (sample == 0) {
      throw fields.invalid(
          "sample", "must be given: percent of the recipients, 1 to " + SAMPLE_MAX);
    }
    return Optional.of(
        new VariantTest(
            (int) sample,
            fields.word("metric", VariantTest.Metric.class).orElse(VariantTest.Metric.CLICKS),
            fields.duration("wait", WAIT_MIN, WAIT_MAX).orElse(WAIT_USUAL),
            (int) fields.number("confidence", CONFIDENCE_MIN, CONFIDENCE_MAX, CONFIDENCE_USUAL),
            fields
                .word("undecided", VariantTest.Undecided.class)
                .orElse(VariantTest.Undecided.BEST)));
  }

  static void add(JsonObjectBuilder out, VariantTest test) {
    out.add(
        TEST,
        ControlJson.object()
            .add("sample", test.sample())
            .add("metric", Fields.word(test.metric()))
            .add("wait", test.delay().toString())
            .add("confidence", test.confidence())
            .add("undecided", Fields.word(test.undecided())));
  }

  /** How far it has come. */
  public static TestCourse course(Fields campaign) {
    Fields fields = campaign.within(COURSE);
    Optional<String> winner = fields.text("winner");
    return new TestCourse(
        fields.instant("sent_at"),
        winner.map(
            name ->
                new TestCourse.Won(
                    name,
                    fields.word("won_by", TestCourse.By.class).orElse(TestCourse.By.PERSON),
                    fields
                        .instant("won_at")
                        .orElseThrow(() -> fields.invalid("won_at", "must be given")),
                    fields.value("chance", "must be a number", Double::valueOf))));
  }

  /** Writes how far it has come; nothing before it has begun. */
  public static void add(JsonObjectBuilder out, TestCourse course) {
    if (course.equals(TestCourse.NONE)) {
      return;
    }
    JsonObjectBuilder fields = ControlJson.object();
    ControlJson.add(fields, "sent_at", course.sentAt());
    if (course.won().isPresent()) {
      TestCourse.Won won = course.won().get();
      fields.add("winner", won.variant()).add("won_by", Fields.word(won.by()));
      fields.add("won_at", won.at().toString());
      won.chance().ifPresent(chance -> fields.add("chance", text(chance)));
    }
    out.add(COURSE, fields);
  }

  private static String text(double chance) {
    return String.format(Locale.ROOT, "%.6f", chance);
  }
}
