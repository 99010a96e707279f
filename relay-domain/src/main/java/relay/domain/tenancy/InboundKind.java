package relay.domain.tenancy;

import jakarta.json.JsonObject;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Refusal;

/** Inbound domains as control objects. */
final class InboundKind implements ControlKind<InboundDomain> {

  @Override
  public String name() {
    return InboundDomain.KIND;
  }

  @Override
  public Class<InboundDomain> type() {
    return InboundDomain.class;
  }

  @Override
  public InboundDomain read(ControlKey key, long version, JsonObject fields) {
    return new InboundDomain(key.tenant(), Domains.name(key), version);
  }

  @Override
  public JsonObject write(InboundDomain domain) {
    return ControlJson.object().build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, InboundDomain after) {
    return Texts.tenantExists(state, after.tenant())
        .or(
            () ->
                state.all(this).stream()
                    .filter(other -> other.name().equals(after.name()))
                    .filter(other -> !other.tenant().equals(after.tenant()))
                    .findFirst()
                    .map(
                        other ->
                            new Refusal.Conflict(
                                "mail for "
                                    + after.name().ascii()
                                    + " is taken for another tenant already")));
  }
}
