package relay.domain.rehearsal;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Optional;
import relay.domain.control.ControlJson;

/** The report of a rehearsal as a document. Times are seconds from the start. */
public final class RehearsalJson {
  private RehearsalJson() {}

  public static JsonObject of(RehearsalReport report) {
    Campaign campaign = report.campaign();
    JsonObjectBuilder mix = ControlJson.object();
    campaign.mix().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(share -> mix.add(share.getKey(), share.getValue()));
    JsonObjectBuilder out =
        ControlJson.object()
            .add("recipients", campaign.recipients())
            .add("mix", mix)
            .add("lane", campaign.lane().label())
            .add("handed_in_per_minute", campaign.perMinute())
            .add("standing", campaign.standing())
            .add("parcel", campaign.parcel())
            .add("start", campaign.start().toString())
            .add("seed", report.seed());
    seconds(out, "done_after", report.doneAfter());
    seconds(out, "half_after", report.halfAfter());
    seconds(out, "most_after", report.mostAfter());
    out.add("delivered", report.delivered())
        .add("deferrals", report.deferrals())
        .add("bounced", report.bounced())
        .add("expired", report.expired())
        .add("left", report.left())
        .add("decisions", report.decisions());
    JsonArrayBuilder providers = ControlJson.array();
    report.providers().forEach(each -> providers.add(provider(each)));
    return out.add("providers", providers).build();
  }

  private static JsonObjectBuilder provider(ProviderStory story) {
    JsonObjectBuilder out =
        ControlJson.object().add("model", story.model()).add("recipients", story.recipients());
    seconds(out, "done_after", story.doneAfter());
    add(out, story.sum());
    JsonArrayBuilder hours = ControlJson.array();
    for (ProviderStory.Hour hour : story.hours()) {
      JsonObjectBuilder row = ControlJson.object().add("hour", hour.number());
      add(row, hour);
      ControlJson.add(row, "restrictions", hour.restrictions());
      hours.add(row);
    }
    return out.add("hours", hours);
  }

  private static void add(JsonObjectBuilder out, ProviderStory.Hour hour) {
    out.add("delivered", hour.delivered())
        .add("deferrals", hour.deferrals())
        .add("bounced", hour.bounced())
        .add("expired", hour.expired())
        .add("moves", hour.moves());
  }

  private static void seconds(JsonObjectBuilder out, String name, Optional<Duration> after) {
    after.ifPresent(time -> out.add(name, time.toSeconds()));
  }
}
