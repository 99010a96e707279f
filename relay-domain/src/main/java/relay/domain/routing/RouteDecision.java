package relay.domain.routing;

import java.util.List;
import java.util.Optional;
import relay.domain.control.Responsible;

/**
 * Where a mail goes, and who says so.
 *
 * @param others to be tried in this order when nobody at the next hop can be talked to
 * @param by stream, route or setting; to be overlooked when others decide
 * @param route id of the route object that leads there; empty: the settings do
 * @param byOthers whether the route is the one that the asker named
 * @param down targets among them that are left alone for now
 * @param usedUp targets among them whose quota of this day is used up
 * @param unasked routes whose rules ask for header fields, where the mail is not at hand
 */
public record RouteDecision(
    NextHop hop,
    List<NextHop> others,
    Responsible by,
    Optional<String> route,
    boolean byOthers,
    List<String> unasked,
    List<TargetView> down,
    List<String> usedUp) {
  public RouteDecision {
    others = List.copyOf(others);
    unasked = List.copyOf(unasked);
    down = List.copyOf(down);
    usedUp = List.copyOf(usedUp);
  }
}
