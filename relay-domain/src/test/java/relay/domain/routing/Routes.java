package relay.domain.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlState;
import relay.domain.settings.Settings;

/** Routes for tests, from JSON with ' for ". */
public final class Routes {
  private Routes() {}

  /** A route as operators write it; passwords must be sealed already. */
  public static MailRoute route(String id, String json) {
    return RouteKind.ROUTE.read(MailRoute.key(id), 1, ControlJson.read(json.replace('\'', '"')));
  }

  /** A book of these; sealed texts open as what stands behind their last colon. */
  public static RouteBook book(MailRoute... routes) {
    return new RouteBook(
        ControlState.EMPTY.with(1, List.of(routes), List.of()),
        (text, place) -> text.substring(text.lastIndexOf(':') + 1));
  }

  /** Routes of the settings, all else by MX. */
  public static RoutingSettings settings(Map<String, String> more) {
    var file = new java.util.HashMap<>(Map.of("route.default", "mx"));
    file.putAll(more);
    return RoutingSettings.from(Settings.of(RoutingSettings.ALL, file, Map.of()));
  }

  /** Keepers who keep domains by their first label: google.example is Google's. */
  static MailKeepers byFirstLabel() {
    return domain -> Optional.of(domain.substring(0, domain.indexOf('.')));
  }
}
