package relay.domain.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.LookupResult;
import relay.domain.routing.LookupResult.Found;
import relay.domain.routing.LookupResult.TemporaryFailure;

/**
 * Finds the TLSA records of a host whose name is proven (RFC 7672 2.2). Asks for them only where
 * the addresses or the alias of the host are validated: servers of unsigned zones often answer
 * nothing to a question they do not know (RFC 7672 2.1.3). Thread-safe.
 */
public final class DaneSearch {
  private static final int ALIASES_MAX = 8;
  private final DomainLookup names;
  private final TlsaLookup records;

  public DaneSearch(DomainLookup names, TlsaLookup records) {
    this.names = names;
    this.records = records;
  }

  /** What is vouched for about this port of a host. */
  DaneOutcome at(DomainName host, int port) {
    DaneOutcome outcome = new DaneOutcome.Nothing();
    for (DomainName base : bases(host)) {
      outcome = at(base, records.tlsaOf(base, port));
      if (!(outcome instanceof DaneOutcome.Nothing)) {
        return outcome;
      }
    }
    return outcome;
  }

  private static DaneOutcome at(DomainName base, LookupResult<TlsaRecord> answer) {
    if (answer instanceof TemporaryFailure<TlsaRecord> failure) {
      return new DaneOutcome.Unknown(failure.problem());
    }
    if (!(answer instanceof Found<TlsaRecord> found) || !found.authentic()) {
      return new DaneOutcome.Nothing();
    }
    List<TlsaRecord> usable = found.records().stream().filter(TlsaRecord::isUsable).toList();
    return usable.isEmpty()
        ? new DaneOutcome.Unusable(base.ascii(), found.records())
        : new DaneOutcome.Vouched(base.ascii(), usable);
  }

  /**
   * RFC 7672 2.2.2: where the records can stand, the best place first: at the end of a chain of
   * aliases that is validated throughout, else at the name itself when at least its own alias is.
   */
  private List<DomainName> bases(DomainName host) {
    boolean addressProven = isProven(names.ipv4(host)) || isProven(names.ipv6(host));
    List<DomainName> chain = new ArrayList<>(2);
    chain.add(host);
    Optional<DomainName> alias = provenAlias(host);
    if (!addressProven) {
      return alias.isPresent() ? chain : List.of();
    }
    for (int i = 0; i < ALIASES_MAX && alias.isPresent(); i++) {
      chain.add(alias.get());
      alias = provenAlias(alias.get());
    }
    DomainName end = chain.get(chain.size() - 1);
    return end.equals(host) ? List.of(host) : List.of(end, host);
  }

  private Optional<DomainName> provenAlias(DomainName name) {
    return names.alias(name) instanceof Found<DomainName> found && found.authentic()
        ? Optional.of(found.records().get(0))
        : Optional.empty();
  }

  private static boolean isProven(LookupResult<?> addresses) {
    return addresses instanceof Found<?> found && found.authentic();
  }
}
