package relay.domain.transport;

import java.util.List;
import java.util.Optional;

/**
 * The policy of somebody else that decided how a mail exchanger is spoken to, so that he can be
 * told what came of it (RFC 8460 4.2). What the operator demands of his own accord is none.
 */
public sealed interface AppliedPolicy {

  /** Whose policy it is: for TLSA records the name at which they stand (RFC 8460 1.1). */
  String domain();

  /** What is wrong at this host before anything was said to it. */
  default Optional<TlsProblem> problem() {
    return Optional.empty();
  }

  /**
   * What a certificate is looked at by although nothing hangs on it: a policy under test wants to
   * be told (RFC 8461 5).
   */
  default Optional<CertificateCheck> observed() {
    return Optional.empty();
  }

  /** None was found, or none was asked for. */
  record None(String domain) implements AppliedPolicy {}

  /**
   * MTA-STS.
   *
   * @param policy empty when one is announced and could not be had
   */
  record Sts(
      String domain,
      Optional<StsPolicy> policy,
      Optional<TlsProblem> problem,
      Optional<CertificateCheck> observed)
      implements AppliedPolicy {

    static Sts lost(String domain, TlsProblem why) {
      return new Sts(domain, Optional.empty(), Optional.of(why), Optional.empty());
    }

    /** Its word about a host. */
    static Sts of(String domain, StsPolicy policy, String host) {
      boolean tested = policy.mode() == StsPolicy.Mode.TESTING;
      return new Sts(
          domain,
          Optional.of(policy),
          policy.covers(host)
              ? Optional.empty()
              : Optional.of(
                  new TlsProblem(
                      TlsFault.VALIDATION_FAILURE, "the policy does not name this mail exchanger")),
          tested ? Optional.of(CertificateCheck.Authority.of(host)) : Optional.empty());
    }
  }

  /**
   * DANE.
   *
   * @param records none when they could not be had
   */
  record Tlsa(String domain, List<TlsaRecord> records, Optional<TlsProblem> problem)
      implements AppliedPolicy {
    public Tlsa {
      records = List.copyOf(records);
    }

    static Tlsa without(String domain, TlsFault fault, String reason) {
      return new Tlsa(domain, List.of(), Optional.of(new TlsProblem(fault, reason)));
    }
  }
}
