package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.reception.AccountSettingsFixture.accounts;
import static relay.domain.reception.Clients.SOMEWHERE;
import static relay.domain.reception.Clients.address;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.authentication.ProvenIdentities;
import relay.domain.authentication.TokenCheck;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;

/** Whose a client's certificate is, and what becomes of those it is nobody's. */
class CertificateDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String PRINT = "sha256:" + "ab".repeat(32);
  private final AccountSettings settings =
      accounts()
          .with("user.shop.identities", PRINT + ",email:shop@x.example")
          .with("user.crm.identities", "dns:crm.x.example")
          .with("user.crm.login-name", "CRM@x.example")
          .build();
  private Accounts users = new ConfiguredAccounts(settings.users());

  @ParameterizedTest
  @CsvSource({
    "email:shop@x.example, '', shop",
    "email:shop@x.example, shop, shop",
    "email:shop@x.example, SHOP, shop",
    "dns:crm.x.example, crm@X.example, crm",
    "dns:CRM.x.example, '', none",
    "email:shop@x.example, crm@x.example, none",
    "email:other@x.example, '', none",
    "email:other@x.example, shop, none",
    "'', shop, none"
  })
  void shouldLetInWhoeverTheCertificateBelongsTo(String identity, String actingAs, String who) {
    LoginVerdict verdict = verdict(desk(), actingAs, SOMEWHERE, identity);

    assertThat(nameOf(verdict)).isEqualTo(who);
  }

  /** One certificate may prove several names, which may be those of several accounts. */
  @ParameterizedTest
  @CsvSource({"'', shop", "shop, shop", "crm@x.example, crm", "nobody, none"})
  void shouldLetInTheAccountThatIsNamedAmongThoseThatAreProven(String actingAs, String who) {
    LoginVerdict verdict =
        verdict(desk(), actingAs, SOMEWHERE, "dns:nobody", PRINT, "dns:crm.x.example");

    assertThat(nameOf(verdict)).isEqualTo(who);
  }

  @Test
  void shouldTellTheJournalWhoseCertificateItWas() {
    LoginDesk desk = desk();

    MailEvent unnamed = ask(desk, "", SOMEWHERE, "dns:a").events().get(0);
    MailEvent named = ask(desk, "shop", SOMEWHERE, "dns:a").events().get(0);

    assertThat(unnamed.type()).isEqualTo(EventType.LOGIN_FAILED);
    assertThat(unnamed.details())
        .containsEntry(EventField.USER, "CN=client")
        .containsEntry(EventField.MECHANISM, "EXTERNAL")
        .containsEntry(EventField.REASON, "no-such-certificate")
        .containsEntry(EventField.CLIENT, "198.51.100.7");
    assertThat(named.details()).containsEntry(EventField.USER, "shop");
  }

  /** Nobody can guess a certificate, but whoever tries many is up to something. */
  @Test
  void shouldMakeAnAddressWaitButNoAccount() {
    LoginDesk desk = desk();
    for (int i = 0; i < 5; i++) {
      assertThat(reply(verdict(desk, "shop", SOMEWHERE, "dns:a"))).startsWith("535 5.7.8");
    }

    assertThat(reply(verdict(desk, "shop", SOMEWHERE, "dns:a")))
        .isEqualTo("454 4.7.0 Too many failed logins; try again in 1 seconds");
    assertThat(reply(verdict(desk, "", SOMEWHERE, PRINT))).startsWith("454 4.7.0");
    assertThat(nameOf(verdict(desk, "shop", address("203.0.113.9"), PRINT))).isEqualTo("shop");
    assertThat(desk.waiting(NOON))
        .singleElement()
        .isEqualTo(new LockOut(LockOut.Kind.ADDRESS, "198.51.100.7", 5, NOON.plusSeconds(1)));
  }

  @Test
  void shouldAskToComeBackWhileNobodyKnowsWhoseItIs() {
    ChangingAccounts broken = new ChangingAccounts();
    users =
        new Accounts() {
          @Override
          public java.util.Optional<Account> find(String loginName) {
            return broken.find(loginName);
          }

          @Override
          public java.util.Optional<Account> holderOf(String identity) {
            throw new AccountsUnavailable("database gone", null);
          }
        };
    LoginDesk desk = desk();

    for (int i = 0; i < 20; i++) {
      assertThat(reply(verdict(desk, "", SOMEWHERE, PRINT))).startsWith("454 4.7.0 Logins cannot");
    }
    assertThat(desk.waiting(NOON)).isEmpty();
  }

  private LoginDesk desk() {
    return new LoginDesk(
        users, settings, new Semaphore(1), new byte[32], TokenCheck.NONE, new Random(1));
  }

  private static LoginDesk.StepAnswer ask(
      LoginDesk desk, String actingAs, InetAddress from, String... identities) {
    ProvenIdentities proven = new ProvenIdentities(List.of(identities), "CN=client");
    return desk.login(new LoginMessage.Certificate(proven, actingAs, from), NOON);
  }

  private static LoginVerdict verdict(
      LoginDesk desk, String actingAs, InetAddress from, String... identities) {
    return ((LoginStep.Ended) ask(desk, actingAs, from, identities).step()).verdict();
  }

  private static String nameOf(LoginVerdict verdict) {
    return verdict instanceof LoginVerdict.Granted granted ? granted.user().name() : "none";
  }

  private static String reply(LoginVerdict verdict) {
    return ((LoginVerdict.Denied) verdict).reply().toString();
  }
}
