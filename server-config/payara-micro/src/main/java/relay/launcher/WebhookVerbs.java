package relay.launcher;

import static relay.launcher.ObjectField.Type.LIST;
import static relay.launcher.ObjectField.Type.TEXT;
import static relay.launcher.ObjectField.Type.YES_NO;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import relay.domain.control.ControlJson;

/** What can be asked of a webhook beside what can be asked of every object. */
final class WebhookVerbs {
  static final List<String> WORDS = List.of("test", "deliveries", "replay");
  private final ApiClient relay;
  private final boolean json;

  /** Webhooks as one sort of objects among the others. */
  static ObjectKind kind() {
    return new ObjectKind(
        "webhook",
        "webhooks",
        "a program of a tenant that hears of its mail, or of the platform that hears of all",
        List.of("id", "url", "state", "types", "streams"),
        List.of(
            new ObjectField("url", TEXT, "where events are posted to, https://"),
            new ObjectField("state", TEXT, "active or off"),
            new ObjectField("types", LIST, "such as message.bounced; none: everything"),
            new ObjectField("streams", LIST, "whose mail it hears of; none: all"),
            new ObjectField("tenants", LIST, "with --platform: whose mail; none: everybody's"),
            new ObjectField("new_secret", YES_NO, "true: the one before signs a day more")),
        List.of(
            "webhook create crm --tenant acme url=https://hooks.acme.example/relay",
            "webhook create watch --platform url=https://hooks.relay.example/events",
            "webhook test crm --tenant acme",
            "webhook replay crm --tenant acme from=2026-01-31T09:00:00Z"
                + " until=2026-01-31T11:00:00Z"));
  }

  WebhookVerbs(ApiClient relay, boolean json) {
    this.relay = relay;
    this.json = json;
  }

  /**
   * Asks and tells.
   *
   * @param words the id, and for a replay {@code from=} and {@code until=}
   * @param path of the webhook with this id
   * @return the exit code: not 0 when a test was not taken
   */
  int run(String verb, List<String> words, String path, Console console) {
    return switch (verb) {
      case "test" -> test(path, console);
      case "deliveries" -> deliveries(path, console);
      default -> replay(words.subList(1, words.size()), path, console);
    };
  }

  private int test(String path, Console console) {
    JsonObject answer = relay.post(path + "/test", null);
    boolean taken = answer.getBoolean("taken");
    if (json) {
      console.say(answer.toString());
    } else if (taken) {
      console.say("taken: it answered " + answer.getInt("status") + after(answer));
    } else {
      console.say("not taken: " + cause(answer) + after(answer));
    }
    return taken ? 0 : 1;
  }

  private int deliveries(String path, Console console) {
    JsonObject answer = relay.get(path + "/deliveries");
    if (json) {
      console.say(answer.toString());
      return 0;
    }
    var table = new Table("TIME", "POST", "EVENTS", "ANSWER", "MS");
    for (JsonValue each : answer.getJsonArray("deliveries")) {
      JsonObject one = each.asJsonObject();
      table.row(
          one.getString("time"),
          one.getString("post"),
          String.valueOf(one.getInt("events")),
          cause(one),
          String.valueOf(one.getInt("millis")));
    }
    table.lines().forEach(console::say);
    if (answer.getBoolean("up_to_date")) {
      console.say("Everything was told.");
    } else if (answer.getInt("failures") > 0) {
      console.say(
          "Failing since "
              + answer.getString("failing_since")
              + "; next try "
              + answer.getString("next_try"));
    } else {
      console.say("There is more to tell.");
    }
    return 0;
  }

  private int replay(List<String> words, String path, Console console) {
    JsonObjectBuilder wish = ControlJson.object();
    for (String word : words) {
      String[] parts = word.split("=", 2);
      if (parts.length != 2 || !List.of("from", "until").contains(parts[0])) {
        throw new Refusal(
            Refusal.USAGE, "say from=2026-01-31T09:00:00Z until=2026-01-31T11:00:00Z");
      }
      wish.add(parts[0], parts[1]);
    }
    JsonObject answer = relay.post(path + "/replay", wish.build());
    console.say(json ? answer.toString() : "The events of that time are told again.");
    return 0;
  }

  private static String cause(JsonObject attempt) {
    int status = attempt.getInt("status");
    return status == 0 ? attempt.getString("problem") : String.valueOf(status);
  }

  private static String after(JsonObject answer) {
    return " after " + answer.getInt("millis") + " ms";
  }
}
