package relay.domain.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import relay.domain.journal.EventField;
import relay.domain.journal.EventObserver;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.SendingRamp;
import relay.domain.tenancy.Tenant;

/**
 * Watches how the mail of new tenants fares, and knows their limits of the day. Thread-safe;
 * remembers only tenants that have a ramp.
 */
public final class Ramps implements EventObserver {
  private static final int FIELDS = 4;
  private final CurrentTenancy tenancy;
  private final Map<String, RampProgress> byTenant = new ConcurrentHashMap<>();

  public Ramps(CurrentTenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public void written(List<MailEvent> events) {
    for (MailEvent event : events) {
      boolean bounced =
          event.type() == EventType.BOUNCED && !event.details().containsKey(EventField.BRAKE);
      if (bounced || event.type() == EventType.DELIVERED) {
        String tenant =
            event.details().get(EventField.TENANT) instanceof String text
                ? text
                : MailOwner.DEFAULT_TENANT;
        rampOf(tenant).ifPresent(ramp -> count(tenant, ramp, bounced, dayOf(event.at())));
      }
    }
  }

  private void count(String tenant, SendingRamp ramp, boolean bounced, long day) {
    byTenant.compute(
        tenant,
        (id, known) ->
            (known == null ? RampProgress.first(day) : known.on(day, ramp))
                .plus(bounced ? 0 : 1, bounced ? 1 : 0));
  }

  /** Where a tenant stands; empty for one that has no ramp. */
  public Optional<RampStanding> standing(String tenant, Instant now) {
    return rampOf(tenant).map(ramp -> standing(tenant, ramp, now));
  }

  private RampStanding standing(String tenant, SendingRamp ramp, Instant now) {
    RampProgress known = byTenant.get(tenant);
    long day = dayOf(now);
    return new RampStanding(ramp, known == null ? RampProgress.first(day) : known.on(day, ramp));
  }

  /** The limits of a tenant, the one of this day of its ramp among them. */
  public SendingLimits limits(Tenant tenant, Instant now) {
    if (tenant.ramp().isEmpty()) {
      return tenant.limits();
    }
    long limit = standing(tenant.id(), tenant.ramp().get(), now).limit();
    return limit == 0 ? tenant.limits() : tenant.limits().withAtMostPerDay(limit);
  }

  /** What a restart must not forget: those who have a ramp now. */
  public Map<String, long[]> state() {
    byTenant.keySet().removeIf(tenant -> rampOf(tenant).isEmpty());
    Map<String, long[]> state = new HashMap<>();
    byTenant.forEach(
        (tenant, p) ->
            state.put(tenant, new long[] {p.day(), p.cleanDays(), p.delivered(), p.bounced()}));
    return state;
  }

  /** Takes over what was saved; to be called before the first mail. */
  public void restore(Map<String, long[]> state) {
    state.forEach(
        (tenant, saved) -> {
          if (saved.length >= FIELDS) {
            byTenant.putIfAbsent(
                tenant, new RampProgress(saved[0], (int) saved[1], saved[2], saved[3]));
          }
        });
  }

  private Optional<SendingRamp> rampOf(String tenant) {
    return tenancy.get().tenant(tenant).flatMap(Tenant::ramp);
  }

  private static long dayOf(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
  }
}
