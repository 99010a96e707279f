package relay.domain.spike;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.journal.JournalPosition;

/** A book as text, with the place in the journal up to which it counted. Names nobody. */
public final class SpikeBookJson {
  private SpikeBookJson() {}

  public static String write(SpikeBook book, JournalPosition position) {
    JsonArrayBuilder places = ControlJson.array();
    book.watches().forEach(watch -> places.add(write(watch)));
    return ControlJson.object()
        .add("position", position.toString())
        .add("places", places)
        .build()
        .toString();
  }

  private static JsonObjectBuilder write(PlaceWatch watch) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("tenant", watch.place().tenant())
            .add("stream", watch.place().stream());
    ControlJson.add(out, "provider", watch.place().provider());
    ControlJson.add(out, "domain", watch.place().domain());
    ControlJson.add(out, "brake", watch.brake());
    return out.add("level", watch.level().label())
        .add("until", watch.until().toString())
        .add("quiet_until", watch.quietUntil().toString())
        .add("per_minute", watch.perMinute())
        .add("bounces", write(watch.bounces()))
        .add("complaints", write(watch.complaints()))
        .add("usual_bounces", write(watch.usualBounces()))
        .add("usual_complaints", write(watch.usualComplaints()));
  }

  private static JsonObjectBuilder write(CountRing ring) {
    JsonArrayBuilder failed = ControlJson.array();
    JsonArrayBuilder counted = ControlJson.array();
    for (int i = 0; i < CountRing.PARTS; i++) {
      failed.add(ring.failed[i]);
      counted.add(ring.counted[i]);
    }
    return ControlJson.object()
        .add("window", ring.window().toString())
        .add("newest", ring.newest())
        .add("failed", failed)
        .add("counted", counted);
  }

  private static JsonObjectBuilder write(UsualShare usual) {
    return ControlJson.object()
        .add("day", usual.day)
        .add("failed", usual.failed)
        .add("counted", usual.counted)
        .add("share", usual.share);
  }

  /**
   * Fills an empty book.
   *
   * @return up to where it has counted
   * @throws RuntimeException when it is no such text
   */
  public static JournalPosition read(String text, SpikeBook into) {
    JsonObject json = ControlJson.read(text);
    for (JsonValue each : json.getJsonArray("places")) {
      read(each.asJsonObject(), into);
    }
    return JournalPosition.parse(json.getString("position"));
  }

  private static void read(JsonObject json, SpikeBook into) {
    var place =
        new StreamPlace(
            json.getString("tenant"),
            json.getString("stream"),
            text(json, "provider"),
            text(json, "domain"));
    PlaceWatch watch = into.restored(place);
    watch.restore(
        Level.labelled(json.getString("level")),
        Instant.parse(json.getString("until")),
        Instant.parse(json.getString("quiet_until")),
        json.getInt("per_minute"),
        text(json, "brake"));
    read(json.getJsonObject("bounces"), watch.bounces());
    read(json.getJsonObject("complaints"), watch.complaints());
    read(json.getJsonObject("usual_bounces"), watch.usualBounces());
    read(json.getJsonObject("usual_complaints"), watch.usualComplaints());
  }

  private static void read(JsonObject json, CountRing ring) {
    if (ring.window().equals(Duration.parse(json.getString("window")))) {
      ring.restore(
          json.getJsonNumber("newest").longValue(),
          numbers(json.getJsonArray("failed")),
          numbers(json.getJsonArray("counted")));
    }
  }

  private static void read(JsonObject json, UsualShare usual) {
    usual.day = json.getJsonNumber("day").longValue();
    usual.failed = json.getJsonNumber("failed").longValue();
    usual.counted = json.getJsonNumber("counted").longValue();
    usual.share = json.getJsonNumber("share").doubleValue();
  }

  private static int[] numbers(JsonArray array) {
    int[] numbers = new int[CountRing.PARTS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.getInt(i);
    }
    return numbers;
  }

  private static Optional<String> text(JsonObject json, String name) {
    return Optional.ofNullable(json.getString(name, null));
  }
}
