package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.authentication.TokenFactory.claims;
import static relay.domain.reception.AccountSettingsFixture.accounts;
import static relay.domain.reception.Clients.SOMEWHERE;
import static relay.domain.reception.Clients.address;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.authentication.BearerToken;
import relay.domain.authentication.KeySet;
import relay.domain.authentication.Mechanism;
import relay.domain.authentication.TokenCheck;
import relay.domain.authentication.TokenFactory;
import relay.domain.authentication.TokenSettings;
import relay.domain.journal.EventField;
import relay.domain.journal.MailEvent;
import relay.domain.settings.Settings;

/** Logins by tokens of an issuer: whose account they open, and who has to wait for bad ones. */
class TokenDeskTest {
  private static final Instant NOON = Instant.ofEpochSecond(1_800_000_000L);
  private static final long SOON = NOON.getEpochSecond() + 300;
  private static final TokenFactory ISSUER = new TokenFactory();
  private static final String GOOD = ISSUER.eddsa(claims(SOON, ""));
  private static final String EXPIRED = ISSUER.eddsa(claims(NOON.getEpochSecond() - 3_600, ""));
  private Optional<KeySet> keys = Optional.of(KeySet.parse(ISSUER.keySet()));
  private final AccountSettingsFixture fixture =
      accounts()
          .user("shop", "x")
          .user("alice", "y")
          .with("user.alice.login-name", "alice@example.com");

  @ParameterizedTest
  @CsvSource({
    // the account whose login name the token holds
    "'', '', alice",
    "'', alice@example.com, alice",
    "'', ALICE@Example.COM, alice",
    "'', shop, none",
    "'', alice, none",
    // an account that names the subject goes before it
    "token:idp/7, '', shop",
    "token:idp/7, shop, shop",
    "token:idp/7, Alice@example.com, shop",
    "token:idp/7, bob, none",
    "token:idp/8, '', alice",
    "token:other/7, '', alice"
  })
  void shouldOpenTheAccountThatTheTokenIsAbout(String identity, String user, String who) {
    if (!identity.isEmpty()) {
      fixture.with("user.shop.identities", identity);
    }

    LoginVerdict verdict = verdict(desk(), token(user, GOOD), SOMEWHERE, NOON);

    assertThat(nameOf(verdict)).isEqualTo(who);
  }

  @Test
  void shouldOpenNothingWithATokenWhoseHolderHasNoAccount() {
    String stranger = ISSUER.eddsa(claims(SOON, ",\"email\":\"eve@example.com\""));

    LoginDesk.StepAnswer answer = desk().login(message(token("", stranger), SOMEWHERE), NOON);

    assertThat(reply(ended(answer))).startsWith("535 5.7.8 This token opens no account");
    assertThat(answer.events().get(0).details())
        .containsEntry(EventField.REASON, "no-such-account")
        .containsEntry(EventField.MECHANISM, "OAUTHBEARER");
  }

  @ParameterizedTest
  @CsvSource({"OAUTHBEARER, expired-token", "XOAUTH2, expired-token"})
  void shouldTellTheJournalWhatIsWrongWithATokenAndNotTheToken(Mechanism way, String reason) {
    BearerToken bad = new BearerToken(way, Optional.of("alice@example.com"), EXPIRED);

    MailEvent event = desk().login(message(bad, SOMEWHERE), NOON).events().get(0);

    assertThat(event.details())
        .containsEntry(EventField.REASON, reason)
        .containsEntry(EventField.MECHANISM, way.word())
        .containsEntry(EventField.USER, "alice@example.com")
        .doesNotContainValue(EXPIRED);
  }

  /** A program with an old token tries it again and again; that is no guessing. */
  @Test
  void shouldCountTheSameBadTokenOnceAnHour() {
    LoginDesk desk = desk();
    assertThat(desk.login(message(token("", EXPIRED), SOMEWHERE), NOON).events()).hasSize(1);

    for (int minute = 0; minute < 60; minute++) {
      Instant now = NOON.plus(Duration.ofMinutes(minute));
      LoginDesk.StepAnswer again = desk.login(message(token("bob", EXPIRED), SOMEWHERE), now);
      assertThat(reply(ended(again))).startsWith("535 5.7.8");
      assertThat(again.events()).as("minute %d", minute).isEmpty();
    }

    Instant later = NOON.plus(Duration.ofHours(1));
    assertThat(desk.login(message(token("", EXPIRED), SOMEWHERE), later).events()).hasSize(1);
    assertThat(desk.login(message(token("", EXPIRED), address("203.0.113.9")), NOON).events())
        .hasSize(1);
  }

  @Test
  void shouldMakeAnAddressWaitThatTriesManyTokensAndNotTheAccountTheyName() {
    LoginDesk desk = desk();
    for (int i = 0; i < 5; i++) {
      String forged = EXPIRED.substring(0, EXPIRED.length() - 2) + i + "A";
      assertThat(reply(verdict(desk, token("alice@example.com", forged), SOMEWHERE, NOON)))
          .startsWith("535");
    }

    assertThat(reply(verdict(desk, token("", GOOD), SOMEWHERE, NOON)))
        .startsWith("454 4.7.0 Too many failed logins");
    assertThat(nameOf(verdict(desk, token("", GOOD), address("203.0.113.9"), NOON)))
        .isEqualTo("alice");
    assertThat(nameOf(verdict(desk, token("", GOOD), SOMEWHERE, NOON.plusSeconds(1))))
        .isEqualTo("alice");
  }

  /** Whether the issuer answers is not the client's fault. */
  @Test
  void shouldAskToComeBackWhileTheIssuersKeysAreNotToBeHad() {
    keys = Optional.empty();
    LoginDesk desk = desk();

    for (int i = 0; i < 20; i++) {
      LoginDesk.StepAnswer answer = desk.login(message(token("", GOOD), SOMEWHERE), NOON);
      assertThat(reply(ended(answer))).startsWith("454 4.7.0 Logins cannot be checked now");
      assertThat(answer.events()).isEmpty();
    }
    keys = Optional.of(KeySet.parse(ISSUER.keySet()));
    assertThat(nameOf(verdict(desk, token("", GOOD), SOMEWHERE, NOON))).isEqualTo("alice");
  }

  @Test
  void shouldLookAtNoTokenWithoutAnIssuerNorOneOfAnEndlessName() {
    LoginDesk none =
        new LoginDesk(
            new ConfiguredAccounts(fixture.build().users()),
            fixture.build(),
            new Semaphore(1),
            new byte[32],
            TokenCheck.NONE,
            new Random(1));
    LoginDesk.StepAnswer unused = none.login(message(token("", GOOD), SOMEWHERE), NOON);
    LoginDesk.StepAnswer endless =
        desk().login(message(token("a".repeat(257), GOOD), SOMEWHERE), NOON);

    assertThat(reply(ended(unused))).startsWith("535");
    assertThat(unused.events()).isEmpty();
    assertThat(reply(ended(endless))).startsWith("535");
    assertThat(endless.events()).isEmpty();
  }

  private LoginDesk desk() {
    Map<String, String> texts = new HashMap<>();
    texts.put("token-issuer.idp.issuer", TokenFactory.ISSUER);
    texts.put("token-issuer.idp.audience", "relay");
    texts.put("token-issuer.idp.keys", "https://login.example.com/keys");
    TokenSettings tokens = TokenSettings.from(Settings.of(TokenSettings.ALL, texts, Map.of()));
    AccountSettings settings = fixture.build();
    return new LoginDesk(
        new ConfiguredAccounts(settings.users()),
        settings,
        new Semaphore(1),
        new byte[32],
        new TokenCheck(tokens, (issuer, keyId) -> keys),
        new Random(1));
  }

  private static BearerToken token(String user, String token) {
    Optional<String> named = user.isEmpty() ? Optional.empty() : Optional.of(user);
    return new BearerToken(Mechanism.OAUTHBEARER, named, token);
  }

  private static LoginMessage message(BearerToken token, InetAddress from) {
    return new LoginMessage.Token(token, from);
  }

  private static LoginVerdict verdict(
      LoginDesk desk, BearerToken token, InetAddress from, Instant now) {
    return ended(desk.login(message(token, from), now));
  }

  private static LoginVerdict ended(LoginDesk.StepAnswer answer) {
    return ((LoginStep.Ended) answer.step()).verdict();
  }

  private static String nameOf(LoginVerdict verdict) {
    return verdict instanceof LoginVerdict.Granted granted ? granted.user().name() : "none";
  }

  private static String reply(LoginVerdict verdict) {
    return ((LoginVerdict.Denied) verdict).reply().toString();
  }
}
