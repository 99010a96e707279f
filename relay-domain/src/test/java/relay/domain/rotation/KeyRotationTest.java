package relay.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.rotation.Rotations.ACME;
import static relay.domain.rotation.Rotations.ANN;
import static relay.domain.rotation.Rotations.TENANT;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlUnavailable;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.signing.PublishedKey;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeySight;
import relay.domain.tenancy.KeyState;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.TenancyKinds;

class KeyRotationTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private final Rotations acme = new Rotations();

  @Test
  void shouldGoThroughAllStatesAndWriteEachMoveIntoTheAudit() {
    DomainKey first = acme.next();
    assertThat(states()).containsExactly("e20260131 PENDING");
    acme.look(MINUTE);
    assertThat(acme.now(first).sight().what()).isEqualTo(KeySight.Seen.MISSING);
    acme.dns.publish(first);
    acme.look(MINUTE);
    assertThat(states()).containsExactly("e20260131 ACTIVE");

    acme.pass(Duration.ofDays(90));
    DomainKey second = acme.next();
    acme.dns.publish(second);
    acme.look(MINUTE);
    assertThat(states()).containsExactly("e20260131 ACTIVE", "e20260501 PUBLISHED");
    acme.look(HOUR);
    assertThat(states()).containsExactly("e20260131 RETIRED", "e20260501 ACTIVE");
    acme.look(Duration.ofDays(7));
    assertThat(states()).containsExactly("e20260131 REMOVED", "e20260501 ACTIVE");
    acme.look(MINUTE);
    assertThat(states()).hasSize(2);
    acme.dns.remove(first.recordName());
    acme.look(MINUTE);
    assertThat(states()).containsExactly("e20260501 ACTIVE");

    String old = " dkim-key acme/" + first.recordName();
    String next = " dkim-key acme/" + second.recordName();
    assertThat(acme.store.audit().subList(2, acme.store.audit().size()))
        .containsExactly(
            "ann create" + old,
            "system replace" + old,
            "system replace" + old,
            "ann create" + next,
            "system replace" + next,
            "system replace" + old,
            "system replace" + next,
            "system replace" + old,
            "system delete" + old);
  }

  @Test
  void shouldStayAsItIsWhileTheDnsFails() {
    DomainKey old = acme.active();
    acme.pass(Duration.ofDays(1));
    DomainKey next = acme.next();
    acme.dns.publish(next);
    acme.look(MINUTE);
    List<String> audit = acme.store.audit();

    acme.dns.setDown(true);
    acme.look(HOUR);

    assertThat(acme.store.audit()).isEqualTo(audit);
    acme.dns.setDown(false).fails(old.recordName());
    acme.look(HOUR);
    assertThat(acme.now(old).state()).isEqualTo(KeyState.RETIRED);
    assertThat(acme.now(next).state()).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void shouldBeginAnewWhenTheNextKeyVanishesOrIsReplacedByAnother() {
    DomainKey old = acme.active();
    acme.pass(Duration.ofDays(1));
    DomainKey next = acme.next();
    acme.dns.publish(next);
    acme.look(MINUTE);

    acme.dns.texts(next.recordName(), old.record());
    acme.look(HOUR);

    assertThat(acme.now(next).state()).isEqualTo(KeyState.PENDING);
    assertThat(acme.now(next).sight().what()).isEqualTo(KeySight.Seen.WRONG);
    acme.dns.texts(next.recordName(), next.record(), "v=DKIM1; p=");
    acme.look(HOUR);
    assertThat(acme.now(next).state()).isEqualTo(KeyState.PENDING);
    acme.dns.publish(next);
    acme.look(HOUR);
    assertThat(acme.now(next).state()).isEqualTo(KeyState.PUBLISHED);
    assertThat(acme.now(old).state()).isEqualTo(KeyState.ACTIVE);
    acme.look(HOUR);
    assertThat(acme.now(next).state()).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void shouldMakeAKeyOfEachAlgorithmThatOpensAgain() {
    ControlOutcome made = acme.rotation.rotate(TENANT, ACME, RotationOrder.ofBoth(ANN));

    assertThat(acme.rotation.keys(TENANT, ACME))
        .extracting(DomainKey::selector)
        .containsExactly("e20260131", "r20260131");
    assertThat(made.done().orElseThrow().objects())
        .allSatisfy(
            object -> {
              DomainKey key = (DomainKey) object;
              assertThat(PublishedKey.of(acme.mint.open(key)).text()).isEqualTo(key.record());
            });
    DomainKey rsa = acme.rotation.find(TENANT, ACME, "r20260131").orElseThrow();
    assertThat(rsa.record()).startsWith("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A");
  }

  @Test
  void shouldShowNothingOfThePrivateKey() {
    DomainKey key = acme.next();

    String masked = new ControlKinds(TenancyKinds.ALL).masked(key).toString();

    assertThat(key.sealed().orElseThrow()).startsWith("sealed:1:").doesNotContain("PRIVATE KEY");
    assertThat(masked).contains("\"private_key\":\"***\"").doesNotContain("sealed:1:");
    assertThat(key.toString()).doesNotContain("sealed:1:");
  }

  @Test
  void shouldDestroyThePrivateKeyWithTheRemoval() {
    DomainKey key = acme.next();

    acme.rotation.remove(TENANT, ACME, key.selector(), false, ANN);

    assertThat(acme.now(key).state()).isEqualTo(KeyState.REMOVED);
    assertThatThrownBy(() -> acme.mint.open(acme.now(key)))
        .isInstanceOf(NoSuchElementException.class);
    acme.rotation.remove(TENANT, ACME, key.selector(), false, ANN);
    assertThat(acme.rotation.keys(TENANT, ACME)).isEmpty();
    assertThat(acme.rotation.remove(TENANT, ACME, key.selector(), false, ANN))
        .isInstanceOf(ControlOutcome.Missing.class);
  }

  @Test
  void shouldNotRemoveAKeyThatSigns() {
    DomainKey key = acme.active();

    assertThat(why(acme.rotation.remove(TENANT, ACME, key.selector(), false, ANN)))
        .contains("signs mail now");
  }

  @Test
  void shouldLetThePublishedNextKeyTakeOverWhenTheActiveOneRetires() {
    DomainKey old = acme.active();
    acme.pass(Duration.ofDays(1));
    DomainKey next = acme.next();
    acme.dns.publish(next);
    acme.look(MINUTE);

    ControlOutcome trial = acme.rotation.retire(TENANT, ACME, old.selector(), true, ANN);
    assertThat(trial.done().orElseThrow().objects()).hasSize(2);
    assertThat(acme.now(old).state()).isEqualTo(KeyState.ACTIVE);

    acme.rotation.retire(TENANT, ACME, old.selector(), false, ANN);
    assertThat(acme.now(old).state()).isEqualTo(KeyState.RETIRED);
    assertThat(acme.now(next).state()).isEqualTo(KeyState.ACTIVE);
    assertThat(acme.rotation.retire(TENANT, ACME, old.selector(), false, ANN).done()).isPresent();
  }

  @Test
  void shouldRetireOnlyWhatSigns() {
    DomainKey key = acme.next();

    assertThat(why(acme.rotation.retire(TENANT, ACME, key.selector(), false, ANN)))
        .contains("does not sign");
    assertThat(acme.rotation.retire(TENANT, ACME, "none", false, ANN))
        .isInstanceOf(ControlOutcome.Missing.class);
  }

  @Test
  void shouldHaveOneNextKeyOfAnAlgorithmAtATime() {
    acme.next();

    assertThat(why(acme.rotation.rotate(TENANT, ACME, RotationOrder.ofBoth(ANN))))
        .contains("e20260131 is there already");
  }

  @Test
  void shouldNameKeysAsWishedAndNeverTwice() {
    assertThat(named("mail").selector()).isEqualTo("mail");
    acme.rotation.remove(TENANT, ACME, "mail", false, ANN);

    assertThatThrownBy(() -> named("mail"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("must be new");
    assertThatThrownBy(() -> named("Mail.X")).isInstanceOf(InvalidField.class);
    DomainKey first = acme.next();
    acme.rotation.remove(TENANT, ACME, first.selector(), false, ANN);
    assertThat(acme.next().selector()).isEqualTo("e20260131-2");
  }

  @Test
  void shouldChangeNothingOnTrial() {
    var order =
        new RotationOrder(Set.of(SigningAlgorithm.ED25519_SHA256), Optional.empty(), true, ANN);

    assertThat(acme.rotation.rotate(TENANT, ACME, order).done()).isPresent();

    assertThat(acme.rotation.keys(TENANT, ACME)).isEmpty();
  }

  @Test
  void shouldKnowOnlyDomainsThatTheTenantHas() {
    assertThat(
            acme.rotation.rotate(TENANT, DomainName.of("other.example"), RotationOrder.ofBoth(ANN)))
        .isInstanceOf(ControlOutcome.Missing.class);
    assertThat(acme.rotation.rotate("evil", ACME, RotationOrder.ofBoth(ANN)))
        .isInstanceOf(ControlOutcome.Missing.class);
  }

  @Test
  void shouldKeepADomainThatHasKeys() {
    DomainKey key = acme.next();
    var delete = new ControlChange.Delete(SendingDomain.key(TENANT, ACME), 0);

    assertThat(why(acme.store.apply(delete, ANN))).contains("remove its keys first");

    acme.rotation.remove(TENANT, ACME, key.selector(), false, ANN);
    assertThat(acme.store.apply(delete, ANN).done()).isPresent();
    acme.look(MINUTE);
    assertThat(acme.rotation.keys(TENANT, ACME)).isEmpty();
  }

  @Test
  void shouldSayThatNothingCanBeChangedWithoutTheDatabaseAndGoOnReading() {
    DomainKey key = acme.active();
    acme.store.setDown(true);

    assertThatThrownBy(() -> acme.rotation.retire(TENANT, ACME, key.selector(), false, ANN))
        .isInstanceOf(ControlUnavailable.class);
    assertThat(acme.rotation.keys(TENANT, ACME)).containsExactly(key);
  }

  private DomainKey named(String selector) {
    return Rotations.only(
        acme.rotation.rotate(
            TENANT,
            ACME,
            new RotationOrder(
                Set.of(SigningAlgorithm.ED25519_SHA256), Optional.of(selector), false, ANN)));
  }

  private List<String> states() {
    return acme.rotation.keys(TENANT, ACME).stream()
        .map(key -> key.selector() + " " + key.state())
        .toList();
  }

  private static String why(ControlOutcome outcome) {
    return ((Refusal.Conflict) ((ControlOutcome.Refused) outcome).why()).why();
  }
}
