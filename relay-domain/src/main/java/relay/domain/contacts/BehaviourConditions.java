package relay.domain.contacts;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import relay.domain.contacts.behaviour.BehaviourKind;
import relay.domain.control.InvalidField;
import relay.domain.tenancy.Sunset;
import relay.domain.tracking.LinkName;

/** Reads the conditions of a segment that ask what contacts were sent and did. */
final class BehaviourConditions {
  private static final int LINK_CHARS_MAX = 2_000;
  private static final double POINTS_MAX = 1_000_000;
  private static final String LINK_RULE =
      "must be a link with http or https and at most " + LINK_CHARS_MAX + " characters";

  private BehaviourConditions() {}

  static SegmentCondition did(JsonObject json, String at) {
    if (!Set.of("behaviour", "link", "within_days").containsAll(json.keySet())) {
      throw new InvalidField(
          at, "must have behaviour, and perhaps link and within_days, and nothing else");
    }
    BehaviourKind what =
        SegmentReader.text(
            json.get("behaviour"),
            at + ".behaviour",
            "must be one of "
                + Arrays.stream(BehaviourKind.values())
                    .map(BehaviourKind::label)
                    .collect(Collectors.joining(", ")),
            t -> BehaviourKind.labelled(t).orElseThrow(IllegalArgumentException::new));
    Optional<String> link = Optional.empty();
    if (json.containsKey("link")) {
      if (what != BehaviourKind.CLICKED) {
        throw new InvalidField(at + ".link", "must be left out: only clicks are of a link");
      }
      link =
          Optional.of(
              SegmentReader.text(
                  json.get("link"), at + ".link", LINK_RULE, BehaviourConditions::link));
    }
    Optional<Integer> days =
        json.containsKey("within_days")
            ? Optional.of(SegmentReader.days(json.get("within_days"), at + ".within_days"))
            : Optional.empty();
    return new SegmentCondition.Did(what, link, days);
  }

  private static String link(String text) {
    String scheme = URI.create(LinkName.withoutQuery(text)).getScheme();
    if (text.length() > LINK_CHARS_MAX
        || !"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException(LINK_RULE);
    }
    return LinkName.withoutQuery(text);
  }

  static SegmentCondition inactive(JsonObject json, String at) {
    if (!Set.of("inactive_days", "mails").containsAll(json.keySet())) {
      throw new InvalidField(at, "must have inactive_days, and perhaps mails, and nothing else");
    }
    int days = SegmentReader.days(json.get("inactive_days"), at + ".inactive_days");
    if (!json.containsKey("mails")) {
      return new SegmentCondition.Inactive(days, 0);
    }
    if (json.get("mails") instanceof JsonNumber number
        && number.isIntegral()
        && number.doubleValue() >= 1
        && number.doubleValue() <= Sunset.MAILS_MAX) {
      return new SegmentCondition.Inactive(days, number.intValue());
    }
    throw new InvalidField(at + ".mails", "must be a number from 1 to " + Sunset.MAILS_MAX);
  }

  static SegmentCondition scores(JsonObject json, String at) {
    if (!Set.of("score", "is").equals(json.keySet())) {
      throw new InvalidField(at, "must have score and is, and nothing else");
    }
    AttributeComparison test = AttributeComparison.among(json, at, AttributeType.NUMBER);
    if (!test.isOfOrder()) {
      throw new InvalidField(at + ".is", "must be one of below, at-most, at-least, above");
    }
    if (json.get("score") instanceof JsonNumber number
        && number.doubleValue() >= 0
        && number.doubleValue() <= POINTS_MAX) {
      return new SegmentCondition.Scores(test, number.doubleValue());
    }
    throw new InvalidField(at + ".score", "must be a number from 0 to 1000000");
  }
}
