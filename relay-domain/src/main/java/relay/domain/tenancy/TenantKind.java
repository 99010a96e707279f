package relay.domain.tenancy;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.mail.MailOwner;

/** Tenants as control objects. */
final class TenantKind implements ControlKind<Tenant> {
  private static final int NAME_CHARS_MAX = 200;

  @Override
  public String name() {
    return Tenant.KIND;
  }

  @Override
  public Class<Tenant> type() {
    return Tenant.class;
  }

  @Override
  public Tenant read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    checkId(key);
    return new Tenant(
        key.id(),
        version,
        Texts.name(fields, key.id(), NAME_CHARS_MAX),
        fields.word("state", TenantState.class).orElse(TenantState.ACTIVE),
        fields.yesNo("own_domains_only", !key.id().equals(MailOwner.DEFAULT_TENANT)),
        fields.word("foreign_sender", ForeignSender.class).orElse(ForeignSender.REFUSE),
        SendingLimits.read(fields.within("limits")),
        json.getOrDefault("ramp", JsonValue.NULL) == JsonValue.NULL
            ? Optional.empty()
            : Optional.of(SendingRamp.read(fields.within("ramp"))),
        (int) fields.number("weight", 1, Weight.MAX, 1),
        fields.value("tracking_domain", "must be a domain name", DomainName::of),
        RecipientCare.read(json, fields));
  }

  @Override
  public JsonObject write(Tenant tenant) {
    JsonObjectBuilder out = ControlJson.object();
    out.add("name", tenant.name())
        .add("state", Fields.word(tenant.state()))
        .add("own_domains_only", tenant.ownDomainsOnly())
        .add("foreign_sender", Fields.word(tenant.foreignSender()))
        .add("limits", tenant.limits().write());
    tenant.ramp().ifPresent(ramp -> out.add("ramp", ramp.write()));
    out.add("weight", tenant.weight());
    ControlJson.add(out, "tracking_domain", tenant.trackingDomain().map(DomainName::ascii));
    tenant.care().add(out);
    return out.build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, Tenant after) {
    Optional<Sunset> before =
        state.find(this, after.id(), after.id()).map(Tenant::care).flatMap(RecipientCare::sunset);
    // what became of streams since is no reason to refuse another change
    return after.care().sunset().isEmpty() || after.care().sunset().equals(before)
        ? Optional.empty()
        : Sunset.fault(state, after.id());
  }

  /** A tenant goes last: what belongs to it would be nobody's. */
  @Override
  public Optional<Refusal> judgeDelete(ControlState state, Tenant before) {
    return state.all().stream()
        .map(ControlObject::key)
        .filter(key -> key.tenant().equals(before.id()) && !key.equals(before.key()))
        .findFirst()
        .map(
            key ->
                new Refusal.Conflict(
                    "tenant " + before.id() + " still has " + key + "; delete it"));
  }

  private static void checkId(ControlKey key) {
    try {
      ShortName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", ShortName.RULE);
    }
    if (!key.tenant().equals(key.id())) {
      throw new InvalidField("id", "must be the tenant's own");
    }
  }
}
