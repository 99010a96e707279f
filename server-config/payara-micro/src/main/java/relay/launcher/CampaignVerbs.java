package relay.launcher;

import static relay.launcher.ObjectField.Type.NUMBER;
import static relay.launcher.ObjectField.Type.TEXT;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import relay.domain.control.ControlJson;

/** Campaigns, and what can be ordered and asked of one beside what can be asked of every object. */
final class CampaignVerbs {
  static final List<String> WORDS =
      List.of("start", "pause", "resume", "stop", "report", "winner", "compare");
  private static final List<ObjectField> FIELDS =
      List.of(
          new ObjectField("title", TEXT, "for people"),
          new ObjectField("list", TEXT, "whose confirmed contacts get it"),
          new ObjectField("segment", TEXT, "they must be in it, too"),
          new ObjectField("template", TEXT, "what its mails say"),
          new ObjectField("template_version", NUMBER, "published; absent: the newest at the start"),
          new ObjectField("from", TEXT, "address of a verified domain, with a name"),
          new ObjectField("reply_to", TEXT, "where answers go; absent: to from"),
          new ObjectField("stream", TEXT, "of the bulk lane"),
          new ObjectField("start_at", TEXT, "such as 2026-03-01T08:00:00Z; absent: at once"),
          new ObjectField("local_start", TEXT, "by the recipient's clock: 2026-03-01T09:00"),
          new ObjectField("zone", TEXT, "of recipients without one of their own"),
          new ObjectField("capped_wait", TEXT, "who has had enough mails waits so long, as P3D"));
  private static final List<ObjectField> PACE_FIELDS =
      List.of(
          new ObjectField("per_minute", NUMBER, "recipients a minute; 0: as many as there are"),
          new ObjectField("waiting_max", NUMBER, "mails of it that wait at a time"),
          new ObjectField("guards.deferrals.slow", NUMBER, ""),
          new ObjectField("guards.deferrals.stop", NUMBER, ""));
  private static final List<ObjectField> CANARY_FIELDS =
      List.of(
          new ObjectField("canary.percent", NUMBER, "of its recipients who go ahead of the others"),
          new ObjectField("canary.recipients", NUMBER, "how many go ahead, in place of percent"),
          new ObjectField("canary.wait", TEXT, "before they are judged, such as PT2H"),
          new ObjectField("canary.then", TEXT, "go-on, or ask somebody, when nothing is wrong"));
  private static final List<ObjectField> VARIANT_FIELDS =
      List.of(
          new ObjectField("variants.T.template", TEXT, "of a form of its mail; absent: its own"),
          new ObjectField("variants.T.template_version", NUMBER, "published"),
          new ObjectField("variants.T.subject", TEXT, "in the place of the template's"),
          new ObjectField("variants.T.from_name", TEXT, "in the place of the name in from"),
          new ObjectField("variants.T.weight", NUMBER, "its share beside the others; 1"),
          new ObjectField("test.sample", NUMBER, "percent that the variants are tried on first"),
          new ObjectField("test.metric", TEXT, "clicks, opens or conversions"),
          new ObjectField("test.wait", TEXT, "from the sample to the decision, such as PT4H"),
          new ObjectField("test.confidence", NUMBER, "percent from which on it is no chance; 95"),
          new ObjectField("test.undecided", TEXT, "best (so far) or ask, where it is chance"));
  private final ApiClient relay;
  private final boolean json;

  /**
   * @param json whether answers are shown as they come
   */
  CampaignVerbs(ApiClient relay, boolean json) {
    this.relay = relay;
    this.json = json;
  }

  /** Campaigns as {@link ObjectKind} has them. */
  static ObjectKind kind() {
    return new ObjectKind(
        "campaign",
        "campaigns",
        "one template to the contacts of a list, each once",
        List.of("id", "state", "list", "template", "start_at", "problem"),
        Stream.of(
                FIELDS,
                CareFields.WINDOW,
                PACE_FIELDS,
                CareFields.GUARDS,
                CareFields.INACTIVE,
                CANARY_FIELDS,
                VARIANT_FIELDS)
            .flatMap(List::stream)
            .toList(),
        List.of(
            "campaign create spring --tenant acme list=news template=spring"
                + " from=\"News <news@acme.example>\"",
            "campaign start spring --tenant acme",
            "campaign report spring --tenant acme",
            "campaign set spring --tenant acme per_minute=600",
            "campaign set spring --tenant acme guards.complaints.stop=0.2",
            "campaign set spring --tenant acme canary.percent=2 canary.wait=PT2H",
            "campaign set spring --tenant acme variants.a.weight=1 variants.b.subject=\"Hi"
                + " {{name}}\"",
            "campaign set spring --tenant acme test.sample=20 test.metric=clicks test.wait=PT4H",
            "campaign winner spring b --tenant acme",
            "campaign report spring provider --tenant acme",
            "campaign report spring link --tenant acme",
            "campaign report spring segment readers buyers --tenant acme",
            "campaign compare spring summer --tenant acme",
            "campaign list --tenant acme state=running"));
  }

  /**
   * Orders or asks, and tells.
   *
   * @param words after the campaign: for {@code winner} the name of a variant, else none
   * @param path of the campaign
   */
  void run(String verb, List<String> words, String path, Console console) {
    if (verb.equals("compare")) {
      compare(words, path, console);
      return;
    }
    if (verb.equals("report") && !words.isEmpty()) {
      groups(words, path, console);
      return;
    }
    boolean isWinner = verb.equals("winner");
    if (words.size() != (isWinner ? 1 : 0)) {
      throw new Refusal(
          Refusal.USAGE,
          isWinner
              ? "name the campaign and the variant that the rest get"
              : "name one campaign and nothing else");
    }
    if (verb.equals("report")) {
      report(relay.get(path + "/report"), console);
      return;
    }
    JsonObject campaign =
        relay.post(
            path + "/" + verb,
            isWinner ? ControlJson.object().add("variant", words.get(0)).build() : null);
    console.say(
        json
            ? campaign.toString()
            : "campaign " + campaign.getString("id") + " is " + campaign.getString("state"));
  }

  /** The groups of a word; with {@code segment} those behind it. */
  private void groups(List<String> words, String path, Console console) {
    String by = words.get(0);
    if (by.equals("segment") == (words.size() == 1)) {
      throw new Refusal(
          Refusal.USAGE, "report ID variant|provider|bounce|hour|day|link, or ID segment S...");
    }
    var query = new StringBuilder();
    for (String segment : words.subList(1, words.size())) {
      query.append(query.isEmpty() ? "?segment=" : "&segment=").append(ApiClient.part(segment));
    }
    JsonObject answer = relay.get(path + "/report/" + ApiClient.part(by) + query);
    if (by.equals("link") && !json) {
      links(answer, console);
    } else {
      groups(answer, by, console);
    }
  }

  private static void links(JsonObject answer, Console console) {
    var table = new Table("LINK", "VARIANT", "CLICKS", "BY MACHINES");
    for (JsonObject row : answer.getJsonArray("rows").getValuesAs(JsonObject.class)) {
      table.row(
          row.getString("link").isEmpty() ? "-" : row.getString("link"),
          row.getString("variant").isEmpty() ? "-" : row.getString("variant"),
          count(row.getJsonObject("clicks"), "people"),
          count(row.getJsonObject("clicks"), "machines"));
    }
    table.lines().forEach(console::say);
  }

  /** The other campaigns stand beside the one that the path names. */
  private void compare(List<String> others, String path, Console console) {
    int end = path.lastIndexOf('/');
    var query = new StringBuilder("?id=").append(path.substring(end + 1));
    others.forEach(id -> query.append("&id=").append(ApiClient.part(id)));
    groups(relay.get(path.substring(0, end) + "/compare" + query), "campaign", console);
  }

  /** Shows groups of recipients. */
  void groups(JsonObject answer, String by, Console console) {
    if (json) {
      console.say(answer.toString());
      return;
    }
    var table =
        new Table(
            by.toUpperCase(Locale.ROOT),
            "RECIPIENTS",
            "DELIVERED",
            "BOUNCED",
            "LEFT",
            "COMPLAINED",
            "OPENED",
            "CLICKED",
            "CONVERTED");
    for (JsonObject row : answer.getJsonArray("rows").getValuesAs(JsonObject.class)) {
      table.row(
          row.getString(by).isEmpty() ? "-" : row.getString(by),
          count(row, "recipients"),
          count(row, "delivered"),
          count(row, "bounced"),
          count(row, "unsubscribes"),
          count(row, "complaints"),
          count(row.getJsonObject("opened"), "people"),
          count(row.getJsonObject("clicked"), "people"),
          count(row, "converted"));
    }
    table.lines().forEach(console::say);
  }

  private static String count(JsonObject row, String name) {
    return row.getJsonNumber(name).toString();
  }

  private void report(JsonObject report, Console console) {
    if (json) {
      console.say(report.toString());
      return;
    }
    ObjectText.lines(report).forEach(console::say);
    int recipients = report.getInt("recipients");
    if (recipients > 0) {
      long done = 100L * (recipients - report.getInt("open")) / recipients;
      console.say(String.format(Locale.ROOT, "done: %d %%", done));
    }
  }
}
