package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be asked of routes beside what can be asked of every object. */
final class RouteVerbs {
  static final List<String> WORDS = List.of("spend", "profiles", "health");
  private final ApiClient relay;
  private final boolean json;

  RouteVerbs(ApiClient relay, boolean json) {
    this.relay = relay;
    this.json = json;
  }

  /**
   * Asks and tells.
   *
   * @param words behind the verb
   * @return the exit code
   */
  int run(String verb, List<String> words, Console console) {
    switch (verb) {
      case "spend" -> spend(words, console);
      case "profiles" -> profiles(words, console);
      default -> health(words, console);
    }
    return 0;
  }

  private void spend(List<String> words, Console console) {
    if (words.size() > 1
        || words.size() == 1 && !List.of("days", "months").contains(words.get(0))) {
      throw new Refusal(Refusal.USAGE, "say relay route spend, or spend days, or spend months");
    }
    JsonObject answer = relay.get("api/v1/route-spend");
    if (json) {
      console.say(answer.toString());
      return;
    }
    if (words.isEmpty()) {
      overview(answer).lines().forEach(console::say);
      console.say("Amounts in " + answer.getString("currency") + ", days in UTC.");
      return;
    }
    String list = words.get(0);
    String time = list.substring(0, list.length() - 1);
    var table = new Table(time.toUpperCase(Locale.ROOT), "TARGET", "TAKEN", "AMOUNT");
    for (JsonObject target : answer.getJsonArray("targets").getValuesAs(JsonObject.class)) {
      for (JsonObject row : target.getJsonArray(list).getValuesAs(JsonObject.class)) {
        table.row(row.getString(time), target.getString("target"), taken(row), amount(row));
      }
    }
    table.lines().forEach(console::say);
    console.say("Amounts in " + answer.getString("currency") + ".");
  }

  private static Table overview(JsonObject answer) {
    var table =
        new Table(
            "TARGET", "HANDS", "PER 1000", "QUOTA", "LEFT", "TODAY", "AMOUNT", "MONTH", "AMOUNT");
    for (JsonObject target : answer.getJsonArray("targets").getValuesAs(JsonObject.class)) {
      JsonObject today = target.getJsonObject("today");
      JsonObject month = target.getJsonObject("month");
      table.row(
          target.getString("target"),
          target.getString("residency", "gone"),
          target.getString("price_per_1000", "-"),
          number(target, "daily_quota"),
          number(target, "left_today"),
          taken(today),
          amount(today),
          taken(month),
          amount(month));
    }
    JsonObject today = answer.getJsonObject("today");
    JsonObject month = answer.getJsonObject("month");
    table.row("all", "", "", "", "", taken(today), amount(today), taken(month), amount(month));
    return table;
  }

  private void profiles(List<String> words, Console console) {
    JsonObject answer = relay.get("api/v1/route-profiles");
    if (json) {
      console.say(answer.toString());
      return;
    }
    var table = new Table("PROFILE", "SITE", "HOSTS", "HANDS", "QUOTA", "PER 1000", "LIMITS");
    for (JsonObject profile : answer.getJsonArray("profiles").getValuesAs(JsonObject.class)) {
      String id = profile.getString("profile");
      if (!words.isEmpty() && !words.contains(id)) {
        continue;
      }
      for (Map.Entry<String, JsonValue> each : profile.getJsonObject("sites").entrySet()) {
        JsonObject site = each.getValue().asJsonObject();
        table.row(
            id,
            each.getKey(),
            ObjectText.field(site, "hosts"),
            site.getString("residency"),
            number(profile, "daily_quota"),
            price(profile),
            profile.getString("limits"));
      }
    }
    table.lines().forEach(console::say);
    for (JsonObject profile : answer.getJsonArray("profiles").getValuesAs(JsonObject.class)) {
      if (words.contains(profile.getString("profile"))) {
        console.say(profile.getString("facts"));
      }
    }
  }

  private void health(List<String> words, Console console) {
    if (words.size() != 1) {
      throw new Refusal(Refusal.USAGE, "name one route by its id");
    }
    JsonObject answer = relay.get("api/v1/routes/" + ApiClient.part(words.get(0)) + "/health");
    if (json) {
      console.say(answer.toString());
      return;
    }
    var table =
        new Table(
            "TARGET", "STATE", "SINCE", "FAILED %", "MS", "TRIED AT", "CANARY", "LAST TROUBLE");
    for (JsonObject target : answer.getJsonArray("targets").getValuesAs(JsonObject.class)) {
      table.row(
          target.getString("hop"),
          target.getString("state"),
          target.getString("since", "-"),
          number(target, "failure_percent"),
          number(target, "latency_ms"),
          target.getString("tried_at", "-"),
          canary(target),
          target.containsKey("last_trouble")
              ? target.getString("last_trouble_at") + " " + target.getString("last_trouble")
              : "-");
    }
    table.lines().forEach(console::say);
  }

  private static String canary(JsonObject target) {
    JsonObject last = target.getJsonObject("canary");
    return last == null
        ? "-"
        : (last.getBoolean("good") ? "taken " : "FAILED ") + last.getString("at");
  }

  private static String price(JsonObject profile) {
    return profile.containsKey("price_per_1000")
        ? (profile.getString("price_per_1000") + " " + profile.getString("currency")).strip()
        : "-";
  }

  private static String taken(JsonObject spent) {
    return number(spent, "recipients");
  }

  private static String amount(JsonObject spent) {
    var amount = new BigDecimal(spent.getString("amount"));
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String number(JsonObject object, String name) {
    return object.containsKey(name) ? object.get(name).toString() : "-";
  }
}
