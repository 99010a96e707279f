package relay.domain.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange.Create;
import relay.domain.control.ControlChange.Delete;
import relay.domain.control.ControlOutcome;
import relay.domain.control.InMemoryControlStore;
import relay.domain.mail.DomainName;
import relay.domain.rotation.KeyRotation;
import relay.domain.rotation.RotationOrder;
import relay.domain.rotation.Rotations;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.DkimKeyLookup.Answer;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeyState;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

class DomainOnboardingTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Actor ALICE = new Actor("alice", "192.0.2.1");
  private static final DomainName NAME = DomainName.of("acme.example");
  private static final String RECORD = "_relay-verification.acme.example";
  private final Map<String, Answer> records = new HashMap<>();
  private final DkimKeyLookup dns = n -> records.getOrDefault(n, new Answer.Missing());
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final KeyRotation rotation =
      new KeyRotation(store, store, Rotations.newMint(), dns, Rotations.SETTINGS, () -> NOON);
  private final DomainOnboarding onboarding =
      new DomainOnboarding(store, store, dns, rotation, () -> NOON, new Random(1));

  @BeforeEach
  void makeTenants() {
    store.apply(List.of(new Create(Tenant.of("acme")), new Create(Tenant.of("evil"))), ALICE);
  }

  @Test
  void shouldVerifyADomainWhoseTokenIsPublished() {
    SendingDomain claimed = claim("acme");
    publish("v=spf1 -all", " " + claimed.proofText() + " ");

    Verification verification = onboarding.verify("acme", NAME, ALICE);

    assertThat(verification).isInstanceOf(Verification.Verified.class);
    SendingDomain now =
        store.state().find(TenancyKinds.DOMAIN, "acme", "acme.example").orElseThrow();
    assertThat(now.isVerified()).isTrue();
    assertThat(now.verifiedAt()).contains(NOON);
    assertThat(store.audit()).endsWith("alice replace domain acme/acme.example");
  }

  @Test
  void shouldSayWhatToPublishWhenTheTokenIsNotThere() {
    SendingDomain claimed = claim("acme");
    publish("relay-verification=of-somebody-else");

    assertThat(onboarding.verify("acme", NAME, ALICE))
        .isEqualTo(
            new Verification.NotSeen(
                RECORD,
                "relay-verification=" + claimed.token(),
                List.of("relay-verification=of-somebody-else")));
  }

  @Test
  void shouldGiveEachTenantATokenOfItsOwn() {
    SendingDomain acme = claim("acme");
    SendingDomain evil = claim("evil");
    publish(acme.proofText());

    assertThat(acme.token()).isNotEqualTo(evil.token()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(onboarding.verify("evil", NAME, ALICE)).isInstanceOf(Verification.NotSeen.class);
  }

  @Test
  void shouldNotVerifyADomainThatIsAnotherTenantsAlready() {
    publish(claim("acme").proofText(), claim("evil").proofText());
    onboarding.verify("acme", NAME, ALICE);

    assertThat(onboarding.verify("evil", NAME, ALICE))
        .isInstanceOfSatisfying(
            Verification.NotChanged.class,
            n -> assertThat(n.outcome()).isInstanceOf(ControlOutcome.Refused.class));
  }

  @Test
  void shouldAskToComeBackWhenTheDnsDoesNotAnswer() {
    claim("acme");
    records.put(RECORD, new Answer.Unavailable("SERVFAIL"));

    assertThat(onboarding.verify("acme", NAME, ALICE))
        .isEqualTo(new Verification.NoAnswer("SERVFAIL"));
  }

  @Test
  void shouldKeepAVerifiedDomainWhateverTheDnsSaysLater() {
    publish(claim("acme").proofText());
    onboarding.verify("acme", NAME, ALICE);
    records.clear();

    assertThat(onboarding.verify("acme", NAME, ALICE)).isInstanceOf(Verification.Verified.class);
  }

  @Test
  void shouldKnowNoDomainThatNobodyClaimed() {
    claim("acme");
    store.apply(new Delete(SendingDomain.key("acme", NAME), 0), ALICE);

    assertThat(onboarding.verify("acme", NAME, ALICE))
        .isEqualTo(
            new Verification.NotChanged(
                new ControlOutcome.Missing(SendingDomain.key("acme", NAME))));
  }

  @Test
  void shouldVerifyADomainWhoseDkimKeyIsPublishedAndLetItSign() {
    claim("acme");
    DomainKey key = keyOf("acme");
    records.put(key.recordName(), new Answer.Found(List.of(key.record())));

    assertThat(onboarding.verify("acme", NAME, ALICE)).isInstanceOf(Verification.Verified.class);

    assertThat(rotation.keys("acme", NAME))
        .extracting(DomainKey::state)
        .containsExactly(KeyState.ACTIVE);
  }

  @Test
  void shouldNotTakeTheKeyOfAnotherTenantForAProof() {
    claim("acme");
    claim("evil");
    DomainKey key = keyOf("acme");
    keyOf("evil");
    records.put(key.recordName(), new Answer.Found(List.of(key.record())));

    assertThat(onboarding.verify("evil", NAME, ALICE)).isInstanceOf(Verification.NotSeen.class);
  }

  @Test
  void shouldNotTakeARemovedKeyForAProof() {
    claim("acme");
    DomainKey key = keyOf("acme");
    records.put(key.recordName(), new Answer.Found(List.of(key.record())));
    rotation.remove("acme", NAME, key.selector(), false, ALICE);

    assertThat(onboarding.verify("acme", NAME, ALICE)).isInstanceOf(Verification.NotSeen.class);
  }

  @Test
  void shouldAskToComeBackWhenTheDnsDoesNotAnswerAboutTheKey() {
    claim("acme");
    records.put(keyOf("acme").recordName(), new Answer.Unavailable("SERVFAIL"));

    assertThat(onboarding.verify("acme", NAME, ALICE))
        .isEqualTo(new Verification.NoAnswer("SERVFAIL"));
  }

  private DomainKey keyOf(String tenant) {
    var order =
        new RotationOrder(Set.of(SigningAlgorithm.ED25519_SHA256), Optional.empty(), false, ALICE);
    return Rotations.only(rotation.rotate(tenant, NAME, order));
  }

  private SendingDomain claim(String tenant) {
    return (SendingDomain) onboarding.claim(tenant, NAME, ALICE).done().orElseThrow().object();
  }

  private void publish(String... texts) {
    records.put(RECORD, new Answer.Found(List.of(texts)));
  }
}
