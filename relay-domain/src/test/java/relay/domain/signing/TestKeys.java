package relay.domain.signing;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relay.domain.mail.DomainName;

/** A key ring in memory, and the DNS that publishes its keys. */
public final class TestKeys implements KeyRing, DkimKeyLookup {
  public static final DomainName EXAMPLE_ORG = DomainName.of("example.org");
  private static final KeyMaker MAKER = new KeyMaker(new SecureRandom());
  private static final SigningKey RSA = SigningKey.of("rsa", EXAMPLE_ORG, MAKER.rsa(2048));
  private static final SigningKey ED25519 = SigningKey.of("ed", EXAMPLE_ORG, MAKER.ed25519());

  private final Map<DomainName, List<ReadyKey>> keys = new HashMap<>();
  private final Map<String, Answer> records = new HashMap<>();

  /** One RSA-2048 and one Ed25519 key for example.org. */
  public static TestKeys forExampleOrg() {
    return new TestKeys().with(EXAMPLE_ORG, RSA, ED25519);
  }

  public TestKeys with(DomainName domain, SigningKey... signing) {
    SignatureEngines engines = SignatureEngines.ofJdk();
    keys.put(
        domain,
        List.of(signing).stream().map(key -> new ReadyKey(key, engines.engineFor(key))).toList());
    for (SigningKey key : signing) {
      PublishedKey published = PublishedKey.of(key);
      publish(published.name(), published.text());
    }
    return this;
  }

  /** A key of this domain, RSA like the one of example.org. */
  public TestKeys withRsaFor(String domain) {
    DomainName name = DomainName.of(domain);
    return with(name, SigningKey.of("rsa", name, RSA.privateKey()));
  }

  public TestKeys publish(String name, String... texts) {
    records.put(name, new Answer.Found(List.of(texts)));
    return this;
  }

  public TestKeys answer(String name, Answer answer) {
    records.put(name, answer);
    return this;
  }

  @Override
  public List<ReadyKey> keysFor(String tenant, DomainName domain) {
    return keysFor(domain);
  }

  public List<ReadyKey> keysFor(DomainName domain) {
    return keys.getOrDefault(domain, List.of());
  }

  @Override
  public Answer textsOf(String name) {
    return records.getOrDefault(name, new Answer.Missing());
  }
}
