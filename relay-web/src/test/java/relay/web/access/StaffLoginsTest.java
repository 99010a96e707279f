package relay.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.AuditPen;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.http.Credentials;
import relay.domain.mail.IpLiteral;
import relay.web.problem.Problem;

/** Who administers without a session is in the audit, too. */
class StaffLoginsTest {
  private static final InetAddress HERE = IpLiteral.parse("192.0.2.1").orElseThrow();
  private static final InetAddress THERE = IpLiteral.parse("192.0.2.2").orElseThrow();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final LoginCheck check = Filters.check();
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");

  @BeforeEach
  void write() {
    check.staff = new StaffLogins();
    check.staff.audit = new AuditPen(audit, () -> now);
    check.staff.clock = () -> now;
  }

  @Test
  void shouldWriteDownALoginWithEachRequestOnceAnHourFromEachAddress() {
    for (int i = 0; i < 5; i++) {
      check.identify(withPassword(HERE, Filters.PASSWORD));
    }
    check.identifyForChange(withPassword(THERE, Filters.PASSWORD));
    assertThat(written())
        .containsExactly(
            "admin 192.0.2.1 login password, with each request",
            "admin 192.0.2.2 login password, with each request");

    now = now.plusSeconds(3600);
    check.identify(withPassword(HERE, Filters.PASSWORD));

    assertThat(written()).hasSize(3);
  }

  @Test
  void shouldNameTokensThatAdministerATenantAndNotThoseThatOnlySend() {
    check.identify(withToken("relay_administrator"));
    check.identify(withToken("relay_sender"));
    assertThatThrownBy(() -> check.identify(withToken("relay_unknown")))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> check.identify(withPassword(HERE, "wrong")))
        .isInstanceOf(Problem.class);

    assertThat(written())
        .containsExactly("c-administrator 192.0.2.1 login api token, with each request");
    assertThat(audit.from(1, 1).get(0).event().tenant()).isEqualTo("acme");
  }

  @Test
  void shouldLetInWhileTheAuditIsGone() {
    audit.setDown(true);

    assertThat(check.identify(withPassword(HERE, Filters.PASSWORD)).name()).isEqualTo("admin");
  }

  private static Caller withPassword(InetAddress address, String password) {
    return caller(address, Optional.of(new Credentials("admin", password)), Optional.empty());
  }

  private static Caller withToken(String token) {
    return caller(HERE, Optional.empty(), Optional.of(token));
  }

  private static Caller caller(
      InetAddress address, Optional<Credentials> credentials, Optional<String> token) {
    return new Caller(
        address,
        credentials,
        token,
        false,
        false,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<String> written() {
    return audit.from(1, 100).stream()
        .map(entry -> entry.event())
        .map(e -> e.actor().name() + " " + e.actor().origin() + " " + e.action() + " " + e.after())
        .toList();
  }
}
