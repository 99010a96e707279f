package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.warmup.WarmUpFixture.COLD;
import static relay.domain.warmup.WarmUpFixture.GOOGLE;
import static relay.domain.warmup.WarmUpFixture.MONDAY;
import static relay.domain.warmup.WarmUpFixture.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.queue.MailBuilder;

class WarmUpFeedbackTest {
  private static final EmailAddress BOB = EmailAddress.parse("bob@example.org");
  private static final EmailAddress CAROL = EmailAddress.parse("carol@example.org");
  private static final Map<String, Object> FROM_COLD =
      Map.of(EventField.EGRESS_SOURCE, "cold", EventField.HOP, "example.org");
  private final WarmUpFixture fixture = new WarmUpFixture().with(plan("cold", ""));
  private final WarmUpFeedback feedback = new WarmUpFeedback(fixture.warmUps());

  @Test
  void shouldHearOfComplaintsAndHardBouncesOnly() {
    MailEvent complaint = event(EventType.COMPLAINED, BOB, Map.of());
    MailEvent hard = event(EventType.OUT_OF_BAND_BOUNCE, BOB, Map.of(EventField.HARD, true));

    feedback.written(
        List.of(
            event(EventType.DELIVERED, BOB, FROM_COLD),
            complaint,
            event(EventType.OUT_OF_BAND_BOUNCE, BOB, Map.of(EventField.HARD, false)),
            hard,
            event(EventType.UNSUBSCRIBED, BOB, Map.of())));

    assertThat(feedback.take()).containsExactly(complaint, hard);
    assertThat(feedback.take()).isEmpty();
  }

  @Test
  void shouldHearNothingWithoutPlans() {
    fixture.without("cold");

    feedback.written(List.of(event(EventType.COMPLAINED, BOB, Map.of())));

    assertThat(feedback.take()).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatIsTooMuch() {
    List<MailEvent> complaint = List.of(event(EventType.COMPLAINED, BOB, Map.of()));
    for (int i = 0; i < 1500; i++) {
      feedback.written(complaint);
    }

    assertThat(feedback.take()).hasSize(1000);
  }

  @Test
  void shouldCountItForTheSourceThatTheMailLeftFrom() {
    count(EventType.COMPLAINED, List.of(event(EventType.DELIVERED, BOB, FROM_COLD)));
    count(EventType.OUT_OF_BAND_BOUNCE, List.of(event(EventType.DELIVERED, BOB, FROM_COLD)));

    WarmUpHealth health = fixture.look(COLD, GOOGLE, MONDAY).state().health();
    assertThat(health).isEqualTo(new WarmUpHealth(0, 0, 1, 0, 1));
  }

  @Test
  void shouldCountNothingOfMailThatLeftElsewhere() {
    count(EventType.COMPLAINED, List.of());
    count(EventType.COMPLAINED, List.of(event(EventType.DEFERRED, BOB, FROM_COLD)));
    count(EventType.COMPLAINED, List.of(event(EventType.DELIVERED, CAROL, FROM_COLD)));
    count(EventType.COMPLAINED, List.of(event(EventType.DELIVERED, BOB, Map.of())));

    assertThat(fixture.look(COLD, GOOGLE, MONDAY).state().health()).isEqualTo(WarmUpHealth.NONE);
  }

  @Test
  void shouldCountItForTheSettingsWhereTheEventNamesNoSource() {
    fixture.with(plan("default", ""));

    count(EventType.COMPLAINED, List.of(event(EventType.DELIVERED, BOB, Map.of())));

    assertThat(fixture.warmUps().look("default", "google", MONDAY))
        .hasValueSatisfying(v -> assertThat(v.state().health().complained()).isEqualTo(1));
  }

  private void count(EventType type, List<MailEvent> story) {
    feedback.count(event(type, BOB, Map.of()), story, domain -> GOOGLE, MONDAY);
  }

  private static MailEvent event(EventType type, EmailAddress to, Map<String, Object> details) {
    return new MailEvent(type, MONDAY, Optional.of(MailBuilder.ID), 0, 1, Optional.of(to), details);
  }
}
