package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlJson;
import relay.domain.suppression.Suppression.Evidence;
import relay.domain.suppression.SuppressionDesk.Listed;

class SuppressionJsonTest {
  private static final String ID = "0".repeat(32);
  private static final Suppression WHOLE =
      new Suppression(
          Optional.of(SuppressionSubject.parse("bob@example.org")),
          SuppressionScope.ofStream("acme", "news"),
          SuppressionReason.HARD_BOUNCE,
          new Evidence("recipient_unknown", "gmail", "0khr3vqs", "550 5.1.1 no \"such\" user"),
          "relay",
          NOON,
          Optional.of(NOON.plus(Duration.ofDays(30))));

  @Test
  void shouldShowEveryFieldOfAnEntry() {
    JsonObject json = SuppressionJson.write(new Listed(ID, WHOLE)).build();

    assertThat(json.toString())
        .isEqualTo(
            ControlJson.read(
                    "{\"subject\":\"bob@example.org\",\"id\":\""
                        + ID
                        + "\",\"tenant\":\"acme\",\"stream\":\"news\",\"reason\":\"hard-bounce\","
                        + "\"class\":\"recipient_unknown\",\"provider\":\"gmail\","
                        + "\"author\":\"relay\",\"created_at\":\"2026-01-01T12:00:00Z\","
                        + "\"expires_at\":\"2026-01-31T12:00:00Z\",\"event\":\"0khr3vqs\","
                        + "\"evidence\":\"550 5.1.1 no \\\"such\\\" user\"}")
                .toString());
  }

  @Test
  void shouldLeaveOutWhatIsNotKnown() {
    var bare =
        new Suppression(
            Optional.empty(),
            SuppressionScope.GLOBAL,
            SuppressionReason.MANUAL,
            Evidence.NONE,
            "al",
            NOON,
            Optional.empty());

    JsonObject json = SuppressionJson.write(new Listed(ID, bare)).build();

    assertThat(json.keySet()).containsExactlyInAnyOrder("id", "reason", "author", "created_at");
  }

  @Test
  void shouldTellNobodyInTheAudit() {
    JsonObject json = SuppressionJson.withoutPerson(new Listed(ID, WHOLE)).build();

    assertThat(json.toString()).doesNotContain("bob", "550", "0khr3vqs");
    assertThat(json.getString("id")).isEqualTo(ID);
    assertThat(json.getString("reason")).isEqualTo("hard-bounce");
  }

  @Test
  void shouldSayOfAFilterWhatItIsAboutAndNobodysAddress() {
    var filter =
        new SuppressionFilter(
            Optional.of("acme"),
            Optional.of("news"),
            Optional.of(SuppressionSubject.parse("bob@example.org")),
            Optional.empty(),
            Optional.of(SuppressionReason.COMPLAINT),
            Optional.of("policy"),
            Optional.of("microsoft"),
            Optional.of(NOON),
            Optional.of(NOON.plusSeconds(60)));

    JsonObject json = SuppressionJson.write(filter).build();

    assertThat(json.toString()).doesNotContain("bob");
    assertThat(json.getString("reason")).isEqualTo("complaint");
    assertThat(json.getString("class")).isEqualTo("policy");
    assertThat(json.getString("provider")).isEqualTo("microsoft");
    assertThat(json.getString("stream")).isEqualTo("news");
    assertThat(json.getString("from")).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(json.getString("to")).isEqualTo("2026-01-01T12:01:00Z");
    assertThat(SuppressionJson.write(SuppressionFilter.ALL).build()).isEmpty();
  }
}
