package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.reception.AccountSettingsFixture.accounts;
import static relay.domain.reception.Clients.SOMEWHERE;
import static relay.domain.reception.Clients.address;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import relay.domain.authentication.TokenCheck;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.tenancy.Proof;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;
import relay.domain.tenancy.Tokens;

class ApiTokenDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final Random random = new Random(7);
  private final String token = Tokens.next(random);
  private final Tenancy tenancy =
      Tenancies.with(
          Tenant.of("acme"),
          Tenancies.credential("acme", "c-1").withProof(Proof.token(Tokens.hashOf(token))));
  private final LoginDesk desk =
      new LoginDesk(
          new CredentialAccounts(() -> tenancy),
          accounts().build(),
          new Semaphore(1),
          new byte[32],
          TokenCheck.NONE,
          new Random(1));

  @Test
  void shouldTellWhoseTokenItIs() {
    LoginVerdict verdict = verdict(token, SOMEWHERE);

    assertThat(verdict)
        .isEqualTo(
            new LoginVerdict.Granted(
                new AuthenticatedUser("c-1", Optional.empty(), "acme", Optional.of("c-1"))));
  }

  @Test
  void shouldDenyAWrongTokenAndTellTheJournalWithoutIt() {
    String wrong = Tokens.next(random);

    LoginDesk.StepAnswer answer = ask(wrong, SOMEWHERE);

    assertThat(reply(answer)).startsWith("535 5.7.8");
    assertThat(answer.events()).hasSize(1);
    assertThat(answer.events().get(0).type()).isEqualTo(EventType.LOGIN_FAILED);
    assertThat(answer.events().get(0).details())
        .containsEntry(EventField.MECHANISM, "api-token")
        .doesNotContainValue(wrong);
  }

  @Test
  void shouldMakeAnAddressWaitThatTriesManyTokensButNotItsNeighbours() {
    for (int i = 0; i < 5; i++) {
      ask(Tokens.next(random), SOMEWHERE);
    }

    assertThat(reply(ask(Tokens.next(random), SOMEWHERE))).startsWith("454 4.7.0 Too many");
    assertThat(reply(ask(Tokens.next(random), address("203.0.113.5")))).startsWith("535");
  }

  @Test
  void shouldTakeARightTokenFromAnAddressThatMustWait() {
    for (int i = 0; i < 9; i++) {
      ask(Tokens.next(random), SOMEWHERE);
    }

    assertThat(verdict(token, SOMEWHERE)).isInstanceOf(LoginVerdict.Granted.class);
  }

  @Test
  void shouldCountTheSameWrongTokenOnce() {
    String old = Tokens.next(random);

    for (int i = 0; i < 20; i++) {
      assertThat(reply(ask(old, SOMEWHERE))).startsWith("535");
    }
    assertThat(ask(old, SOMEWHERE).events()).isEmpty();
  }

  @Test
  void shouldCountWhatCannotBeATokenOnce() {
    assertThat(reply(ask("relay_short", SOMEWHERE))).startsWith("535");
    assertThat(ask("relay_short too", SOMEWHERE).events()).isEmpty();
  }

  @Test
  void shouldNotShowTheTokenInAnyText() {
    assertThat(new LoginMessage.ApiToken(token, SOMEWHERE).toString()).doesNotContain(token);
  }

  private LoginDesk.StepAnswer ask(String what, InetAddress from) {
    return desk.login(new LoginMessage.ApiToken(what, from), NOON);
  }

  private LoginVerdict verdict(String what, InetAddress from) {
    return ((LoginStep.Ended) ask(what, from).step()).verdict();
  }

  private static String reply(LoginDesk.StepAnswer answer) {
    return ((LoginVerdict.Denied) ((LoginStep.Ended) answer.step()).verdict()).reply().toString();
  }
}
