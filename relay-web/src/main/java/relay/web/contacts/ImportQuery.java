package relay.web.contacts;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.file.ImportOrder;
import relay.domain.contacts.file.ImportOrderJson;
import relay.domain.control.InvalidField;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** Reads what an import shall do; a parameter it does not know is refused, not overlooked. */
final class ImportQuery {
  private static final Set<String> TEXTS =
      Set.of("format", "separator", "merge", "origin", "wording");
  private static final Set<String> SWITCHES = Set.of("dry_run", "leave_roles");
  private static final String LIST = "list";
  private static final String STATE = "state";
  private static final String MAP = "map";
  private final MultivaluedMap<String, String> parameters;

  ImportQuery(UriInfo request) {
    parameters = request.getQueryParameters();
    Set<String> known = new TreeSet<>(TEXTS);
    known.addAll(SWITCHES);
    known.addAll(List.of(LIST, STATE, MAP));
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        throw Problem.in(400, name, "must be one of " + String.join(", ", known));
      }
    }
  }

  ImportOrder order(ContactSchema schema) {
    JsonObjectBuilder order = Json.object();
    for (String name : TEXTS) {
      String value = parameters.getFirst(name);
      if (value != null) {
        order.add(name, value);
      }
    }
    for (String name : SWITCHES) {
      String value = parameters.getFirst(name);
      if (value != null) {
        order.add(name, yesNo(name, value));
      }
    }
    order.add("consents", consents()).add("mapping", mapping());
    try {
      return ImportOrderJson.read(order.build(), schema);
    } catch (InvalidField e) {
      throw Problem.in(400, e.field(), e.field() + " " + e.rule());
    }
  }

  private static boolean yesNo(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.in(400, name, "must be true or false");
    };
  }

  private JsonObject consents() {
    String state = parameters.getFirst(STATE);
    if (state != null && !parameters.containsKey(LIST)) {
      throw Problem.in(400, STATE, "must be given with a list");
    }
    JsonObjectBuilder consents = Json.object();
    parameters
        .getOrDefault(LIST, List.of())
        .forEach(list -> consents.add(list, state == null ? "confirmed" : state));
    return consents.build();
  }

  private JsonObject mapping() {
    JsonObjectBuilder mapping = Json.object();
    for (String each : parameters.getOrDefault(MAP, List.of())) {
      int at = each.lastIndexOf('=');
      if (at < 1) {
        throw Problem.in(400, MAP, "must be a column and what it says, such as E-Mail=address");
      }
      mapping.add(each.substring(0, at), each.substring(at + 1));
    }
    return mapping.build();
  }
}
