package relay.web.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.domain.delivery.Origin;
import relay.domain.delivery.TransmissionReport;
import relay.domain.traffic.Site;
import relay.domain.traffic.Source;
import relay.domain.warmup.WarmUpFixture;
import relay.domain.warmup.WarmUpWish;
import relay.domain.warmup.WarmUps;
import relay.web.HttpPeer;
import relay.web.access.People;

class WarmUpResourcesTest {
  private static final Instant MONDAY = WarmUpFixture.MONDAY;
  private static final Site SITE = new Site("mx.example", List.of("mx.example"), Optional.empty());
  private static final Source COLD =
      new Source(
          new Origin("mail-3", Optional.empty(), Optional.empty(), Optional.empty()), Map.of());
  private final ControlState plans =
      ControlState.EMPTY.with(
          1, List.of(WarmUpFixture.plan("mail-3", "'base':{'*':300}")), List.<ControlKey>of());
  private final WarmUps warmUps = WarmUpFixture.over(() -> plans);
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var progress = new WarmUpProgressResource();
    progress.warmUps = warmUps;
    progress.clock = () -> MONDAY;
    var forecast = new WarmUpForecastResource();
    forecast.warmUps = warmUps;
    forecast.clock = () -> MONDAY;
    peer = HttpPeer.of(progress, forecast);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldShowHowFarEachSourceIsWithEachProvider() {
    warmUps.claim(COLD, SITE, new WarmUpWish(true, false, false, 1), MONDAY).orElseThrow();

    JsonObject shown = json("/api/v1/warm-up-progress").getJsonArray("progress").getJsonObject(0);

    assertThat(shown.toString())
        .isEqualTo(
            "{\"source\":\"mail-3\",\"provider\":\"other\",\"mode\":\"active\",\"warm\":false,"
                + "\"day\":1,\"warm_day\":17,\"date\":\"2026-01-05\",\"budget\":300,\"sent\":1,"
                + "\"left_in_hour\":12,\"waiting\":0,\"closed\":false,\"gate\":\"rise\","
                + "\"gate_reason\":\"\",\"taken\":0,\"deferred\":0,\"bounced\":0,\"blocked\":0,"
                + "\"complained\":0,\"began\":\"2026-01-05\",\"note\":\"\"}");
  }

  @Test
  void shouldShowAClaimThatCameBack() {
    warmUps
        .claim(COLD, SITE, new WarmUpWish(true, false, false, 1), MONDAY)
        .orElseThrow()
        .settle(new TransmissionReport(List.of()));

    assertThat(
            json("/api/v1/warm-up-progress")
                .getJsonArray("progress")
                .getJsonObject(0)
                .getInt("sent"))
        .isZero();
  }

  @Test
  void shouldForecastDayByDayForAVolume() {
    JsonObject forecast = json("/api/v1/warm-ups/mail-3/forecast?provider=google&volume=500");

    assertThat(forecast.getBoolean("done")).isTrue();
    assertThat(forecast.getString("done_on")).isEqualTo("2026-01-07");
    assertThat(forecast.getJsonArray("days").getValuesAs(JsonObject.class))
        .extracting(d -> d.getString("date"), d -> d.getInt("sent"), d -> d.getInt("spilled"))
        .containsExactly(
            tuple("2026-01-05", 300, 200),
            tuple("2026-01-06", 420, 80),
            tuple("2026-01-07", 500, 0));
  }

  @Test
  void shouldForecastTheTargetOfThePlanWithoutAVolume() {
    JsonObject forecast = json("/api/v1/warm-ups/mail-3/forecast");

    assertThat(forecast.getInt("volume")).isEqualTo(50_000);
    assertThat(forecast.getString("provider")).isEqualTo("other");
    assertThat(forecast.getJsonArray("days")).hasSize(17);
  }

  @Test
  void shouldNameWhatIsWrong() {
    assertThat(status("/api/v1/warm-ups/mail-4/forecast")).isEqualTo(404);
    assertThat(status("/api/v1/warm-ups/mail-3/forecast?volume=0")).isEqualTo(400);
    assertThat(status("/api/v1/warm-ups/mail-3/forecast?volume=many")).isEqualTo(400);
    assertThat(status("/api/v1/warm-ups/mail-3/forecast?provider=")).isEqualTo(400);
  }

  @Test
  void shouldForecastOnlyForProvidersThatThereAreAndKeepNothingOfIt() {
    assertThat(status("/api/v1/warm-ups/mail-3/forecast?provider=gogle")).isEqualTo(400);
    JsonObject problem =
        HttpPeer.json(peer.getAsAdmin("/api/v1/warm-ups/mail-3/forecast?provider=gogle"));

    assertThat(problem.getString("field")).isEqualTo("provider");
    assertThat(problem.getString("detail")).contains("google", "docs/traffic.md");
    assertThat(status("/api/v1/warm-ups/mail-3/forecast?provider=google")).isEqualTo(200);
    assertThat(json("/api/v1/warm-up-progress").getJsonArray("progress")).isEmpty();
  }

  @Test
  void shouldShowNothingToPeopleOfATenant() {
    assertThat(peer.getAs(People.ACME_READER, "/api/v1/warm-up-progress").statusCode())
        .isEqualTo(403);
  }

  private int status(String path) {
    return peer.getAsAdmin(path).statusCode();
  }

  private JsonObject json(String path) {
    return HttpPeer.json(peer.getAsAdmin(path));
  }
}
