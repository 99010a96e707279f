package relay.ejb.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.AdministratorFile;
import relay.domain.http.LocalToken;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginVerdict;
import relay.ejb.login.LoginExchanges;

class AdministratorAccountTest {
  @TempDir Path folder;
  private final List<MailEvent> written = new ArrayList<>();

  @Test
  void shouldKnowThePasswordThatTheFirstStartMade() {
    String password = AdministratorFile.in(folder).createIfAbsent(new SecureRandom()).orElseThrow();

    AdministratorAccount administrator = opened();

    assertThat(administrator.login(attempt(password))).isInstanceOf(LoginVerdict.Granted.class);
    assertThat(written).isEmpty();
  }

  @Test
  void shouldRefuseAndRecordAWrongPassword() {
    AdministratorFile.in(folder).createIfAbsent(new SecureRandom());

    LoginVerdict verdict = opened().login(attempt("guess"));

    assertThat(verdict).isInstanceOf(LoginVerdict.Denied.class);
    assertThat(written).extracting(MailEvent::type).containsExactly(EventType.LOGIN_FAILED);
  }

  @Test
  void shouldMakeAPasswordWhereNoStartCommandDid() {
    opened();

    assertThat(AdministratorFile.in(folder).createIfAbsent(new SecureRandom())).isEmpty();
  }

  @Test
  void shouldTakeTheTokenOfTheDataFolderForThePassword() {
    AdministratorAccount administrator = opened();
    String token = LocalToken.in(folder).read().orElseThrow();

    assertThat(administrator.login(attempt(token))).isInstanceOf(LoginVerdict.Granted.class);
    assertThat(opened().login(attempt(token))).isInstanceOf(LoginVerdict.Granted.class);
    assertThat(administrator.login(attempt(token + "x"))).isInstanceOf(LoginVerdict.Denied.class);
    assertThat(written).hasSize(1);
  }

  private AdministratorAccount opened() {
    RelayConfiguration configuration =
        RelayConfiguration.of(Map.of("node.data-folder", folder.toString()), Map.of());
    AdministratorAccount administrator =
        new AdministratorAccount(
            configuration,
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
            new RememberedEvents(),
            LoginExchanges.alone());
    administrator.open();
    return administrator;
  }

  private static LoginAttempt attempt(String password) {
    return new LoginAttempt("admin", password, InetAddress.getLoopbackAddress());
  }

  private final class RememberedEvents implements Journal {
    @Override
    public void write(List<MailEvent> events) {
      written.addAll(events);
    }

    @Override
    public void writeDurably(List<MailEvent> events) {
      written.addAll(events);
    }
  }
}
