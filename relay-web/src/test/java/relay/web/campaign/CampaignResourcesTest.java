package relay.web.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.administration.ObjectDesks;
import relay.domain.campaign.CampaignTests;
import relay.domain.campaign.CampaignWorld;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.ConversionBook;
import relay.domain.campaign.report.RepermissionReport;
import relay.domain.campaign.report.Totals;
import relay.domain.campaign.report.Totals.Conversions;
import relay.domain.control.InvalidField;
import relay.domain.tracking.TrackingReport;
import relay.domain.tracking.VisitCounts.Count;
import relay.web.HttpPeer;
import relay.web.access.People;

/** Orders over campaigns, and their reports. */
class CampaignResourcesTest {
  private static final String PATH = "/api/v1/tenants/acme/campaigns/";
  private final CampaignWorld world = new CampaignWorld();
  private static final Totals TOTALS =
      new Totals(9, 8, 7, 6, 5, 4, new Count(3, 2), new Count(1, 0), new Conversions(2, 3, 4.5));
  private ConversionBook.Noted noted = ConversionBook.Noted.COUNTED;
  private TrackingReport.Question asked;
  private HttpPeer peer;

  private static List<CampaignReport.Row> answers(CampaignReport.Question question) {
    if (question.segment().isPresent() && question.by() == CampaignReport.By.VARIANT) {
      return List.of(new CampaignReport.Row("1", TOTALS), new CampaignReport.Row("2", TOTALS));
    }
    return switch (question.by()) {
      case VARIANT -> List.of(new CampaignReport.Row("2", TOTALS));
      case PROVIDER -> List.of(new CampaignReport.Row("=cmd|' /C calc'!A0", TOTALS));
      default -> throw new InvalidField("segment", "names what is gone");
    };
  }

  @BeforeEach
  void start() {
    var orders = new CampaignOrderResource();
    orders.desk = world.desk;
    orders.objects = ObjectDesks.over(world.store);
    var reports = new CampaignReportResource();
    reports.desk = world.desk;
    reports.ledger = world.ledger();
    reports.guards = world.guards();
    reports.report = question -> answers(question);
    reports.repermissions = (campaign, now) -> new RepermissionReport.Answers(3, 1, 5, 2);
    reports.clock = () -> java.time.Instant.parse("2026-01-03T00:00:00Z");
    reports.tests = new CampaignTests(world.ledger(), reports.report);
    var winners = new CampaignWinnerResource();
    winners.desk = world.desk;
    winners.objects = orders.objects;
    var groups = new CampaignGroupsResource();
    groups.desk = world.desk;
    groups.report = reports.report;
    groups.control = world.store;
    var comparison = new CampaignCompareResource();
    comparison.desk = world.desk;
    comparison.report = reports.report;
    comparison.control = world.store;
    var links = new CampaignLinksResource();
    links.desk = world.desk;
    links.clock = () -> java.time.Instant.parse("2026-01-03T00:00:00Z");
    links.visits =
        question -> {
          asked = question;
          return List.of(
              new TrackingReport.Row("=https://a.example/", "b", new Count(0, 0), new Count(4, 9)));
        };
    var conversions = new ConversionResource();
    conversions.desk = world.desk;
    conversions.book = (run, startedAt, conversion, now) -> noted;
    conversions.clock = () -> java.time.Instant.EPOCH;
    peer = HttpPeer.of(orders, reports, winners, groups, comparison, links, conversions);
    world.contacts(3);
    world.draft("spring", "");
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private HttpResponse<String> order(String who, String path) {
    return peer.send(
        peer.request(PATH + path).header("Authorization", who).POST(BodyPublishers.noBody()));
  }

  @Test
  void shouldTakeOrdersAndShowTheCampaignAsItIsThen() {
    var answer = order(People.ACME_ADMINISTRATOR, "spring/start");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(HttpPeer.json(answer).getString("state")).isEqualTo("scheduled");
    assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(order(People.ACME_ADMINISTRATOR, "spring/start").statusCode())
        .as("again")
        .isEqualTo(202);
  }

  @Test
  void shouldSayWhyAnOrderCannotBeCarriedOut() {
    var answer = order(People.ACME_ADMINISTRATOR, "spring/pause");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("a campaign that is draft cannot pause");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring/due", "spring/launch", "summer/start", "spring/emptied"})
  void shouldKnowNoOtherOrdersAndCampaigns(String path) {
    assertThat(order(People.ACME_ADMINISTRATOR, path).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTakeNoOrdersOfReaders() {
    assertThat(order(People.ACME_READER, "spring/start").statusCode()).isEqualTo(403);
  }

  @Test
  void shouldReportNothingBeforeTheStart() {
    var report = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "spring/report"));

    assertThat(report.getString("state")).isEqualTo("draft");
    assertThat(report.getInt("recipients")).isZero();
    assertThat(report).doesNotContainKey("started_at");
  }

  @Test
  void shouldReportHowFarItHasCome() {
    world.running("spring");

    var report = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "spring/report"));

    assertThat(report.getInt("recipients")).isEqualTo(3);
    assertThat(report.getInt("open")).isEqualTo(3);
    assertThat(report.getInt("sent")).isZero();
    assertThat(report.getJsonObject("by_state").getInt("waiting")).isEqualTo(3);
    assertThat(report.getJsonObject("guards").get("bounces"))
        .hasToString("{\"count\":0,\"of\":0,\"percent\":0,\"slow\":5,\"stop\":10}");
    assertThat(report.getString("started_at")).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(report).doesNotContainKey("repermission");
    assertThat(report.getJsonObject("waits")).isEmpty();
    assertThat(peer.getAs(People.ACME_READER, PATH + "summer/report").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldReportWhatCameOfAskingTheInactive() {
    world.asking("ask");
    world.running("ask");

    var report = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "ask/report"));

    assertThat(report.get("repermission"))
        .hasToString("{\"confirmed\":3,\"left\":1,\"unanswered\":5,\"pending\":2}");
  }

  @Test
  void shouldReportByFormOfTheMail() {
    world.draft("forms", ",\"variants\":{\"a\":{},\"b\":{}}");
    world.running("forms");

    var report = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "forms/report"));

    assertThat(report.getJsonArray("by_variant"))
        .hasToString(
            "[{\"variant\":\"b\",\"recipients\":9,\"sent\":8,\"delivered\":7,\"bounced\":6,"
                + "\"complaints\":5,\"unsubscribes\":4,"
                + "\"opened\":{\"people\":3,\"machines\":2},"
                + "\"clicked\":{\"people\":1,\"machines\":0},"
                + "\"converted\":2,\"conversions\":3,\"conversion_value\":4.5}]");
  }

  private HttpResponse<String> name(String who, String id, String body) {
    return peer.send(
        peer.request(PATH + id + "/winner")
            .header("Authorization", who)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void shouldLetTheWinnerOfATestBeNamedByHand() {
    world.draft(
        "forms",
        ",\"variants\":{\"a\":{},\"b\":{}},"
            + "\"test\":{\"sample\":20,\"metric\":\"conversions\",\"wait\":\"PT1H\"}");
    world.running("forms");
    var before = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "forms/report"));

    var answer = name(People.ACME_ADMINISTRATOR, "forms", "{\"variant\":\"b\"}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(before.getJsonObject("test").getString("best")).isEqualTo("b");
    assertThat(before.getJsonObject("test").getBoolean("significant")).isFalse();
    var after = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "forms/report"));
    assertThat(after.getJsonObject("test").getString("winner")).isEqualTo("b");
    assertThat(after.getJsonObject("test").getString("won_by")).isEqualTo("person");
    assertThat(name(People.ACME_ADMINISTRATOR, "forms", "{\"variant\":\"a\"}").statusCode())
        .isEqualTo(409);
    assertThat(name(People.ACME_ADMINISTRATOR, "forms", "{\"variant\":7}").statusCode())
        .isEqualTo(422);
    assertThat(name(People.ACME_ADMINISTRATOR, "none", "{\"variant\":\"a\"}").statusCode())
        .isEqualTo(404);
    assertThat(name(People.ACME_READER, "forms", "{\"variant\":\"b\"}").statusCode())
        .isEqualTo(403);
  }

  private HttpResponse<String> csv(String path) {
    return peer.send(
        peer.request(PATH + path)
            .header("Authorization", People.ACME_READER)
            .header("Accept", "text/csv")
            .GET());
  }

  @Test
  void shouldGroupRecipientsAsJsonAndAsCsv() {
    world.draft("forms", ",\"variants\":{\"a\":{},\"b\":{}}");
    world.running("forms");

    var json = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "forms/report/variant"));
    var file = csv("forms/report/variant");

    assertThat(json.getString("by")).isEqualTo("variant");
    assertThat(json.getJsonArray("rows").getJsonObject(0).getString("variant")).isEqualTo("b");
    assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(file.body())
        .isEqualTo(
            "variant,recipients,sent,delivered,bounced,complaints,unsubscribes,opened_people,"
                + "opened_machines,clicked_people,clicked_machines,converted,conversions,"
                + "conversion_value\r\nb,9,8,7,6,5,4,3,2,1,0,2,3,4.50\r\n");
  }

  @Test
  void shouldMakeFormulasHarmless() {
    world.running("spring");

    assertThat(csv("spring/report/provider").body()).contains("\r\n'=cmd|");
  }

  @Test
  void shouldSayWhatCannotBeAskedOfAReport() {
    world.running("spring");

    assertThat(peer.getAs(People.ACME_READER, PATH + "spring/report/mood").statusCode())
        .isEqualTo(404);
    assertThat(peer.getAs(People.ACME_READER, PATH + "none/report/day").statusCode())
        .isEqualTo(404);
    assertThat(peer.getAs(People.ACME_READER, PATH + "spring/report/day?segment=no").statusCode())
        .isEqualTo(400);
    var gone = peer.getAs(People.ACME_READER, PATH + "spring/report/day");
    assertThat(gone.statusCode()).isEqualTo(400);
    assertThat(gone.body()).contains("cannot be asked any more");
  }

  @Test
  void shouldCompareCampaigns() {
    world.draft("summer", "");
    world.running("spring");

    var json = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "compare?id=spring&id=summer"));

    assertThat(json.getJsonArray("rows"))
        .extracting(row -> row.asJsonObject().getInt("recipients"))
        .containsExactly(9, 0);
    assertThat(csv("compare?id=summer").body()).contains("\r\nsummer,0,0,");
    assertThat(peer.getAs(People.ACME_READER, PATH + "compare").statusCode()).isEqualTo(400);
    assertThat(peer.getAs(People.ACME_READER, PATH + "compare?id=%3Cb%3E").statusCode())
        .isEqualTo(404);
    assertThat(
            peer.getAs(People.ACME_READER, PATH + "compare?id=a" + "&id=a".repeat(20)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void shouldTellTheLinksOfEachFormAsJsonAndAsCsv() {
    assertThat(csv("spring/report/link").body())
        .as("before the start")
        .isEqualTo("link,variant,clicks_people,clicks_machines\r\n");
    world.running("spring");

    var json = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "spring/report/link"));

    assertThat(json.getJsonArray("rows"))
        .hasToString(
            "[{\"link\":\"=https://a.example/\",\"variant\":\"b\","
                + "\"clicks\":{\"people\":4,\"machines\":9}}]");
    assertThat(csv("spring/report/link").body())
        .isEqualTo("link,variant,clicks_people,clicks_machines\r\n'=https://a.example/,b,4,9\r\n");
    assertThat(asked.campaign()).contains("spring");
    assertThat(asked.from()).hasToString("2026-01-01");
    assertThat(asked.until()).hasToString("2026-01-03");
    assertThat(peer.getAs(People.ACME_READER, PATH + "none/report/link").statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldPutSegmentsAndCampaignsOfASeriesSideBySide() {
    world.segment("readers");
    world.segment("buyers");
    world.running("spring");

    var rows =
        HttpPeer.json(
                peer.getAs(
                    People.ACME_READER,
                    PATH + "spring/report/segment?segment=readers&segment=buyers"))
            .getJsonArray("rows");
    assertThat(rows)
        .extracting(
            row -> row.asJsonObject().getString("segment"),
            row -> row.asJsonObject().getInt("recipients"))
        .containsExactly(tuple("readers", 18), tuple("buyers", 18));
    assertThat(csv("spring/report/segment?segment=readers").body()).contains("\r\nreaders,18,");
    assertThat(csv("compare?id=spring&segment=buyers").body()).contains("\r\nspring,18,");
    for (String path :
        List.of(
            "spring/report/segment",
            "spring/report/segment?segment=no",
            "spring/report/segment?segment=readers" + "&segment=readers".repeat(20),
            "spring/report/provider?segment=readers&segment=buyers",
            "compare?id=spring&segment=no",
            "compare?id=spring&series=weekly")) {
      assertThat(peer.getAs(People.ACME_READER, PATH + path).statusCode()).as(path).isEqualTo(400);
    }
  }

  @Test
  void shouldCompareTheNewestOfASeries() {
    world.draft("letter", "");
    world.series("daily", "\"campaign\":\"letter\",\"every\":\"day\"");
    world.begin("daily", 23);

    var rows =
        HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "compare?series=daily"))
            .getJsonArray("rows");

    assertThat(rows)
        .extracting(row -> row.asJsonObject().getString("campaign"))
        .hasSize(20)
        .startsWith("daily-2026-01-04")
        .endsWith("daily-2026-01-23");
    assertThat(peer.getAs(People.ACME_READER, PATH + "compare?series=no").statusCode())
        .isEqualTo(404);
  }

  private HttpResponse<String> convert(String id, String body) {
    return peer.send(
        peer.request(PATH + id + "/conversions")
            .header("Authorization", People.ACME_ADMINISTRATOR)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void shouldTakeConversions() {
    assertThat(convert("spring", "{\"contact\":\"1\"}").statusCode())
        .as("nothing was sent yet")
        .isEqualTo(422);
    world.running("spring");

    assertThat(convert("spring", "{\"contact\":\"1\"}").body())
        .isEqualTo("{\"id\":\"spring\",\"counted\":true}");
    noted = ConversionBook.Noted.KNOWN;
    assertThat(convert("spring", "{\"contact\":\"1\"}").body()).contains("\"counted\":false");
    noted = ConversionBook.Noted.NO_RECIPIENT;
    assertThat(convert("spring", "{\"contact\":\"1\"}").body()).contains("\"contact\"");
    noted = ConversionBook.Noted.TOO_MANY;
    assertThat(convert("spring", "{\"contact\":\"1\"}").statusCode()).isEqualTo(409);
    assertThat(convert("spring", "{}").statusCode()).isEqualTo(422);
    assertThat(convert("none", "{\"contact\":\"1\"}").statusCode()).isEqualTo(404);
  }
}
