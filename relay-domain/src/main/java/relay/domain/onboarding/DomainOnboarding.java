package relay.domain.onboarding;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.mail.DomainName;
import relay.domain.rotation.KeyRotation;
import relay.domain.rotation.RecordLook;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.DomainState;
import relay.domain.tenancy.KeyState;
import relay.domain.tenancy.ObjectIds;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.TenancyKinds;

/**
 * Claims and verifies sending domains. Thread-safe. Methods throw {@link
 * relay.domain.control.ControlUnavailable} while nothing can be changed.
 */
public final class DomainOnboarding {
  private final ControlStore store;
  private final ControlSource source;
  private final DkimKeyLookup dns;
  private final KeyRotation rotation;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * @param random a secure one: who can guess a token can claim a domain in advance
   */
  public DomainOnboarding(
      ControlStore store,
      ControlSource source,
      DkimKeyLookup dns,
      KeyRotation rotation,
      InstantSource clock,
      RandomGenerator random) {
    this.store = store;
    this.source = source;
    this.dns = dns;
    this.rotation = rotation;
    this.clock = clock;
    this.random = random;
  }

  /** Makes the domain of a tenant, pending, with a token of its own. */
  public ControlOutcome claim(String tenant, DomainName name, Actor by) {
    return store.apply(
        new ControlChange.Create(
            new SendingDomain(
                tenant,
                name,
                0,
                DomainState.PENDING,
                ObjectIds.domainToken(random),
                Optional.empty())),
        by);
  }

  /**
   * Looks for the proof in the DNS, and verifies the domain when it is there: the token, or the
   * record of one of its DKIM keys, which only who rules the zone can publish. One that is verified
   * stays so whatever the DNS says. Its keys move on by what the DNS says now.
   */
  public Verification verify(String tenant, DomainName name, Actor by) {
    ControlKey key = SendingDomain.key(tenant, name);
    Optional<SendingDomain> found = source.state().find(TenancyKinds.DOMAIN, tenant, name.ascii());
    if (found.isEmpty()) {
      return new Verification.NotChanged(new ControlOutcome.Missing(key));
    }
    SendingDomain domain = found.get();
    Verification verification =
        domain.isVerified() ? new Verification.Verified(domain) : prove(domain, by);
    rotation.look(tenant, name, by);
    return verification;
  }

  private Verification prove(SendingDomain domain, Actor by) {
    DkimKeyLookup.Answer answer = dns.textsOf(domain.proofName().ascii());
    List<String> texts =
        answer instanceof DkimKeyLookup.Answer.Found records ? records.texts() : List.of();
    if (texts.stream().map(String::strip).anyMatch(domain.proofText()::equals)) {
      return verified(domain, by);
    }
    String problem =
        answer instanceof DkimKeyLookup.Answer.Unavailable unavailable ? unavailable.reason() : "";
    for (DomainKey key : rotation.keys(domain.tenant(), domain.name())) {
      if (key.state() != KeyState.REMOVED) {
        RecordLook look = RecordLook.at(key, dns);
        if (look.isOk()) {
          return verified(domain, by);
        }
        problem = problem.isEmpty() ? look.problem() : problem;
      }
    }
    return problem.isEmpty()
        ? new Verification.NotSeen(domain.proofName().ascii(), domain.proofText(), texts)
        : new Verification.NoAnswer(problem);
  }

  private Verification verified(SendingDomain domain, Actor by) {
    ControlOutcome outcome =
        store.apply(new ControlChange.Replace(domain.verified(clock.instant())), by);
    return outcome instanceof ControlOutcome.Done done
        ? new Verification.Verified((SendingDomain) done.object())
        : new Verification.NotChanged(outcome);
  }
}
