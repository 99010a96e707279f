package relay.domain.campaign;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import relay.domain.campaign.series.SeriesFields;
import relay.domain.campaign.series.SeriesState;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.tenancy.ShortName;
import relay.domain.tenancy.Tenant;

/** Series as control objects: what they send must be a draft, and stays one. */
public final class SeriesKind implements ControlKind<Series> {
  public static final SeriesKind SERIES = new SeriesKind();

  /** Of a tenant: each is looked at again and again. */
  public static final int OF_A_TENANT_MAX = 100;

  /** Fields that the relay alone sets. */
  public static final Set<String> RELAY_FIELDS = SeriesFields.RELAY_FIELDS;

  private static final String CAMPAIGN = "campaign";

  private SeriesKind() {}

  @Override
  public String name() {
    return Series.KIND;
  }

  @Override
  public String collection() {
    return Series.KIND;
  }

  @Override
  public Class<Series> type() {
    return Series.class;
  }

  @Override
  public Series read(ControlKey key, long version, JsonObject json) {
    try {
      ShortName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", ShortName.RULE);
    }
    Fields fields = new Fields(json);
    return new Series(
        key.tenant(), key.id(), version, SeriesFields.plan(fields), SeriesFields.run(fields));
  }

  @Override
  public JsonObject write(Series series) {
    return SeriesFields.write(series.plan(), series.run());
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, Series after) {
    Optional<Series> before = state.find(this, after.tenant(), after.id());
    if (after.state() == SeriesState.ENDED) {
      return Optional.empty();
    }
    if (before.isEmpty() && state.all(this, after.tenant()).size() >= OF_A_TENANT_MAX) {
      return Optional.of(
          new Refusal.Conflict(
              "a tenant has at most " + OF_A_TENANT_MAX + " series; remove one first"));
    }
    return Tenant.mustExist(state, after.tenant())
        .<Refusal>map(refusal -> new Refusal.Invalid("tenant", "there is no tenant of this id"))
        .or(() -> campaign(state, after));
  }

  private static Optional<Refusal> campaign(ControlState state, Series series) {
    Optional<Campaign> campaign =
        state.find(CampaignKind.CAMPAIGN, series.tenant(), series.plan().campaign());
    if (campaign.isEmpty()) {
      return invalid("must be a campaign of the tenant");
    }
    if (!campaign.get().series().isEmpty()) {
      return invalid("must be a draft of its own, not one that a series has made");
    }
    return SeriesPattern.fault(campaign.get()).flatMap(SeriesKind::invalid);
  }

  private static Optional<Refusal> invalid(String rule) {
    return Optional.of(new Refusal.Invalid(CAMPAIGN, rule));
  }

  @Override
  public Optional<Refusal> judgeDelete(ControlState state, Series before) {
    return before.state() == SeriesState.ACTIVE
        ? Optional.of(new Refusal.Conflict("its campaign goes again: end it first"))
        : Optional.empty();
  }
}
