package relay.domain.transport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relay.domain.mail.DomainName;
import relay.domain.routing.LookupResult;

/** TLSA records in memory; notes what it was asked. */
public final class FakeTlsa implements TlsaLookup {
  final List<String> questions = new ArrayList<>();
  private final Map<String, LookupResult<TlsaRecord>> answers = new HashMap<>();

  public FakeTlsa at(String host, boolean authentic, TlsaRecord... records) {
    answers.put(host, new LookupResult.Found<>(List.of(records), authentic));
    return this;
  }

  public FakeTlsa fails(String host) {
    answers.put(host, new LookupResult.TemporaryFailure<>("SERVFAIL"));
    return this;
  }

  @Override
  public LookupResult<TlsaRecord> tlsaOf(DomainName host, int port) {
    questions.add("_" + port + "._tcp." + host);
    return answers.getOrDefault(host.ascii(), new LookupResult.NoSuchDomain<>());
  }
}
