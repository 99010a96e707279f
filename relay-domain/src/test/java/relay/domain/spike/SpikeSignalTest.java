package relay.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.queue.MailBuilder;
import relay.domain.spike.SpikeSignal.Kind;

/** What counts for spikes, and what does not. */
class SpikeSignalTest {
  private static final Instant NOON = MailBuilder.NOON;
  private final Map<String, Object> details =
      new LinkedHashMap<>(
          Map.of(
              EventField.TENANT, "acme",
              EventField.STREAM, "news",
              EventField.LANE, "bulk"));

  @Test
  void shouldCountADelivery() {
    assertThat(signal(EventType.DELIVERED, "bob@Example.ORG"))
        .contains(new SpikeSignal(Kind.DELIVERED, NOON, "acme", "news", "example.org", ""));
  }

  @Test
  void shouldCountARefusalForGoodWithItsReplyAndNobodysName() {
    details.put(EventField.REASON, "recipient_unknown");
    details.put(EventField.REPLY, "550 5.1.1 <bob@example.org> unknown here 4711223344");

    SpikeSignal signal = signal(EventType.BOUNCED, "bob@example.org").orElseThrow();

    assertThat(signal.kind()).isEqualTo(Kind.REFUSED);
    assertThat(signal.sample()).contains("unknown here").doesNotContain("bob", "4711223344");
  }

  @Test
  void shouldNotCountWhatIsOfOurOwnMaking() {
    details.put(EventField.REASON, "policy");
    details.put(EventField.REPLY, "550 5.7.1 no route");
    details.put(EventField.LOCAL_REPLY, true);

    assertThat(signal(EventType.BOUNCED, "bob@example.org")).isEmpty();
  }

  @Test
  void shouldCountADomainThatDoesNotExistThoughWeFoundItOutOurselves() {
    details.put(EventField.REASON, "domain_invalid");
    details.put(EventField.REPLY, "550 5.1.2 no such domain");
    details.put(EventField.LOCAL_REPLY, true);

    assertThat(signal(EventType.BOUNCED, "bob@gone.example").orElseThrow().kind())
        .isEqualTo(Kind.REFUSED);
  }

  @Test
  void shouldNotCountWhatABrakeEnded() {
    details.put(EventField.REASON, "recipient_unknown");
    details.put(EventField.BRAKE, "b1");

    assertThat(signal(EventType.BOUNCED, "bob@example.org")).isEmpty();
  }

  @Test
  void shouldCountMailThatComesBackLater() {
    details.put(EventField.CLASS, "RECIPIENT_UNKNOWN");
    details.put(EventField.HARD, true);
    details.put(EventField.KIND, "bounce");

    Optional<SpikeSignal> signal = signal(EventType.OUT_OF_BAND_BOUNCE, "bob@example.org");

    assertThat(signal.map(SpikeSignal::kind)).contains(Kind.CAME_BACK);
  }

  @Test
  void shouldCountComplaintsButNotTheirOpposite() {
    details.put(EventField.FEEDBACK_TYPE, "abuse");
    assertThat(signal(EventType.COMPLAINED, "bob@example.org").map(SpikeSignal::kind))
        .contains(Kind.COMPLAINED);

    details.put(EventField.FEEDBACK_TYPE, "not-spam");
    assertThat(signal(EventType.COMPLAINED, "bob@example.org")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = EventType.class,
      names = {"BOUNCED", "DELIVERED", "OUT_OF_BAND_BOUNCE", "COMPLAINED"},
      mode = EnumSource.Mode.EXCLUDE)
  void shouldCountNothingElse(EventType type) {
    details.put(EventField.REASON, "mailbox_full");

    assertThat(signal(type, "bob@example.org")).isEmpty();
  }

  @Test
  void shouldNotCountWhatIsOnlyRepeatedAtTheHeadOfAFile() {
    var recorded = new RecordedEvent("e1", true, event(EventType.DELIVERED, "bob@b.example"), "");

    assertThat(SpikeSignal.of(recorded)).isEmpty();
  }

  @Test
  void shouldNotCountHostsThatAreNamedByNumber() {
    assertThat(signal(EventType.DELIVERED, "bob@[192.0.2.1]")).isEmpty();
  }

  private Optional<SpikeSignal> signal(EventType type, String recipient) {
    return SpikeSignal.of(new RecordedEvent("e1", false, event(type, recipient), ""));
  }

  private MailEvent event(EventType type, String recipient) {
    return new MailEvent(
        type,
        NOON,
        Optional.of(MailBuilder.ID),
        0,
        1,
        Optional.of(EmailAddress.parse(recipient)),
        details);
  }
}
