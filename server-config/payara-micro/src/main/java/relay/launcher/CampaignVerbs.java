package relay.launcher;

import static relay.launcher.ObjectField.Type.NUMBER;
import static relay.launcher.ObjectField.Type.TEXT;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Campaigns, and what can be ordered and asked of one beside what can be asked of every object. */
final class CampaignVerbs {
  static final List<String> WORDS = List.of("start", "pause", "resume", "stop", "report");
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
        List.of(
            new ObjectField("title", TEXT, "for people"),
            new ObjectField("list", TEXT, "whose confirmed contacts get it"),
            new ObjectField("segment", TEXT, "they must be in it, too"),
            new ObjectField("template", TEXT, "what its mails say"),
            new ObjectField(
                "template_version", NUMBER, "published; absent: the newest at the start"),
            new ObjectField("from", TEXT, "address of a verified domain, with a name"),
            new ObjectField("reply_to", TEXT, "where answers go; absent: to from"),
            new ObjectField("stream", TEXT, "of the bulk lane"),
            new ObjectField("start_at", TEXT, "such as 2026-03-01T08:00:00Z; absent: at once"),
            new ObjectField("per_minute", NUMBER, "recipients a minute; 0: as many as there are"),
            new ObjectField("waiting_max", NUMBER, "mails of it that wait at a time"),
            new ObjectField(
                "guards.bounces.slow", NUMBER, "percent from which it is slowed; 0: never"),
            new ObjectField(
                "guards.bounces.stop", NUMBER, "percent from which it is paused; 0: never"),
            new ObjectField("guards.complaints.slow", NUMBER, ""),
            new ObjectField("guards.complaints.stop", NUMBER, ""),
            new ObjectField("guards.deferrals.slow", NUMBER, ""),
            new ObjectField("guards.deferrals.stop", NUMBER, ""),
            new ObjectField("guards.unsubscribes.slow", NUMBER, ""),
            new ObjectField("guards.unsubscribes.stop", NUMBER, ""),
            new ObjectField("guards.sample", NUMBER, "mails before anything is judged"),
            new ObjectField(
                "canary.percent", NUMBER, "of its recipients who go ahead of the others"),
            new ObjectField("canary.recipients", NUMBER, "how many go ahead, in place of percent"),
            new ObjectField("canary.wait", TEXT, "before they are judged, such as PT2H"),
            new ObjectField("canary.then", TEXT, "go-on, or ask somebody, when nothing is wrong")),
        List.of(
            "campaign create spring --tenant acme list=news template=spring"
                + " from=\"News <news@acme.example>\"",
            "campaign start spring --tenant acme",
            "campaign report spring --tenant acme",
            "campaign set spring --tenant acme per_minute=600",
            "campaign set spring --tenant acme guards.complaints.stop=0.2",
            "campaign set spring --tenant acme canary.percent=2 canary.wait=PT2H",
            "campaign list --tenant acme state=running"));
  }

  /**
   * Orders or asks, and tells.
   *
   * @param path of the campaign
   */
  void run(String verb, String path, Console console) {
    if (verb.equals("report")) {
      report(relay.get(path + "/report"), console);
      return;
    }
    JsonObject campaign = relay.post(path + "/" + verb, null);
    console.say(
        json
            ? campaign.toString()
            : "campaign " + campaign.getString("id") + " is " + campaign.getString("state"));
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
