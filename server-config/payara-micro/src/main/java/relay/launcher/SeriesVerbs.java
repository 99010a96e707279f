package relay.launcher;

import static relay.launcher.ObjectField.Type.LIST;
import static relay.launcher.ObjectField.Type.NUMBER;
import static relay.launcher.ObjectField.Type.TEXT;
import static relay.launcher.ObjectField.Type.YES_NO;

import jakarta.json.JsonObject;
import java.util.List;

/** Series, and what can be ordered and asked of one beside what can be asked of every object. */
final class SeriesVerbs {
  static final List<String> WORDS = List.of("start", "pause", "resume", "end", "next", "report");
  private final ApiClient relay;
  private final boolean json;

  /**
   * @param json whether answers are shown as they come
   */
  SeriesVerbs(ApiClient relay, boolean json) {
    this.relay = relay;
    this.json = json;
  }

  /** Series as {@link ObjectKind} has them. */
  static ObjectKind kind() {
    return new ObjectKind(
        "series",
        "series",
        "a campaign that is sent again and again",
        List.of("id", "state", "campaign", "every", "time", "zone", "last", "problem"),
        List.of(
            new ObjectField("title", TEXT, "for people"),
            new ObjectField("campaign", TEXT, "the draft that is sent each time, as it is then"),
            new ObjectField("every", TEXT, "day, week or month"),
            new ObjectField("interval", NUMBER, "each so many of them, from first_day on; 1"),
            new ObjectField("days", LIST, "with every=week: mon,tue,..."),
            new ObjectField("month_day", NUMBER, "with every=month: 1 to 31, 31 is the last"),
            new ObjectField("time", TEXT, "of the day, such as 09:00"),
            new ObjectField("zone", TEXT, "by whose clock, such as Europe/Berlin"),
            new ObjectField("recipient_zone", YES_NO, "by each recipient's own clock instead"),
            new ObjectField("first_day", TEXT, "such as 2026-03-01"),
            new ObjectField("last_day", TEXT, "such as 2026-12-31"),
            new ObjectField("max", NUMBER, "how many campaigns it makes; 0: any number"),
            new ObjectField("keep", NUMBER, "of its campaigns, older ones are removed; 100")),
        List.of(
            "series create weekly --tenant acme campaign=letter every=week days=mon"
                + " time=09:00 zone=Europe/Berlin",
            "series create monthly --tenant acme campaign=bill every=month month_day=31"
                + " time=18:00 zone=Europe/Berlin",
            "series next weekly --tenant acme",
            "series start weekly --tenant acme",
            "campaign list --tenant acme series=weekly",
            "campaign start weekly-2026-03-02 --tenant acme",
            "series report weekly --tenant acme",
            "series pause weekly --tenant acme"));
  }

  /**
   * Orders or asks, and tells.
   *
   * @param words behind the id: for {@code next} how many
   * @param path of the series
   */
  void run(String verb, List<String> words, String path, Console console) {
    boolean isNext = verb.equals("next");
    if (words.size() > (isNext ? 1 : 0)) {
      throw new Refusal(
          Refusal.USAGE,
          isNext ? "one series and how many: series next ID [N]" : "one series and nothing else");
    }
    if (isNext) {
      String count = words.isEmpty() ? "" : "?count=" + ApiClient.part(words.get(0));
      next(relay.get(path + "/next" + count), console);
      return;
    }
    if (verb.equals("report")) {
      int end = path.lastIndexOf('/');
      String tenant = path.substring(0, path.lastIndexOf('/', end - 1));
      String query = "/campaigns/compare?series=" + path.substring(end + 1);
      new CampaignVerbs(relay, json).groups(relay.get(tenant + query), "campaign", console);
      return;
    }
    JsonObject series = relay.post(path + "/" + verb, null);
    console.say(
        json
            ? series.toString()
            : "series " + series.getString("id") + " is " + series.getString("state"));
  }

  private void next(JsonObject answer, Console console) {
    if (json) {
      console.say(answer.toString());
      return;
    }
    if (answer.getJsonArray("next").isEmpty()) {
      console.say("nothing is due any more");
    }
    for (JsonObject next : answer.getJsonArray("next").getValuesAs(JsonObject.class)) {
      console.say(next.getString("date") + "  begins " + next.getString("at"));
    }
  }
}
