package relay.domain.egress;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.Refusal;
import relay.domain.delivery.Origin;
import relay.domain.egress.EgressPool.Selection;
import relay.domain.mail.DomainName;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.ShortName;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

/** Egress pools as control objects of the platform. */
final class PoolKind implements ControlKind<EgressPool> {
  private static final int SOURCES_MAX = 100;

  @Override
  public String name() {
    return EgressPool.KIND;
  }

  @Override
  public Class<EgressPool> type() {
    return EgressPool.class;
  }

  @Override
  public boolean isOfPlatform() {
    return true;
  }

  @Override
  public EgressPool read(ControlKey key, long version, JsonObject json) {
    SourceKind.checkName(key);
    Fields fields = new Fields(json);
    String rule = "must be 1 to " + SOURCES_MAX + " names of egress sources, each once";
    List<String> sources = fields.list("sources", rule, ShortName::of);
    if (sources.isEmpty()
        || sources.size() > SOURCES_MAX
        || Set.copyOf(sources).size() < sources.size()) {
      throw fields.invalid("sources", rule);
    }
    return new EgressPool(
        key.id(),
        version,
        sources,
        fields.word("selection", Selection.class).orElse(Selection.WEIGHTED),
        fields.set("tenants", "must be ids of tenants", ShortName::of),
        fields.set("sender_domains", "must be domain names", DomainName::of));
  }

  @Override
  public JsonObject write(EgressPool pool) {
    JsonObjectBuilder out = ControlJson.object();
    ControlJson.add(out, "sources", pool.sources());
    out.add("selection", Fields.word(pool.selection()));
    ControlJson.add(out, "tenants", new TreeSet<>(pool.tenants()));
    ControlJson.add(out, "sender_domains", domains(pool));
    return out.build();
  }

  static Set<String> domains(EgressPool pool) {
    Set<String> names = new TreeSet<>();
    pool.senderDomains().forEach(d -> names.add(d.ascii()));
    return names;
  }

  /** What it names must be there, and nobody can be bound to two pools. */
  @Override
  public Optional<Refusal> judgePut(ControlState state, EgressPool after) {
    for (String source : after.sources()) {
      boolean known =
          source.equals(Origin.DEFAULT_SOURCE) || state.find(EgressSource.key(source)).isPresent();
      if (!known) {
        return conflict("there is no egress source " + source + "; make it first");
      }
    }
    for (String tenant : after.tenants()) {
      boolean known =
          tenant.equals(MailOwner.DEFAULT_TENANT) || state.find(Tenant.key(tenant)).isPresent();
      if (!known) {
        return conflict("there is no tenant " + tenant + "; make it first");
      }
    }
    for (EgressPool other : state.all(this)) {
      if (!other.name().equals(after.name())) {
        Set<String> twice = new TreeSet<>(after.tenants());
        twice.retainAll(other.tenants());
        Set<String> domains = domains(after);
        domains.retainAll(domains(other));
        twice.addAll(domains);
        if (!twice.isEmpty()) {
          return conflict(
              "egress pool " + other.name() + " has " + String.join(", ", twice) + " already");
        }
      }
    }
    return Optional.empty();
  }

  /** Its mail would leave from addresses that nobody chose. */
  @Override
  public Optional<Refusal> judgeDelete(ControlState state, EgressPool before) {
    return state.all(TenancyKinds.STREAM).stream()
        .filter(stream -> stream.egressPool().filter(before.name()::equals).isPresent())
        .findFirst()
        .map(stream -> new Refusal.Conflict(stream.key() + " names it; change that first"));
  }

  private static Optional<Refusal> conflict(String why) {
    return Optional.of(new Refusal.Conflict(why));
  }
}
