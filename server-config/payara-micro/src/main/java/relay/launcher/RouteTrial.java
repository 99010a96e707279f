package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import relay.domain.control.ControlJson;

/** {@code relay route test}: which way a mail would take, and what the hosts there say. */
final class RouteTrial {
  private static final Set<String> NAMES =
      Set.of("sender", "tenant", "stream", "lane", "size", "mail", "route");
  private static final String HEADER = "headers.";
  private final ApiClient relay;
  private final Arguments arguments;

  RouteTrial(ApiClient relay, Arguments arguments) {
    this.relay = relay;
    this.arguments = arguments;
  }

  /**
   * Asks and tells.
   *
   * @param words the recipient, and what else is known of the mail
   * @return 0, or 1 when none of the hosts that were talked to would take mail
   */
  int run(List<String> words, Console console) {
    JsonObject answer = relay.post("api/v1/route-test", question(words));
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      text(answer, console);
    }
    List<JsonObject> hosts =
        objects(answer, "targets").stream().flatMap(t -> objects(t, "hosts").stream()).toList();
    boolean isGood = hosts.isEmpty() || hosts.stream().anyMatch(h -> h.getBoolean("good"));
    return isGood ? 0 : 1;
  }

  private JsonObject question(List<String> words) {
    if (words.isEmpty() || words.get(0).indexOf('=') >= 0) {
      throw new Refusal(Refusal.USAGE, "to whom? relay route test RECIPIENT [NAME=VALUE...]");
    }
    JsonObjectBuilder question = ControlJson.object().add("recipient", words.get(0));
    JsonObjectBuilder headers = ControlJson.object();
    arguments.option("--tenant").ifPresent(tenant -> question.add("tenant", tenant));
    for (String word : words.subList(1, words.size())) {
      String[] parts = word.split("=", 2);
      if (parts.length == 2 && parts[0].startsWith(HEADER)) {
        headers.add(parts[0].substring(HEADER.length()), parts[1]);
      } else if (parts.length == 2 && parts[0].equals("size")) {
        question.add("size", number(parts[1]));
      } else if (parts.length == 2 && NAMES.contains(parts[0])) {
        question.add(parts[0], parts[1]);
      } else {
        throw new Refusal(
            Refusal.USAGE,
            "'"
                + word
                + "' says nothing of a mail; known are "
                + String.join(", ", new TreeSet<>(NAMES))
                + " and headers.FIELD");
      }
    }
    return question.add("headers", headers).add("connect", arguments.has("--connect")).build();
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Refusal(Refusal.USAGE, "size must be a number of octets");
    }
  }

  private static void text(JsonObject answer, Console console) {
    for (JsonObject rule : objects(answer, "rules")) {
      console.say(
          "route "
              + rule.getString("route")
              + (rule.getBoolean("matched")
                  ? " matches"
                  : " does not match: " + rule.getString("does_not_hold")));
    }
    console.say(
        "mail for "
            + answer.getString("recipient")
            + " goes as "
            + answer.getString("decided_by")
            + " says:");
    int place = 1;
    for (JsonObject target : objects(answer, "targets")) {
      console.say(place + ". " + target(target));
      place++;
      objects(target, "hosts").forEach(host -> host(host, console));
      if (target.containsKey("not_connected")) {
        console.say("   not connected: " + target.getString("not_connected"));
      }
    }
    if (answer.containsKey("forbidden")) {
      console.say(
          "never, for the residency of the stream: " + ObjectText.field(answer, "forbidden"));
    }
  }

  private static String target(JsonObject target) {
    StringBuilder line = new StringBuilder(target.getString("hop"));
    if (target.containsKey("state")) {
      line.append(", ").append(target.getString("state"));
    }
    if (target.containsKey("since")) {
      line.append(" since ").append(target.getString("since"));
      line.append(", tried at ").append(target.getString("tried_at"));
    }
    if (target.containsKey("left_today")) {
      line.append(", ").append(target.get("left_today")).append(" left today");
    }
    if (target.containsKey("reply")) {
      line.append(": ").append(target.getString("reply"));
    }
    if (target.containsKey("last_trouble")) {
      line.append(", last trouble ").append(target.getString("last_trouble_at"));
      line.append(' ').append(target.getString("last_trouble"));
    }
    return line.toString();
  }

  private static void host(JsonObject host, Console console) {
    console.say(
        "   "
            + host.getString("host")
            + " "
            + host.getString("address")
            + (host.getBoolean("good") ? ": would take mail" : ": would take no mail"));
    for (JsonObject step : objects(host, "steps")) {
      console.say(
          "     "
              + step.getString("step")
              + (step.getBoolean("good") ? ": " : " FAILED: ")
              + step.getString("text"));
    }
  }

  private static List<JsonObject> objects(JsonObject object, String name) {
    return object.containsKey(name)
        ? object.getJsonArray(name).getValuesAs(JsonObject.class)
        : List.of();
  }
}
