package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;

class SecondProofDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final SecondProofDesk desk =
      new SecondProofDesk(RelayConfiguration.of(Map.of(), Map.of()).accounts());

  @Test
  void shouldLetNobodyWaitBeforeHeFails() throws Exception {
    assertThat(desk.tooEarly(from(1), NOON)).isEmpty();
    assertThat(desk.waiting(NOON)).isEmpty();
  }

  @Test
  void shouldMakeAnAccountWaitLongerAndLongerWhateverAddressesTheGuesserHas() throws Exception {
    for (int i = 1; i <= 5; i++) {
      assertThat(desk.tooEarly(from(i), NOON)).isEmpty();
      desk.failed(from(i), NOON);
    }

    assertThat(desk.tooEarly(from(9), NOON).orElseThrow().toString())
        .isEqualTo("454 4.7.0 Too many failed logins; try again in 1 seconds");
    desk.failed(from(9), NOON.plusSeconds(1));
    assertThat(desk.tooEarly(from(9), NOON.plusSeconds(2)).orElseThrow().toString())
        .contains("in 1 seconds");
    assertThat(desk.tooEarly(from(9), NOON.plusSeconds(3))).isEmpty();
  }

  @Test
  void shouldTellTheJournalWhoGuessedAndWhenHeIsLockedOut() throws Exception {
    var first = desk.failed(from(1), NOON);

    assertThat(first).extracting(e -> e.type()).containsExactly(EventType.LOGIN_FAILED);
    assertThat(first.get(0).details())
        .containsEntry(EventField.USER, "Olga")
        .containsEntry(EventField.MECHANISM, "second-factor");
    Instant at = NOON;
    boolean lockedOut = false;
    for (int i = 0; i < 20 && !lockedOut; i++) {
      at = at.plus(Duration.ofMinutes(15));
      lockedOut = desk.failed(from(1), at).stream().anyMatch(e -> e.type() == EventType.LOCKED_OUT);
    }
    assertThat(lockedOut).isTrue();
  }

  @Test
  void shouldForgetTheFailuresOfWhoSucceeds() throws Exception {
    for (int i = 1; i <= 4; i++) {
      desk.failed(from(i), NOON);
    }

    desk.succeeded(from(7));

    desk.failed(from(8), NOON);
    assertThat(desk.tooEarly(from(9), NOON)).isEmpty();
  }

  @Test
  void shouldShowAndUnlockWhoWaits() throws Exception {
    for (int i = 0; i < 5; i++) {
      desk.failed(from(1), NOON);
    }
    assertThat(desk.waiting(NOON))
        .extracting(LockOut::name)
        .containsExactlyInAnyOrder("olga", "203.0.113.1");

    assertThat(desk.unlockAccount("OLGA")).isTrue();
    assertThat(desk.unlockAccount("olga")).isFalse();
    assertThat(desk.tooEarly(from(2), NOON)).isEmpty();
    assertThat(desk.tooEarly(from(1), NOON)).isPresent();
    assertThat(desk.unlockAddress(from(1).address())).isTrue();
    assertThat(desk.tooEarly(from(1), NOON)).isEmpty();
  }

  private static LoginAttempt from(int last) throws UnknownHostException {
    var address = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, (byte) last});
    return new LoginAttempt("Olga", "right", address);
  }
}
