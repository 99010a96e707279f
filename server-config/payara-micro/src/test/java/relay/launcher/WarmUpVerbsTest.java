package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WarmUpVerbsTest {
  private static final String PROGRESS =
      "{\"progress\":[{\"source\":\"mail-3\",\"provider\":\"google\",\"mode\":\"active\","
          + "\"warm\":false,\"day\":3,\"warm_day\":17,\"date\":\"2026-01-07\",\"budget\":588,"
          + "\"sent\":241,\"left_in_hour\":53,\"waiting\":0,\"closed\":false,\"gate\":\"stay\","
          + "\"gate_reason\":\"deferrals 7.5 % of 240\",\"note\":\"\"},"
          + "{\"source\":\"mail-4\",\"provider\":\"other\",\"mode\":\"paused\",\"warm\":true,"
          + "\"day\":21,\"warm_day\":21,\"budget\":50000,\"sent\":7,\"left_in_hour\":9,"
          + "\"waiting\":0,\"closed\":false,\"gate\":\"rise\",\"gate_reason\":\"\","
          + "\"note\":\"warm\"}]}";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldShowHowFarEachSourceIs() {
    relay.answers(200, PROGRESS);

    warmUp("progress");

    assertThat(relay.asked()).containsExactly("GET /api/v1/warm-up-progress");
    assertThat(relay.told())
        .contains(
            "mail-3  google    3 of 17  241   588     53         0     today: deferrals 7.5 %")
        .contains("mail-4  other     warm     7     -       -          0     paused");
  }

  @Test
  void shouldShowOneSourceOnly() {
    relay.answers(200, PROGRESS);

    warmUp("progress", "mail-4");

    assertThat(relay.told()).contains("mail-4").doesNotContain("mail-3");
  }

  @Test
  void shouldForecastDayByDay() {
    relay.answers(
        200,
        "{\"id\":\"mail-3\",\"provider\":\"google\",\"volume\":500,\"done\":true,\"days\":["
            + "{\"date\":\"2026-01-05\",\"day\":1,\"budget\":300,\"sent\":300,\"spilled\":200},"
            + "{\"date\":\"2026-01-06\",\"day\":2,\"budget\":600,\"sent\":500,\"spilled\":0}],"
            + "\"done_on\":\"2026-01-06\"}");

    warmUp("forecast", "mail-3", "provider=google", "volume=500");

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/warm-ups/mail-3/forecast?provider=google&volume=500");
    assertThat(relay.told())
        .contains("2026-01-05  1    300     300   200")
        .contains("From 2026-01-06 on it takes 500 a day to google by itself");
  }

  @Test
  void shouldPauseAndResume() {
    relay.answers(200, "{\"id\":\"mail-3\"}").answers(200, "{\"id\":\"mail-3\"}");

    warmUp("pause", "mail-3");
    warmUp("resume", "mail-3");

    assertThat(relay.asked())
        .containsExactly(
            "PATCH /api/v1/warm-ups/mail-3 {\"mode\":\"paused\"}",
            "PATCH /api/v1/warm-ups/mail-3 {\"mode\":\"active\"}");
    assertThat(relay.told()).contains("warm-up mail-3 is paused", "warm-up mail-3 is active");
  }

  @Test
  void shouldShowTheAnswerItselfToPrograms() {
    relay.answers(200, PROGRESS);

    warmUp("progress", "--json");

    assertThat(relay.told()).contains("\"left_in_hour\":53");
  }

  @Test
  void shouldRefuseWordsItDoesNotKnow() {
    assertThatThrownBy(() -> warmUp("forecast")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> warmUp("forecast", "mail-3", "much")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> warmUp("pause")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> warmUp("progress", "a", "b")).isInstanceOf(Refusal.class);
    assertThat(relay.asked()).isEmpty();
  }

  private void warmUp(String... words) {
    new ObjectCommand(ObjectKind.WARM_UP, new ByteArrayInputStream(new byte[0]), relay::client)
        .run(List.of(words), relay.console());
  }
}
