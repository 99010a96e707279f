package relay.domain.tenancy;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.Refusal;

/** Sending domains as control objects. */
final class DomainKind implements ControlKind<SendingDomain> {
  private static final int CHARS_MAX = 180;

  @Override
  public String name() {
    return SendingDomain.KIND;
  }

  @Override
  public Class<SendingDomain> type() {
    return SendingDomain.class;
  }

  @Override
  public SendingDomain read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    return new SendingDomain(
        key.tenant(),
        Domains.name(key),
        version,
        fields.word("state", DomainState.class).orElse(DomainState.PENDING),
        fields.text("token").orElseThrow(() -> fields.invalid("token", "must be given")),
        fields.instant("verified_at"));
  }

  @Override
  public JsonObject write(SendingDomain domain) {
    JsonObjectBuilder out =
        ControlJson.object().add("state", Fields.word(domain.state())).add("token", domain.token());
    ControlJson.add(out, "verified_at", domain.verifiedAt());
    return out.build();
  }

  /** The proof, DKIM keys and policies of a domain are published in names below it. */
  private static Optional<Refusal> hasNoRoomBelow(SendingDomain domain) {
    return domain.name().ascii().length() > CHARS_MAX
        ? Optional.of(
            new Refusal.Invalid(
                "id",
                "must have "
                    + CHARS_MAX
                    + " characters at most, for the names of its records stand before it"))
        : Optional.empty();
  }

  /** Many may claim a domain, one has proven that it is its own. */
  @Override
  public Optional<Refusal> judgePut(ControlState state, SendingDomain after) {
    Optional<Refusal> refusal =
        Tenant.mustExist(state, after.tenant()).or(() -> hasNoRoomBelow(after));
    if (refusal.isPresent() || !after.isVerified()) {
      return refusal;
    }
    return state.all(this).stream()
        .filter(other -> other.isVerified() && other.name().equals(after.name()))
        .filter(other -> !other.tenant().equals(after.tenant()))
        .findFirst()
        .map(
            other ->
                new Refusal.Conflict(
                    after.name().ascii() + " is verified for another tenant; it must give it up"));
  }

  /** Keys go first: their records in the DNS would outlive what the relay knows of them. */
  @Override
  public Optional<Refusal> judgeDelete(ControlState state, SendingDomain before) {
    return state.all(TenancyKinds.DKIM_KEY, before.tenant()).stream()
        .filter(key -> key.domain().equals(before.name()) && key.state() != KeyState.REMOVED)
        .findFirst()
        .map(
            key ->
                new Refusal.Conflict(
                    before.name().ascii()
                        + " still has the DKIM key "
                        + key.selector()
                        + "; remove its keys first"));
  }
}
