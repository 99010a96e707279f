package relay.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.signing.SigningAlgorithm.ED25519_SHA256;
import static relay.domain.signing.SigningAlgorithm.RSA_SHA256;
import static relay.domain.tenancy.KeySight.Seen.MISSING;
import static relay.domain.tenancy.KeySight.Seen.OK;
import static relay.domain.tenancy.KeySight.Seen.UNKNOWN;
import static relay.domain.tenancy.KeySight.Seen.WRONG;
import static relay.domain.tenancy.KeyState.ACTIVE;
import static relay.domain.tenancy.KeyState.PENDING;
import static relay.domain.tenancy.KeyState.PUBLISHED;
import static relay.domain.tenancy.KeyState.REMOVED;
import static relay.domain.tenancy.KeyState.RETIRED;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKey;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeySight;
import relay.domain.tenancy.KeyState;

class KeyLifeCycleTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private final KeyLifeCycle lifeCycle = new KeyLifeCycle(Rotations.SETTINGS);

  @ParameterizedTest
  @EnumSource(KeyState.class)
  void shouldMoveNothingWhenTheDnsDoesNotAnswer(KeyState state) {
    DomainKey key = key("a", state, state == PENDING ? UNKNOWN : OK);

    assertThat(lifeCycle.moves(List.of(key), Map.of(), NOON).stream().map(Object::toString))
        .allMatch(move -> state == PUBLISHED && move.contains("ACTIVE"));
  }

  @Test
  void shouldLetTheFirstKeySignAsSoonAsTheDnsShowsIt() {
    assertThat(moved(NOON, OK, key("a", PENDING, UNKNOWN))).containsExactly("a ACTIVE OK");
  }

  @ParameterizedTest
  @EnumSource(names = {"MISSING", "WRONG"})
  void shouldKeepAKeyPendingThatTheDnsDoesNotShow(KeySight.Seen seen) {
    assertThat(moved(NOON, seen, key("a", PENDING, UNKNOWN))).containsExactly("a PENDING " + seen);
    assertThat(moved(NOON, seen, key("a", PENDING, seen))).isEmpty();
  }

  @Test
  void shouldSwitchOnlyWhenTheDnsHasShownTheNextKeyForTheSettlingTime() {
    DomainKey old = key("a", ACTIVE, OK);
    DomainKey next = key("b", PUBLISHED, OK);
    Instant settled = NOON.plus(Rotations.SETTINGS.settleTime());

    assertThat(moved(settled.minusMillis(1), OK, old, next)).isEmpty();
    assertThat(moved(settled, OK, old, next)).containsExactly("a RETIRED OK", "b ACTIVE OK");
  }

  @Test
  void shouldNotWaitForTheNextKeyWhenNobodyFindsTheOneThatSigns() {
    DomainKey next = key("b", PUBLISHED, OK);

    assertThat(changes(Map.of("a", MISSING, "b", OK), NOON, key("a", ACTIVE, MISSING), next))
        .containsExactly("a RETIRED MISSING", "b ACTIVE OK");
  }

  @Test
  void shouldLetAKeyWaitAnewWhoseRecordVanishedBeforeTheSwitch() {
    Instant later = NOON.plus(Duration.ofDays(1));

    assertThat(
            changes(
                Map.of("a", OK, "b", MISSING),
                later,
                key("a", ACTIVE, OK),
                key("b", PUBLISHED, OK)))
        .containsExactly("b PENDING MISSING");
  }

  @ParameterizedTest
  @EnumSource(names = {"MISSING", "WRONG"})
  void shouldGoOnSigningWithAKeyWhoseRecordVanished(KeySight.Seen seen) {
    assertThat(moved(NOON, seen, key("a", ACTIVE, OK))).containsExactly("a ACTIVE " + seen);
  }

  @Test
  void shouldSwitchEachAlgorithmByItself() {
    Instant later = NOON.plus(Duration.ofDays(1));

    assertThat(
            changes(
                Map.of("r1", OK, "r2", OK, "e1", OK, "e2", MISSING),
                later,
                key("r1", ACTIVE, OK, RSA_SHA256),
                key("r2", PUBLISHED, OK, RSA_SHA256),
                key("e1", ACTIVE, OK, ED25519_SHA256),
                key("e2", PENDING, MISSING, ED25519_SHA256)))
        .containsExactly("r1 RETIRED OK", "r2 ACTIVE OK");
  }

  @Test
  void shouldRemoveARetiredKeyWhenItsTimeIsOver() {
    DomainKey key = key("a", RETIRED, OK);
    Instant over = NOON.plus(Rotations.SETTINGS.retiredTime());

    assertThat(moved(over.minusMillis(1), OK, key)).isEmpty();
    assertThat(moved(over, OK, key)).containsExactly("a REMOVED OK");
    assertThat(lifeCycle.moves(List.of(key), Map.of(), over))
        .singleElement()
        .satisfies(
            move ->
                assertThat(((DomainKey) ((ControlChange.Replace) move).object()).sealed())
                    .isEmpty());
  }

  @Test
  void shouldForgetARemovedKeyOnceTheDnsShowsItNoMore() {
    DomainKey key = key("a", REMOVED, OK);

    assertThat(moved(NOON, OK, key)).isEmpty();
    assertThat(moved(NOON, MISSING, key)).containsExactly("delete a");
    assertThat(moved(NOON, WRONG, key)).containsExactly("delete a");
  }

  @Test
  void shouldNeverGoBackToAnOlderKey() {
    DomainKey old = key("a", PUBLISHED, OK);
    DomainKey active = key("b", ACTIVE, OK);

    assertThat(moved(NOON.plus(Duration.ofDays(30)), OK, old, active)).isEmpty();
  }

  @Test
  void shouldRememberSinceWhenTheDnsSaysWhatItSays() {
    DomainKey key = key("a", PENDING, MISSING).seen(WRONG, NOON);

    assertThat(key.seen(WRONG, NOON.plusSeconds(60))).isSameAs(key);
    assertThat(key.seen(OK, NOON.plusSeconds(60)).sight().since()).isEqualTo(NOON.plusSeconds(60));
  }

  private List<String> moved(Instant now, KeySight.Seen seen, DomainKey... keys) {
    Map<String, KeySight.Seen> answers = new HashMap<>();
    for (DomainKey key : keys) {
      answers.put(key.selector(), key.sight().what() == MISSING ? MISSING : seen);
    }
    return changes(answers, now, keys);
  }

  private List<String> changes(
      Map<String, KeySight.Seen> bySelector, Instant now, DomainKey... keys) {
    Map<ControlKey, KeySight.Seen> answers = new HashMap<>();
    for (DomainKey key : keys) {
      answers.put(key.key(), bySelector.get(key.selector()));
    }
    return lifeCycle.moves(List.of(keys), answers, now).stream().map(this::words).toList();
  }

  private String words(ControlChange change) {
    if (change instanceof ControlChange.Replace replace) {
      DomainKey key = (DomainKey) replace.object();
      return key.selector() + " " + key.state() + " " + key.sight().what();
    }
    return "delete " + change.key().id().substring(0, change.key().id().indexOf('.'));
  }

  private static DomainKey key(String selector, KeyState state, KeySight.Seen seen) {
    return key(selector, state, seen, ED25519_SHA256);
  }

  /** In its state, and seen so, since noon; made in the order of the selectors. */
  private static DomainKey key(
      String selector, KeyState state, KeySight.Seen seen, SigningAlgorithm algorithm) {
    return new DomainKey(
        "acme",
        Rotations.ACME,
        selector,
        1,
        algorithm,
        state,
        NOON,
        NOON.minusSeconds(1000 - selector.charAt(selector.length() - 1)),
        "v=DKIM1; k=" + algorithm.keyType() + "; p=AAAA",
        state == REMOVED ? Optional.empty() : Optional.of("sealed:1:k:x"),
        new KeySight(seen, NOON));
  }
}
