package relay.domain.migration;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * What the maps of a Postfix become here.
 *
 * @param lines each entry of the maps, in their order
 * @param routes documents of routes with their ids, in the order in which they are asked; passwords
 *     in them are in clear
 */
public record PostfixPlan(List<ImportedLine> lines, List<JsonObject> routes) {
  public PostfixPlan {
    lines = List.copyOf(lines);
    routes = List.copyOf(routes);
  }

  /** Without the routes, whose passwords are in clear. */
  @Override
  public String toString() {
    return lines.size() + " lines, " + routes.size() + " routes";
  }
}
