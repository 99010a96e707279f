package relay.domain.rotation;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.InMemoryControlStore;
import relay.domain.mail.DomainName;
import relay.domain.secret.MasterKeys;
import relay.domain.secret.SecretBox;
import relay.domain.signing.KeyMaker;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.DomainState;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.Tenant;

/** A relay's keys with a clock and a DNS that the test moves, for tests: acme owns acme.example. */
public final class Rotations implements InstantSource {
  public static final DomainName ACME = DomainName.of("acme.example");
  public static final String TENANT = "acme";
  public static final Actor ANN = new Actor("ann", "192.0.2.1");
  public static final RotationSettings SETTINGS =
      new RotationSettings(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(7), 500);

  public final InMemoryControlStore store = new InMemoryControlStore();
  public final KeyDns dns = new KeyDns();
  public final KeyMint mint = newMint();
  public final KeyRotation rotation = new KeyRotation(store, store, mint, dns, SETTINGS, this);
  public final KeyPatrol patrol =
      new KeyPatrol(store, store, dns, rotation, SETTINGS, Actor.system("mx1"));
  private Instant now = Instant.parse("2026-01-31T12:00:00Z");

  public Rotations() {
    store.apply(
        List.of(
            new ControlChange.Create(Tenant.of(TENANT)),
            new ControlChange.Create(verified(TENANT, ACME))),
        ANN);
  }

  public static SendingDomain verified(String tenant, DomainName name) {
    return new SendingDomain(tenant, name, 0, DomainState.PENDING, "token", Optional.empty())
        .verified(Instant.EPOCH);
  }

  /** With a master key of its own. */
  public static KeyMint newMint() {
    var random = new SecureRandom();
    var box = new SecretBox(MasterKeys.first(random), random);
    return new KeyMint(new KeyMaker(random), () -> box);
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Time passes, and the schedule looks. */
  public void look(Duration time) {
    pass(time);
    patrol.round(() -> true);
  }

  /** A pending Ed25519 key of acme.example: made in no time. */
  public DomainKey next() {
    return next(SigningAlgorithm.ED25519_SHA256);
  }

  public DomainKey next(SigningAlgorithm algorithm) {
    var order = new RotationOrder(Set.of(algorithm), Optional.empty(), false, ANN);
    return only(rotation.rotate(TENANT, ACME, order));
  }

  /** An Ed25519 key of acme.example that signs. */
  public DomainKey active() {
    DomainKey key = next();
    dns.publish(key);
    look(Duration.ofMinutes(1));
    return now(key);
  }

  /** The key as it is now. */
  public DomainKey now(DomainKey key) {
    return rotation.find(key.tenant(), key.domain(), key.selector()).orElseThrow();
  }

  public static DomainKey only(ControlOutcome outcome) {
    return (DomainKey) outcome.done().orElseThrow().object();
  }
}
