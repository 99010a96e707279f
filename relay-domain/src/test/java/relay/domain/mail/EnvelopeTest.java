package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final EmailAddress BOB = EmailAddress.parse("bob@x.example");

  @Test
  void shouldHaveARecipientAndKeepItsOwnList() {
    List<Recipient> recipients = new ArrayList<>(List.of(Recipient.of(BOB)));
    Envelope envelope = new Envelope(ReversePath.NULL, recipients, MailOptions.NONE);

    recipients.clear();

    assertThat(envelope.recipients()).hasSize(1);
    assertThatThrownBy(() -> envelope.withRecipients(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadTheNullPathAndWriteItBack() {
    assertThat(ReversePath.parse("")).isEqualTo(ReversePath.NULL);
    assertThat(ReversePath.NULL.isNull()).isTrue();
    assertThat(ReversePath.NULL).hasToString("");
    assertThat(ReversePath.parse("bob@x.example")).hasToString("bob@x.example");
    assertThatThrownBy(() -> ReversePath.parse("bob")).isInstanceOf(InvalidAddress.class);
  }

  @Test
  void shouldWantFailureAndDelayWhereNothingWasAsked() {
    Recipient silent = Recipient.of(BOB);

    assertThat(silent.wants(Notify.FAILURE)).isTrue();
    assertThat(silent.wants(Notify.DELAY)).isTrue();
    assertThat(silent.wants(Notify.SUCCESS)).isFalse();
  }

  @Test
  void shouldWantExactlyWhatWasAsked() {
    Recipient success = new Recipient(BOB, Set.of(Notify.SUCCESS), Optional.empty());
    Recipient never = new Recipient(BOB, Set.of(Notify.NEVER), Optional.empty());

    assertThat(success.wants(Notify.SUCCESS)).isTrue();
    assertThat(success.wants(Notify.FAILURE)).isFalse();
    assertThat(never.wants(Notify.FAILURE)).isFalse();
    assertThatThrownBy(
            () -> new Recipient(BOB, Set.of(Notify.NEVER, Notify.DELAY), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldKeepPrioritiesWithinRfc6710() {
    for (int priority : new int[] {-10, 10}) {
      assertThatThrownBy(() -> OptionsBuilder.asking().priority(priority).build())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
