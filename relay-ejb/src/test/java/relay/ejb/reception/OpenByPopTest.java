package relay.ejb.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.IpLiteral;
import relay.domain.reception.Account;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginVerdict;
import relay.domain.reception.OpenedAddresses;
import relay.domain.secret.PasswordHash;

/** Logins over POP3 open their address, and nothing else does. */
class OpenByPopTest {
  private static final InetAddress HERE = IpLiteral.parse("192.0.2.7").orElseThrow();
  private final Doors doors = new Doors();

  OpenByPopTest() {
    PasswordHash password =
        PasswordHash.of("secret", new PasswordHash.Cost(64, 1, 1), new Random(1));
    doors.users = List.of(new Account("shop", "shop", password, Optional.empty()));
    doors.opened = new OpenedAddresses(Duration.ofMinutes(10), 10, a -> a.equals(HERE));
  }

  @Test
  void shouldOpenTheAddressAndRecordIt() {
    LoginVerdict verdict = doors.reception().open(new LoginAttempt("shop", "secret", HERE));

    assertThat(verdict).isInstanceOf(LoginVerdict.Granted.class);
    assertThat(doors.opened.userAt(HERE, Doors.NOW).orElseThrow().name()).isEqualTo("shop");
    assertThat(doors.types()).containsExactly(EventType.ADDRESS_OPENED);
    assertThat(doors.events.get(0).details()).containsEntry(EventField.CLIENT, "192.0.2.7");
  }

  @Test
  void shouldStayClosedAfterAWrongPassword() {
    LoginVerdict verdict = doors.reception().open(new LoginAttempt("shop", "guess", HERE));

    assertThat(((LoginVerdict.Denied) verdict).reply().code()).isEqualTo(535);
    assertThat(doors.opened.count(Doors.NOW)).isZero();
    assertThat(doors.types()).containsExactly(EventType.LOGIN_FAILED);
  }

  @Test
  void shouldNotEvenLookAtThePasswordWhereNothingMayBeOpened() {
    InetAddress elsewhere = IpLiteral.parse("192.0.2.8").orElseThrow();

    LoginVerdict verdict = doors.reception().open(new LoginAttempt("shop", "guess", elsewhere));

    assertThat(((LoginVerdict.Denied) verdict).reply().toString()).contains("use AUTH");
    assertThat(doors.events).isEmpty();
  }

  @Test
  void shouldNotOpenByALoginOverSmtp() {
    doors.reception().login(new LoginAttempt("shop", "secret", HERE));

    assertThat(doors.opened.count(Doors.NOW)).isZero();
  }
}
