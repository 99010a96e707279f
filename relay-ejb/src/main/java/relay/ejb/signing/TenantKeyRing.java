package relay.ejb.signing;

import java.util.List;
import relay.domain.mail.DomainName;
import relay.domain.signing.KeyRing;
import relay.domain.signing.ReadyKey;

/**
 * The keys of control objects, and of files where there are none. The nearest domain counts; for
 * the same domain a tenant's own keys go before the files, which sign for everybody. Thread-safe.
 */
final class TenantKeyRing implements KeyRing {
  private final StoredKeys stored;
  private final PemKeyRing files;

  TenantKeyRing(StoredKeys stored, PemKeyRing files) {
    this.stored = stored;
    this.files = files;
  }

  @Override
  public List<ReadyKey> keysFor(String tenant, DomainName domain) {
    List<ReadyKey> own = stored.keysFor(tenant, domain);
    if (!own.isEmpty() && own.get(0).key().domain().equals(domain)) {
      return own;
    }
    List<ReadyKey> inFiles = files.keysFor(domain);
    return inFiles.isEmpty() ? own : inFiles;
  }
}
