package relay.domain.verification.dmarc;

import java.util.Optional;
import relay.domain.verification.RecordLookup;

/** Looks at a domain, then at the one that was registered by the list of suffixes (RFC 7489). */
record SuffixSearch(RecordLookup dns, PublicSuffixes suffixes) implements PolicySearch {

  @Override
  public Optional<Published> policyFor(String domain) throws NoAnswer {
    Optional<DmarcRecord> own = PolicySearch.at(domain, dns);
    String organization = organizationalDomain(domain);
    if (own.isPresent() || organization.equals(domain)) {
      return own.map(record -> new Published(domain, record));
    }
    return PolicySearch.at(organization, dns).map(record -> new Published(organization, record));
  }

  @Override
  public String organizationalDomain(String domain) {
    return suffixes.organizationalDomain(domain);
  }

  @Override
  public String method() {
    return "psl";
  }
}
