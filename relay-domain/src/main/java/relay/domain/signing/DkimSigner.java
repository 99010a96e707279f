package relay.domain.signing;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;

/**
 * Signs a mail for each domain in its From field that has keys, with all of these keys, relaxed in
 * header and body, reading the content once. RFC 7489 6.6.1 wants every From domain aligned; more
 * than a handful are not signed for. Thread-safe.
 */
public final class DkimSigner {
  private final KeyRing keys;
  private final SigningSettings settings;
  private final InstantSource clock;
  private final SignedFields signedFields;
  private final Set<DomainName> parentDomains;

  public DkimSigner(KeyRing keys, SigningSettings settings, InstantSource clock) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
    this.signedFields = new SignedFields(settings);
    this.parentDomains = new HashSet<>(settings.parentDomains());
  }

  /**
   * Signs a mail.
   *
   * @param tenant whose mail it is: keys of other tenants do not sign it
   * @param addedFields header fields that will be sent before the content, CR LF ended; may be
   *     empty
   * @param content left open
   * @throws IOException when the content cannot be read
   * @throws SigningFailed when a key stops working
   */
  public Signatures sign(String tenant, byte[] addedFields, Content content) throws IOException {
    try (MailReader mail = new MailReader(content, settings.headerOctetsMax())) {
      Choice choice = choose(tenant, mail, addedFields);
      if (choice.keys().isEmpty()) {
        return Signatures.none(choice.remark());
      }
      BodyHash body = new BodyHash(Canonicalization.RELAXED, Long.MAX_VALUE);
      mail.readBody(body::update);
      return sign(
          choice.header(), Base64.getEncoder().encodeToString(body.finish()), choice.keys());
    }
  }

  /** The keys that would sign a mail of this tenant, or why none would; nothing is signed. */
  public Signatures preview(String tenant, Content content) throws IOException {
    try (MailReader mail = new MailReader(content, settings.headerOctetsMax())) {
      Choice choice = choose(tenant, mail, new byte[0]);
      List<SigningKey> signing = choice.keys().stream().map(ReadyKey::key).toList();
      return new Signatures(new byte[0], signing, choice.remark());
    }
  }

  /** Who signs; without keys, why nobody does. */
  private record Choice(HeaderBlock header, List<ReadyKey> keys, String remark) {
    static Choice none(String remark) {
      return new Choice(null, List.of(), remark);
    }
  }

  private Choice choose(String tenant, MailReader mail, byte[] addedFields) throws IOException {
    if (!settings.enabled()) {
      return Choice.none("signing is switched off");
    }
    Optional<HeaderBlock> header = mail.header();
    if (header.isEmpty()) {
      return Choice.none("the header is longer than signing.header-size-max");
    }
    HeaderBlock whole = header.get().below(HeaderBlock.of(addedFields, 0, addedFields.length));
    List<DomainName> authors = AuthorDomains.of(whole);
    List<ReadyKey> signing = keysFor(tenant, authors);
    if (signing.isEmpty()) {
      return Choice.none(
          authors.isEmpty() ? "no domain in From" : "no key for " + authors.get(0).ascii());
    }
    return new Choice(whole, signing, "");
  }

  private Signatures sign(HeaderBlock header, String bodyHash, List<ReadyKey> signing) {
    SignatureTimes times = SignatureTimes.of(clock.instant(), settings.expiry());
    Octets canonical = new Octets(4096);
    List<String> names = signedFields.select(header, canonical);
    int selected = canonical.length();
    Octets fields = new Octets(2048);
    List<SigningKey> signed = new ArrayList<>(signing.size());
    for (ReadyKey ready : signing) {
      SignatureField field = new SignatureField(ready.key(), times, names, bodyHash);
      canonical.truncate(selected);
      addCanonical(field, canonical);
      byte[] octets = ready.key().algorithm().octetsToSign(canonical.toArray());
      fields.add(field.signed(ready.engine().sign(octets)));
      signed.add(ready.key());
    }
    return new Signatures(fields.toArray(), List.copyOf(signed), "");
  }

  // RFC 6376 3.7: the signature's own field comes last, with an empty b= and no CR LF.
  private static void addCanonical(SignatureField field, Octets canonical) {
    byte[] octets = field.octets();
    HeaderBlock own = HeaderBlock.of(octets, 0, octets.length);
    Canonicalization.RELAXED.addField(own.fields().get(0), canonical);
  }

  private List<ReadyKey> keysFor(String tenant, List<DomainName> authors) {
    List<ReadyKey> found = new ArrayList<>(2);
    for (DomainName author : authors) {
      for (ReadyKey key : keysFor(tenant, author)) {
        // Two authors below one parent are covered by one signature.
        if ((settings.ed25519() || key.key().algorithm() != SigningAlgorithm.ED25519_SHA256)
            && !found.contains(key)) {
          found.add(key);
        }
      }
    }
    return found;
  }

  private List<ReadyKey> keysFor(String tenant, DomainName author) {
    List<ReadyKey> own = keys.keysFor(tenant, author);
    if (!own.isEmpty() || parentDomains.isEmpty()) {
      return own;
    }
    String name = author.ascii();
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      DomainName parent = new DomainName(name.substring(dot + 1));
      if (parentDomains.contains(parent)) {
        List<ReadyKey> inherited = keys.keysFor(tenant, parent);
        if (!inherited.isEmpty()) {
          return inherited;
        }
      }
    }
    return List.of();
  }
}
