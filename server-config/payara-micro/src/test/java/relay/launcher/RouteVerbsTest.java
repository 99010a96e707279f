package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RouteVerbsTest {
  private static final String SPENT = "{\"recipients\":1200,\"amount\":\"0.125000000\"}";
  private static final String SPEND =
      "{\"currency\":\"EUR\",\"day\":\"2026-11-22\",\"today\":"
          + (SPENT + ",\"month\":" + SPENT + ",\"targets\":[{\"target\":\"out/ses\",")
          + "\"gone\":false,\"residency\":\"eu\",\"daily_quota\":50000,\"left_today\":48800,"
          + ("\"today\":" + SPENT + ",\"month\":" + SPENT + ",\"days\":[{\"day\":\"2026-11-22\",")
          + "\"recipients\":1200,\"amount\":\"0.125000000\"}],\"months\":[]}]}";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldShowWhatTargetsTookAndCost() {
    relay.answers(200, SPEND);

    route("spend");

    assertThat(relay.asked()).containsExactly("GET /api/v1/route-spend");
    assertThat(relay.told())
        .contains("out/ses", "eu", "50000", "48800", "1200", "0.13")
        .contains("Amounts in EUR");
  }

  @Test
  void shouldShowEachDayAndTheAnswerItselfToPrograms() {
    relay.answers(200, SPEND).answers(200, SPEND);

    route("spend", "days");
    route("spend", "--json");

    assertThat(relay.told()).contains("2026-11-22").contains("\"amount\":\"0.125000000\"");
  }

  @Test
  void shouldShowAServiceWithWhatItsValuesRestOn() {
    relay.answers(
        200,
        "{\"profiles\":[{\"profile\":\"ses\",\"sites\":{\"eu-west-1\":{\"hosts\":"
            + "[\"email-smtp.eu-west-1.amazonaws.com:587\"],\"residency\":\"eu\"}},"
            + "\"limits\":\"per-second=14\",\"price_per_1000\":\"0.1\",\"currency\":\"USD\","
            + "\"facts\":\"the guide says so\"},{\"profile\":\"brevo\",\"sites\":{\"eu\":"
            + "{\"hosts\":[\"b:587\"],\"residency\":\"eu\"}},\"limits\":\"\",\"facts\":\"x\"}]}");

    route("profiles", "ses");

    assertThat(relay.asked()).containsExactly("GET /api/v1/route-profiles");
    assertThat(relay.told())
        .contains("eu-west-1", "email-smtp.eu-west-1.amazonaws.com:587", "0.1 USD")
        .contains("the guide says so")
        .doesNotContain("brevo");
  }

  @Test
  void shouldShowHowTargetsDoAndSinceWhen() {
    relay.answers(
        200,
        "{\"id\":\"out\",\"targets\":[{\"hop\":\"out/ses\",\"state\":\"down\","
            + "\"failure_percent\":34,\"latency_ms\":120,\"since\":\"2026-11-22T10:00:00Z\","
            + "\"tried_at\":\"2026-11-22T10:00:30Z\",\"last_trouble\":\"451 refused\","
            + "\"last_trouble_at\":\"2026-11-22T09:59:59Z\"},{\"hop\":\"out/b\",\"state\":\"up\","
            + "\"failure_percent\":0,\"latency_ms\":0}]}");

    route("health", "out");

    assertThat(relay.asked()).containsExactly("GET /api/v1/routes/out/health");
    assertThat(relay.told())
        .contains("down", "2026-11-22T10:00:00Z", "2026-11-22T09:59:59Z 451 refused", "out/b");
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> route("health"));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> route("spend", "hours"))
        .withMessageContaining("spend days");
  }

  private int route(String... line) {
    var command =
        new ObjectCommand(ObjectKind.ROUTE, new ByteArrayInputStream(new byte[0]), relay::client);
    return command.run(List.of(line), relay.console());
  }
}
