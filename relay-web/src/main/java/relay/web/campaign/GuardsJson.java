package relay.web.campaign;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import relay.domain.campaign.care.GuardStand;
import relay.domain.campaign.care.GuardTrip;
import relay.web.json.Json;

/** What guards see, by their names. */
public final class GuardsJson {
  private GuardsJson() {}

  /** With counts, percent and limits. */
  public static JsonObjectBuilder of(List<GuardStand> stands) {
    JsonObjectBuilder out = Json.object();
    for (GuardStand stand : stands) {
      JsonObjectBuilder each =
          Json.object()
              .add("count", stand.count())
              .add("of", stand.of())
              .add("percent", GuardTrip.percent(stand.count(), stand.of()));
      stand.slow().ifPresent(percent -> each.add("slow", percent));
      stand.stop().ifPresent(percent -> each.add("stop", percent));
      out.add(stand.guard().label(), each);
    }
    return out;
  }
}
