package relay.domain.tenancy;

import jakarta.json.JsonObject;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.Refusal;
import relay.domain.mail.NetworkRange;

/** Client ranges as control objects. */
final class ClientRangeKind implements ControlKind<ClientRange> {
  private static final String RANGE_RULE =
      "must be an address or CIDR block, at least /8 (IPv4) or /16 (IPv6)";

  @Override
  public String name() {
    return ClientRange.KIND;
  }

  @Override
  public Class<ClientRange> type() {
    return ClientRange.class;
  }

  @Override
  public ClientRange read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    NetworkRange range =
        fields
            .value("range", RANGE_RULE, NetworkRange::parse)
            .filter(r -> !r.isBoundless())
            .orElseThrow(() -> fields.invalid("range", RANGE_RULE));
    return new ClientRange(
        key.tenant(),
        ObjectIds.checked(key.id()),
        version,
        range,
        fields
            .value("stream", ShortName.RULE, ShortName::of)
            .orElseThrow(() -> fields.invalid("stream", ShortName.RULE)),
        SendingLimits.read(fields.within("limits")));
  }

  @Override
  public JsonObject write(ClientRange client) {
    return ControlJson.object()
        .add("range", client.range().toString())
        .add("stream", client.stream())
        .add("limits", client.limits().write())
        .build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, ClientRange after) {
    return Tenant.mustExist(state, after.tenant())
        .or(() -> Streams.exists(state, after.tenant(), after.stream()))
        .or(
            () ->
                state.all(this).stream()
                    .filter(other -> !other.key().equals(after.key()))
                    .filter(other -> other.range().equals(after.range()))
                    .findFirst()
                    .map(
                        other ->
                            new Refusal.Conflict(
                                "clients of "
                                    + after.range()
                                    + " are bound already; change that range, or take a smaller"
                                    + " one: the smallest counts")));
  }
}
