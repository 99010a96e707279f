package relay.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlUnavailable;
import relay.domain.mail.DomainName;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeyState;

class KeyPatrolTest {
  private final Rotations acme = new Rotations();

  @Test
  void shouldGoOnWhereItsBoundEndedTheLastRound() {
    List<DomainKey> keys = keysOfDomains(7);
    keys.forEach(acme.dns::publish);
    var settings = new RotationSettings(Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO, 3);
    KeyPatrol patrol = patrol(settings);

    patrol.round(() -> true);
    assertThat(active(keys)).isEqualTo(3);
    patrol.round(() -> true);
    assertThat(active(keys)).isEqualTo(6);
    patrol.round(() -> true);
    assertThat(active(keys)).isEqualTo(7);
  }

  @Test
  void shouldNotAskOnWhenTheDnsIsGoneAndBeginBehindABrokenZoneNextTime() {
    List<DomainKey> keys = keysOfDomains(8);
    keys.subList(0, 5).forEach(key -> acme.dns.fails(key.recordName()));
    keys.subList(5, 8).forEach(acme.dns::publish);

    acme.patrol.round(() -> true);
    assertThat(acme.dns.questions()).isEqualTo(5);
    assertThat(active(keys)).isZero();

    acme.patrol.round(() -> true);
    assertThat(active(keys)).isEqualTo(3);
  }

  @Test
  void shouldLeaveAloneWhatAnotherNodeMovedFirst() {
    DomainKey key = acme.next();
    acme.dns.publish(key);
    List<DomainKey> asSeenBefore = acme.rotation.keys(Rotations.TENANT, Rotations.ACME);
    acme.patrol.round(() -> true);
    List<String> audit = acme.store.audit();

    var answers = java.util.Map.of(key.key(), relay.domain.tenancy.KeySight.Seen.OK);
    boolean moved = acme.rotation.moveOn(asSeenBefore, answers, Actor.system("mx2"));

    assertThat(moved).isFalse();
    assertThat(acme.store.audit()).isEqualTo(audit);
  }

  @Test
  void shouldStopWhenTheServerDoes() {
    acme.next();

    acme.patrol.round(() -> false);

    assertThat(acme.dns.questions()).isZero();
  }

  @Test
  void shouldMoveOnOnceTheDatabaseIsBack() {
    DomainKey key = acme.next();
    acme.dns.publish(key);
    acme.store.setDown(true);
    assertThatThrownBy(() -> acme.patrol.round(() -> true)).isInstanceOf(ControlUnavailable.class);

    acme.store.setDown(false);
    acme.patrol.round(() -> true);

    assertThat(acme.now(key).state()).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void shouldNotAskAtTheSameTimeOnAllNodes() {
    Random random = new Random(1);
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      pauses.add(acme.patrol.pause(random));
    }

    assertThat(pauses)
        .allMatch(p -> p.compareTo(Duration.ofMinutes(4)) >= 0)
        .allMatch(p -> p.compareTo(Duration.ofMinutes(6)) <= 0);
    assertThat(Set.copyOf(pauses)).hasSizeGreaterThan(20);
  }

  private KeyPatrol patrol(RotationSettings settings) {
    return new KeyPatrol(
        acme.store, acme.store, acme.dns, acme.rotation, settings, Actor.system("mx1"));
  }

  private List<DomainKey> keysOfDomains(int count) {
    List<DomainKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DomainName name = DomainName.of("d" + i + ".example");
      acme.store.apply(
          new ControlChange.Create(Rotations.verified(Rotations.TENANT, name)), Rotations.ANN);
      var order =
          new RotationOrder(
              Set.of(SigningAlgorithm.ED25519_SHA256), Optional.empty(), false, Rotations.ANN);
      keys.add(Rotations.only(acme.rotation.rotate(Rotations.TENANT, name, order)));
    }
    return keys;
  }

  private long active(List<DomainKey> keys) {
    return keys.stream().filter(key -> acme.now(key).state() == KeyState.ACTIVE).count();
  }
}
