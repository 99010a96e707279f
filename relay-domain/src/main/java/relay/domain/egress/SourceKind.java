package relay.domain.egress;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.delivery.Origin;
import relay.domain.mail.IpLiteral;
import relay.domain.tenancy.ShortName;
import relay.domain.traffic.LimitPatch;
import relay.domain.traffic.Source;

/** Egress sources as control objects of the platform. */
final class SourceKind implements ControlKind<EgressSource> {
  private static final int WEIGHT_MAX = 1000;
  private static final Pattern EHLO =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+");
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final int EHLO_CHARS_MAX = 253;

  @Override
  public String name() {
    return EgressSource.KIND;
  }

  @Override
  public Class<EgressSource> type() {
    return EgressSource.class;
  }

  @Override
  public boolean isOfPlatform() {
    return true;
  }

  @Override
  public EgressSource read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    checkName(key);
    Optional<Inet4Address> ipv4 =
        fields.value("ipv4", "must be an IPv4 address", t -> address(t, Inet4Address.class));
    Optional<Inet6Address> ipv6 =
        fields.value("ipv6", "must be an IPv6 address", t -> address(t, Inet6Address.class));
    if (ipv4.isEmpty() && ipv6.isEmpty()) {
      throw fields.invalid("ipv4", "must be given, or ipv6");
    }
    return new EgressSource(
        key.id(),
        version,
        ipv4,
        ipv6,
        fields.value(
            "ehlo_name", "must be a host name such as mail1.example.com", SourceKind::ehlo),
        (int) fields.number("weight", 1, WEIGHT_MAX, 1),
        fields.word("state", SourceState.class).orElse(SourceState.ACTIVE),
        limits(json, fields));
  }

  static void checkName(ControlKey key) {
    if (!key.tenant().isEmpty()) {
      throw new InvalidField("tenant", "must be none: sources and pools belong to the platform");
    }
    try {
      ShortName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", ShortName.RULE);
    }
    if (key.id().equals(Origin.DEFAULT_SOURCE)) {
      throw new InvalidField(
          "id", "must not be " + Origin.DEFAULT_SOURCE + ", which the settings describe");
    }
  }

  private static <T extends InetAddress> T address(String text, Class<T> family) {
    return IpLiteral.parse(text)
        .filter(a -> family.isInstance(a) && !a.isAnyLocalAddress() && !a.isMulticastAddress())
        .map(family::cast)
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static String ehlo(String text) {
    if (text.length() > EHLO_CHARS_MAX || !EHLO.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static Map<String, LimitPatch> limits(JsonObject json, Fields fields) {
    Map<String, LimitPatch> limits = new TreeMap<>();
    Fields inner = fields.within("limits");
    if (json.get("limits") instanceof JsonObject written) {
      for (String provider : written.keySet()) {
        if (!provider.equals(Source.ANY) && !PROVIDER.matcher(provider).matches()) {
          throw inner.invalid(provider, "must be named by the id of a provider, or " + Source.ANY);
        }
        inner
            .value(
                provider, "must be limits such as connections=5, per-day=unset", LimitPatch::read)
            .ifPresent(patch -> limits.put(provider, patch));
      }
    }
    return limits;
  }

  @Override
  public JsonObject write(EgressSource source) {
    JsonObjectBuilder out = ControlJson.object();
    ControlJson.add(out, "ipv4", source.ipv4().map(InetAddress::getHostAddress));
    ControlJson.add(out, "ipv6", source.ipv6().map(InetAddress::getHostAddress));
    ControlJson.add(out, "ehlo_name", source.ehloName());
    out.add("weight", source.weight()).add("state", Fields.word(source.state()));
    if (!source.limits().isEmpty()) {
      JsonObjectBuilder limits = ControlJson.object();
      new TreeMap<>(source.limits())
          .forEach((provider, patch) -> limits.add(provider, patch.toString()));
      out.add("limits", limits);
    }
    return out.build();
  }

  /** A pool that names it would be smaller than its operator thinks. */
  @Override
  public Optional<Refusal> judgeDelete(ControlState state, EgressSource before) {
    return state.all(EgressKinds.POOL).stream()
        .filter(pool -> pool.sources().contains(before.name()))
        .findFirst()
        .map(
            pool ->
                new Refusal.Conflict(
                    "egress pool " + pool.name() + " names it; take it out there first"));
  }
}
