package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import relay.domain.control.ControlJson;
import relay.domain.routing.ScriptedDns;

/**
 * A campaign of tenant acme, which has the verified domain sender.test, against the real process.
 */
final class CampaignSteps {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final String TENANT = "/api/v1/tenants/acme/";
  private static final String CAMPAIGN = TENANT + "campaigns/spring";
  private static final String JSON = "application/json";
  private static final int DOMAINS = 20;
  private final RelayProcess relay;
  private final List<String> recipients;

  CampaignSteps(RelayProcess relay, int count) {
    this(
        relay,
        IntStream.range(0, count).mapToObj(i -> "r" + i + "@d" + i % DOMAINS + ".test").toList());
  }

  CampaignSteps(RelayProcess relay, List<String> recipients) {
    this.relay = relay;
    this.recipients = recipients;
  }

  /** Makes the tenant with its domain. */
  static void makeTenant(RelayProcess relay, ScriptedDns dns) throws Exception {
    String domain = TENANT + "domains/sender.test";
    relay.ask("PUT", "/api/v1/tenants/acme", JSON, "{}");
    String made = relay.ask("PUT", domain, JSON, "{}").body();
    var record = ControlJson.read(made).getJsonObject("publish");
    dns.text(record.getString("name"), record.getString("text"));
    assertThat(relay.post(domain + "/verify").body()).contains("\"verified\"");
  }

  /** Addresses of all who are to get it. */
  List<String> recipients() {
    return recipients;
  }

  /**
   * Imports the contacts and writes everything that a campaign needs; nobody has started it.
   *
   * @param perMinute recipients; 0: as many as there are
   */
  void make(int perMinute) throws Exception {
    put(TENANT + "lists/news", "{}");
    put(
        TENANT + "templates/spring",
        "{\"subject\":\"Spring, {{address}}\",\"html\":\"<p>Dear {{address}}, it is spring.</p>\"}");
    assertThat(relay.post(TENANT + "templates/spring/versions").statusCode()).isBetween(200, 201);
    read();
    put(
        CAMPAIGN,
        "{\"list\":\"news\",\"template\":\"spring\",\"from\":\"News <news@sender.test>\","
            + "\"per_minute\":"
            + perMinute
            + "}");
  }

  /** Imports the contacts to list news, which has to be there. */
  void read() throws Exception {
    String file = "email\n" + String.join("\n", recipients) + "\n";
    var taken =
        relay.ask(
            "POST",
            TENANT + "contact-imports?list=news&origin=fair&wording=v1",
            "application/octet-stream",
            file);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    String job = TENANT + "contact-imports/" + ControlJson.read(taken.body()).getString("id");
    Awaitility.await("the contacts are there")
        .atMost(PATIENCE)
        .until(() -> relay.get(job).body().contains("\"state\":\"done\""));
    assertThat(relay.get(job).body()).contains("\"added\":" + recipients.size());
  }

  private void put(String path, String json) throws Exception {
    var answer = relay.ask("PUT", path, JSON, json);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 201);
  }

  /** How many of them have it. */
  long arrived(Sink sink) {
    return recipients.stream().filter(recipient -> sink.arrivals(recipient) > 0).count();
  }

  /** Changes its pace; 0: as fast as it goes. */
  void pace(int perMinute) throws Exception {
    var answer =
        relay.ask(
            "PATCH",
            CAMPAIGN,
            "application/merge-patch+json",
            "{\"per_minute\":" + perMinute + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Start, pause, resume or stop. */
  void order(String what) throws Exception {
    var answer = relay.post(CAMPAIGN + "/" + what);
    assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(202);
  }

  String state() throws IOException, InterruptedException {
    return ControlJson.read(relay.get(CAMPAIGN).body()).getString("state");
  }

  /** Host name of the node that works on it. */
  String node() throws IOException, InterruptedException {
    return ControlJson.read(relay.get(CAMPAIGN).body()).getString("node", "");
  }

  /** To how many something will still happen. */
  int open() throws IOException, InterruptedException {
    return report().getInt("open");
  }

  /** How many of them stand with a node that does not answer. */
  int stranded() throws IOException, InterruptedException {
    return report().getJsonObject("by_state").getInt("stranded");
  }

  private JsonObject report() throws IOException, InterruptedException {
    return ControlJson.read(relay.get(CAMPAIGN + "/report").body());
  }

  /** Waits for its end; then every recipient has been delivered to, by the ledger. */
  void shouldHaveReachedEverybody(String why) {
    Awaitility.await("the campaign ends, " + why)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              JsonObject report = report();
              assertThat(report.getString("state")).as(report.toString()).isEqualTo("finished");
              assertThat(report.getInt("recipients")).isEqualTo(recipients.size());
              assertThat(report.getJsonObject("by_state").getInt("delivered"))
                  .as(report.toString())
                  .isEqualTo(recipients.size());
            });
  }
}
