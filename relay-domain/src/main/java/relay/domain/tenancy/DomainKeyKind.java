package relay.domain.tenancy;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.signing.SigningAlgorithm;

/** DKIM keys as control objects. */
final class DomainKeyKind implements ControlKind<DomainKey> {
  /** Two algorithms, each with a next, an active, and retired ones of some rotations. */
  private static final int KEYS_PER_DOMAIN_MAX = 20;

  private static final Set<String> SECRET = Set.of("private_key");

  @Override
  public String name() {
    return DomainKey.KIND;
  }

  @Override
  public Class<DomainKey> type() {
    return DomainKey.class;
  }

  @Override
  public Set<String> secretFields() {
    return SECRET;
  }

  @Override
  public DomainKey resealed(DomainKey key, BinaryOperator<String> renewal) {
    return key.resealed(renewal);
  }

  /** States follow each other by rules: nobody writes one down. */
  @Override
  public boolean hasOwnOperations() {
    return true;
  }

  @Override
  public DomainKey read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    DomainName domain =
        fields
            .value("domain", "must be a domain name", DomainName::of)
            .orElseThrow(() -> fields.invalid("domain", "must be given"));
    String selector = fields.text("selector").orElse("");
    if (!DomainKey.isSelector(selector)) {
      throw fields.invalid("selector", DomainKey.SELECTOR_RULE);
    }
    if (!key.equals(DomainKey.key(key.tenant(), domain, selector))) {
      throw new InvalidField("id", "must be the name of the record");
    }
    KeyState state = fields.word("state", KeyState.class).orElse(KeyState.PENDING);
    Optional<String> sealed = fields.text("private_key");
    if (sealed.isEmpty() != (state == KeyState.REMOVED)) {
      throw fields.invalid("private_key", "must be given until the key is removed");
    }
    Instant createdAt = fields.instant("created_at").orElse(Instant.EPOCH);
    Instant since = fields.instant("since").orElse(createdAt);
    return new DomainKey(
        key.tenant(),
        domain,
        selector,
        version,
        algorithm(fields),
        state,
        since,
        createdAt,
        fields.text("record").orElseThrow(() -> fields.invalid("record", "must be given")),
        sealed,
        new KeySight(
            fields.word("dns", KeySight.Seen.class).orElse(KeySight.Seen.UNKNOWN),
            fields.instant("dns_since").orElse(since)));
  }

  private static SigningAlgorithm algorithm(Fields fields) {
    String rule = "must be rsa-sha256 or ed25519-sha256";
    return fields
        .value("algorithm", rule, text -> SigningAlgorithm.of(text).orElseThrow(WrongWord::new))
        .orElseThrow(() -> fields.invalid("algorithm", rule));
  }

  private static final class WrongWord extends IllegalArgumentException {}

  @Override
  public JsonObject write(DomainKey key) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("domain", key.domain().ascii())
            .add("selector", key.selector())
            .add("algorithm", key.algorithm().tag())
            .add("state", Fields.word(key.state()))
            .add("since", key.since().toString())
            .add("created_at", key.createdAt().toString())
            .add("record", key.record())
            .add("dns", Fields.word(key.sight().what()))
            .add("dns_since", key.sight().since().toString());
    ControlJson.add(out, "private_key", key.sealed());
    return out.build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, DomainKey after) {
    if (state.find(SendingDomain.key(after.tenant(), after.domain())).isEmpty()) {
      return conflict("there is no domain " + after.domain() + "; make the domain first");
    }
    List<DomainKey> others = othersOf(state, after);
    if (others.size() >= KEYS_PER_DOMAIN_MAX) {
      return conflict(
          after.domain()
              + " has "
              + KEYS_PER_DOMAIN_MAX
              + " DKIM keys already; remove old ones, and their records from the DNS");
    }
    return after.state() == KeyState.ACTIVE
        ? others.stream()
            .filter(o -> o.state() == KeyState.ACTIVE && o.algorithm() == after.algorithm())
            .findFirst()
            .flatMap(o -> conflict(o.selector() + " is the active key of this algorithm"))
        : Optional.empty();
  }

  private List<DomainKey> othersOf(ControlState state, DomainKey key) {
    return state.all(this, key.tenant()).stream()
        .filter(o -> o.domain().equals(key.domain()) && !o.selector().equals(key.selector()))
        .toList();
  }

  private static Optional<Refusal> conflict(String why) {
    return Optional.of(new Refusal.Conflict(why));
  }
}
