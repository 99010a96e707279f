package relay.domain.tenancy;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.mail.DomainName;
import relay.domain.signing.SigningAlgorithm;

/**
 * A DKIM key of a tenant's domain. Immutable; its text holds no secret.
 *
 * @param since when it came into its state
 * @param record text of the TXT record to publish
 * @param sealed the private key, encrypted; empty once the key is removed
 * @param sight what the DNS says
 */
public record DomainKey(
    String tenant,
    DomainName domain,
    String selector,
    long version,
    SigningAlgorithm algorithm,
    KeyState state,
    Instant since,
    Instant createdAt,
    String record,
    Optional<String> sealed,
    KeySight sight)
    implements ControlObject {
  static final String KIND = "dkim-key";
  private static final String LABEL = "._domainkey.";
  private static final Pattern SELECTOR = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** What a selector must be, in words. */
  public static final String SELECTOR_RULE =
      "must be 1 to 63 lower-case letters, digits and inner hyphens";

  public DomainKey {
    if (!isSelector(selector)) {
      throw new IllegalArgumentException("a selector " + SELECTOR_RULE);
    }
    if (sealed.isEmpty() != (state == KeyState.REMOVED)) {
      throw new IllegalArgumentException("a key has its private key until it is removed");
    }
  }

  /** Just made: nobody has looked for its record. */
  public static DomainKey made(
      ControlKey key,
      DomainName domain,
      SigningAlgorithm algorithm,
      String record,
      String sealed,
      Instant now) {
    return new DomainKey(
        key.tenant(),
        domain,
        selectorOf(key, domain),
        0,
        algorithm,
        KeyState.PENDING,
        now,
        now,
        record,
        Optional.of(sealed),
        new KeySight(KeySight.Seen.UNKNOWN, now));
  }

  /** The id is the name of the record in the DNS. */
  public static ControlKey key(String tenant, DomainName domain, String selector) {
    return new ControlKey(KIND, tenant, selector + LABEL + domain.ascii());
  }

  public static boolean isSelector(String text) {
    return SELECTOR.matcher(text).matches();
  }

  @Override
  public ControlKey key() {
    return key(tenant, domain, selector);
  }

  /** The name of the TXT record, without a dot at its end. */
  public String recordName() {
    return key().id();
  }

  @Override
  public DomainKey withVersion(long other) {
    return new DomainKey(
        tenant, domain, selector, other, algorithm, state, since, createdAt, record, sealed, sight);
  }

  /** In another state from now on; {@link KeyState#REMOVED} destroys the private key. */
  public DomainKey in(KeyState next, Instant now) {
    return new DomainKey(
        tenant,
        domain,
        selector,
        version,
        algorithm,
        next,
        now,
        createdAt,
        record,
        next == KeyState.REMOVED ? Optional.empty() : sealed,
        sight);
  }

  /** After an answer of the DNS. */
  public DomainKey seen(KeySight.Seen now, Instant at) {
    KeySight next = sight.after(now, at);
    return next.equals(sight)
        ? this
        : new DomainKey(
            tenant, domain, selector, version, algorithm, state, since, createdAt, record, sealed,
            next);
  }

  /** What its private key is sealed to: elsewhere it cannot be opened. */
  public static String place(ControlKey key) {
    return key + " private_key";
  }

  /**
   * With its private key sealed anew.
   *
   * @param renewal gives the new text of a sealed text and its place
   */
  public DomainKey resealed(BinaryOperator<String> renewal) {
    return new DomainKey(
        tenant,
        domain,
        selector,
        version,
        algorithm,
        state,
        since,
        createdAt,
        record,
        sealed.map(text -> renewal.apply(text, place(key()))),
        sight);
  }

  /** Whether it is made to take over: not yet in use, and not past it. */
  public boolean isNext() {
    return state == KeyState.PENDING || state == KeyState.PUBLISHED;
  }

  /** Name, algorithm and state alone. */
  @Override
  public String toString() {
    return key() + " (" + algorithm.tag() + ", " + state + ")";
  }

  private static String selectorOf(ControlKey key, DomainName domain) {
    String end = LABEL + domain.ascii();
    if (!key.id().endsWith(end)) {
      throw new IllegalArgumentException(key + " is no key of " + domain);
    }
    return key.id().substring(0, key.id().length() - end.length());
  }
}
