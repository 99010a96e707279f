package relay.launcher;

import static relay.launcher.ObjectField.Type.LIST;
import static relay.launcher.ObjectField.Type.NUMBER;
import static relay.launcher.ObjectField.Type.TEXT;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import relay.domain.control.ControlJson;

/** What can be asked of warm-up plans beside what can be asked of every object. */
final class WarmUpVerbs {
  static final List<String> WORDS = List.of("progress", "forecast", "pause", "resume");
  private final ApiClient relay;
  private final boolean json;

  /** Warm-up plans as one sort of objects among the others. */
  static ObjectKind kind() {
    return new ObjectKind(
        "warm-up",
        "warm-ups",
        "how a new egress source is given a history, provider by provider",
        List.of("id", "mode", "growth_percent", "target", "first_day", "window.zone"),
        List.of(
            new ObjectField("mode", TEXT, "active, holding (no step up) or paused"),
            new ObjectField("growth_percent", NUMBER, "more on each sending day"),
            new ObjectField("target", NUMBER, "a daily budget at which it is warm"),
            new ObjectField("base.T", NUMBER, "budget of provider T's first day; other, *"),
            new ObjectField("steps.T", TEXT, "budgets of the first days: \"50, 100, 250\""),
            new ObjectField("first_day", NUMBER, "the day of the plan to begin with"),
            new ObjectField("begins", TEXT, "a date: what was counted before is void"),
            new ObjectField("window.days", LIST, "the days that count: mon,tue,..."),
            new ObjectField("window.from", TEXT, "over these hours a budget is spread"),
            new ObjectField("window.until", TEXT, ""),
            new ObjectField("window.zone", TEXT, "such as Europe/Berlin")),
        List.of(
            "warm-up create mail-3 base.google=300 window.zone=Europe/Berlin window.from=08:00",
            "warm-up progress",
            "warm-up forecast mail-3 provider=google volume=20000",
            "warm-up pause mail-3"));
  }

  WarmUpVerbs(ApiClient relay, boolean json) {
    this.relay = relay;
    this.json = json;
  }

  /**
   * Asks and tells.
   *
   * @param words behind the verb
   */
  void run(String verb, List<String> words, Console console) {
    switch (verb) {
      case "progress" -> progress(words, console);
      case "forecast" -> forecast(words, console);
      default -> mode(only(words), verb.equals("pause") ? "paused" : "active", console);
    }
  }

  private void progress(List<String> words, Console console) {
    if (words.size() > 1) {
      throw new Refusal(Refusal.USAGE, "name one source, or none for all");
    }
    JsonObject answer = relay.get("api/v1/warm-up-progress");
    if (json) {
      console.say(answer.toString());
      return;
    }
    var table =
        new Table("SOURCE", "PROVIDER", "DAY", "SENT", "BUDGET", "THIS HOUR", "WAIT", "NOTE");
    for (JsonObject each : answer.getJsonArray("progress").getValuesAs(JsonObject.class)) {
      if (words.isEmpty() || words.contains(each.getString("source"))) {
        table.row(
            each.getString("source"),
            each.getString("provider"),
            each.getBoolean("warm")
                ? "warm"
                : number(each, "day") + " of " + number(each, "warm_day"),
            number(each, "sent"),
            each.getBoolean("warm") ? "-" : number(each, "budget"),
            each.getBoolean("warm") ? "-" : number(each, "left_in_hour"),
            number(each, "waiting"),
            note(each));
      }
    }
    table.lines().forEach(console::say);
  }

  private static String note(JsonObject each) {
    if (!each.getString("mode").equals("active")) {
      return each.getString("mode");
    }
    String gate = each.getString("gate_reason");
    if (!gate.isEmpty()) {
      return (each.getBoolean("closed") ? "over for today: " : "today: ") + gate;
    }
    return each.getString("note").isEmpty() ? "-" : each.getString("note");
  }

  private void forecast(List<String> words, Console console) {
    if (words.isEmpty()) {
      throw new Refusal(Refusal.USAGE, "which one? relay warm-up forecast ID [volume=20000]");
    }
    var query = new Query();
    for (String word : words.subList(1, words.size())) {
      String[] parts = word.split("=", 2);
      if (parts.length != 2) {
        throw new Refusal(Refusal.USAGE, "say provider=google volume=20000");
      }
      query.and(parts[0], parts[1]);
    }
    JsonObject answer =
        relay.get("api/v1/warm-ups/" + ApiClient.part(words.get(0)) + "/forecast" + query);
    if (json) {
      console.say(answer.toString());
      return;
    }
    var table = new Table("DATE", "DAY", "BUDGET", "SENT", "ELSEWHERE");
    for (JsonObject day : answer.getJsonArray("days").getValuesAs(JsonObject.class)) {
      table.row(
          day.getString("date"),
          number(day, "day"),
          number(day, "budget"),
          number(day, "sent"),
          number(day, "spilled"));
    }
    table.lines().forEach(console::say);
    console.say(
        answer.getBoolean("done")
            ? "From "
                + answer.getString("done_on")
                + " on it takes "
                + number(answer, "volume")
                + " a day to "
                + answer.getString("provider")
                + " by itself, if every day is healthy."
            : "It does not come so far: raise growth_percent, or lower the volume.");
  }

  private void mode(String id, String mode, Console console) {
    JsonObject answer =
        relay.patch(
            "api/v1/warm-ups/" + ApiClient.part(id),
            ControlJson.object().add("mode", mode).build(),
            Map.of());
    console.say(json ? answer.toString() : "warm-up " + id + " is " + mode);
  }

  private static String only(List<String> words) {
    if (words.size() != 1) {
      throw new Refusal(Refusal.USAGE, "name one warm-up by the id of its source");
    }
    return words.get(0);
  }

  private static String number(JsonObject object, String name) {
    return object.get(name).toString();
  }
}
