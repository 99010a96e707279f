package relay.domain.onboarding;

import java.time.Instant;
import java.util.List;
import relay.domain.tenancy.SendingDomain;

/**
 * All records of a sending domain.
 *
 * @param checkedAt when the DNS was asked
 */
public record DomainReport(SendingDomain domain, Instant checkedAt, List<DnsRecord> records) {
  public DomainReport {
    records = List.copyOf(records);
  }

  /** Whether the domain is verified and the DNS has everything that mail suffers without. */
  public boolean isReady() {
    return domain.isVerified()
        && records.stream().allMatch(r -> !r.required() || r.state() == RecordState.OK);
  }
}
