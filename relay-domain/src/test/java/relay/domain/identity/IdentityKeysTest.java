package relay.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.audit.Actor;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlUnavailable;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.InvalidField;
import relay.domain.identity.TokenVerdict.Expired;
import relay.domain.identity.TokenVerdict.Forged;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.mail.QueueId;
import relay.domain.secret.InMemoryVault;
import relay.domain.secret.SecretBox;

class IdentityKeysTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Actor SYSTEM = Actor.system("mx1");
  private final InMemoryControlStore store =
      new InMemoryControlStore(new ControlKinds(List.of(IdentityKeyKind.KEYS)));
  private final InMemoryVault vault = new InMemoryVault();
  private Instant now = NOON;
  private Duration lifetime = Duration.ofDays(90);
  private final IdentityKeys keys = node(1);

  private IdentityKeys node(long seed) {
    return new IdentityKeys(
        store,
        store,
        () -> vault,
        () -> new IdentitySettings(lifetime),
        () -> now,
        new Random(seed));
  }

  private QueueId mail() {
    return QueueId.next(now, () -> 7L);
  }

  @Test
  void shouldMakeTheFirstKeyOnceHoweverManyNodesStart() {
    keys.tend(SYSTEM);
    node(2).tend(SYSTEM);
    keys.tend(SYSTEM);

    assertThat(keys.all()).hasSize(1);
    assertThat(store.audit()).containsExactly("system create identity-key 0");
    assertThat(keys.get().canMake()).isTrue();
  }

  @Test
  void shouldMakeNoTokensWhileThereIsNoDatabaseToKeepAKeyIn() {
    store.setDown(true);

    assertThatThrownBy(() -> keys.tend(SYSTEM)).isInstanceOf(ControlUnavailable.class);
    assertThat(keys.get().canMake()).isFalse();
  }

  @Test
  void shouldBelieveTheTokensOfAnotherNode() {
    keys.tend(SYSTEM);

    String token = keys.get().make(mail(), 4);

    assertThat(node(2).get().check(token, now)).isEqualTo(new Genuine(mail(), 4));
  }

  @Test
  void shouldMakeTokensWithTheNewKeyAndBelieveThoseOfTheOld() {
    keys.tend(SYSTEM);
    String old = keys.get().make(mail(), 0);
    now = now.plusSeconds(60);

    Optional<IdentityKey> made = keys.rotate(SYSTEM);

    assertThat(made).map(IdentityKey::number).contains(1);
    QueueId later = mail();
    assertThat(keys.get().check(old, now)).isInstanceOf(Genuine.class);
    assertThat(keys.get().check(keys.get().make(later, 1), now)).isEqualTo(new Genuine(later, 1));
  }

  @Test
  void shouldLetAKeyGoOnceAllItsTokensHaveExpired() {
    keys.tend(SYSTEM);
    String old = keys.get().make(mail(), 0);
    now = now.plus(Duration.ofDays(10));
    keys.rotate(SYSTEM);

    now = now.plus(lifetime);
    keys.tend(SYSTEM);
    assertThat(keys.all()).hasSize(2);
    assertThat(keys.get().check(old, now)).isInstanceOf(Expired.class);

    now = now.plusMillis(1);
    keys.tend(SYSTEM);
    assertThat(keys.all()).extracting(IdentityKey::number).containsExactly(1);
    assertThat(keys.get().check(old, now)).isInstanceOf(Forged.class);
  }

  @Test
  void shouldRotateFifteenTimesWithinALifetimeAndThenRefuse() {
    keys.tend(SYSTEM);
    for (int i = 1; i < 16; i++) {
      now = now.plusSeconds(1);
      assertThat(keys.rotate(SYSTEM)).map(IdentityKey::number).contains(i);
    }

    now = now.plusSeconds(1);
    assertThat(keys.rotate(SYSTEM)).isEmpty();
    assertThat(keys.all()).hasSize(16);

    now = now.plus(lifetime);
    assertThat(keys.rotate(SYSTEM)).map(IdentityKey::number).contains(0);
    assertThat(keys.get().check(keys.get().make(mail(), 0), now)).isInstanceOf(Genuine.class);
  }

  @Test
  void shouldTakeANewLifetimeAtOnce() {
    keys.tend(SYSTEM);
    String token = keys.get().make(mail(), 0);
    now = now.plus(Duration.ofDays(2));

    lifetime = Duration.ofDays(1);

    assertThat(keys.get().check(token, now)).isInstanceOf(Expired.class);
  }

  @Test
  void shouldOpenItsKeysOnceForEachChange() {
    keys.tend(SYSTEM);

    IdentityTokens first = keys.get();

    assertThat(keys.get()).isSameAs(first);
    keys.rotate(SYSTEM);
    assertThat(keys.get()).isNotSameAs(first);
  }

  @Test
  void shouldGoOnWithTheOthersWhenOneKeyCannotBeOpened() {
    keys.tend(SYSTEM);
    String old = keys.get().make(mail(), 0);
    vault.rotate();
    now = now.plusSeconds(1);
    keys.rotate(SYSTEM);

    vault.forgetOldKeys();
    IdentityTokens after = node(3).get();

    assertThat(after.check(old, now)).isInstanceOf(Forged.class);
    assertThat(after.check(after.make(mail(), 0), now)).isInstanceOf(Genuine.class);
  }

  @Test
  void shouldKeepItsSecretSealedAndSealItAnewWithTheMasterKey() {
    keys.tend(SYSTEM);
    IdentityKey key = keys.all().get(0);
    String token = keys.get().make(mail(), 0);
    assertThat(SecretBox.isSealed(key.sealed())).isTrue();
    assertThat(key.toString()).doesNotContain(key.sealed());
    assertThat(IdentityKeyKind.KEYS.isSecret("secret")).isTrue();

    vault.rotate();
    IdentityKey renewed = IdentityKeyKind.KEYS.resealed(key, vault.box()::renewed);

    assertThat(renewed.sealed()).isNotEqualTo(key.sealed());
    assertThat(vault.box().isCurrent(renewed.sealed())).isTrue();
    byte[] secret = vault.box().open(renewed.sealed(), IdentityKey.place(0));
    var tokens = new IdentityTokens(List.of(new TokenKey(0, secret)), lifetime);
    assertThat(tokens.check(token, now)).isInstanceOf(Genuine.class);
  }

  @Test
  void shouldComeBackFromItsDocument() {
    keys.tend(SYSTEM);
    IdentityKey key = keys.all().get(0);

    JsonObject document = IdentityKeyKind.KEYS.write(key);

    assertThat(IdentityKeyKind.KEYS.read(key.key(), key.version(), document)).isEqualTo(key);
    assertThat(IdentityKeyKind.KEYS.hasOwnOperations()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "-1", "01", "x"})
  void shouldHaveANumberThatFitsATokenForItsId(String id) {
    keys.tend(SYSTEM);
    JsonObject document = IdentityKeyKind.KEYS.write(keys.all().get(0));
    var name = new ControlKey("identity-key", "", id);

    assertThatThrownBy(() -> IdentityKeyKind.KEYS.read(name, 1, document))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("0 to 15");
  }
}
