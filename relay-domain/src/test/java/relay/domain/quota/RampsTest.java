package relay.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.ForeignSender;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.RecipientCare;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.SendingRamp;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;
import relay.domain.tenancy.TenantState;

/** New tenants, day by day. */
class RampsTest {
  private static final Instant MORNING = Instant.parse("2026-01-01T08:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final SendingRamp RAMP = new SendingRamp(100, 50, 3, 5);
  private static final MailOwner ACME = new MailOwner("acme", "news", "");
  private Tenancy tenancy = Tenancies.with(Tenant.of("acme").withRamp(RAMP));
  private final Ramps ramps = new Ramps(() -> tenancy);

  @Test
  void shouldRaiseTheLimitWithEachCleanDayAndEnd() {
    assertThat(limitOn(0)).isEqualTo(100);
    day(0, 100, 5);
    assertThat(limitOn(1)).isEqualTo(150);
    day(1, 150, 0);
    assertThat(limitOn(2)).isEqualTo(225);
    day(2, 200, 1);

    assertThat(limitOn(3)).as("three clean days are enough").isZero();
    assertThat(limits(3)).isEqualTo(SendingLimits.NONE);
  }

  @Test
  void shouldStayWhereItIsAfterADayOfManyBounces() {
    day(0, 94, 6);

    assertThat(limitOn(1)).isEqualTo(100);
    assertThat(standing(1).progress().cleanDays()).isZero();
  }

  /** Else one mail a day would earn the right to send a million. */
  @Test
  void shouldNotGrowByDaysOnWhichNearlyNothingWasSent() {
    day(0, 9, 0);
    assertThat(limitOn(1)).isEqualTo(100);
    day(1, 10, 0);
    assertThat(limitOn(2)).isEqualTo(150);
    day(2, 14, 0);
    assertThat(limitOn(3)).isEqualTo(150);
  }

  @Test
  void shouldNotCountTheDaysBetween() {
    day(0, 100, 0);

    assertThat(limitOn(9)).isEqualTo(150);
    day(9, 100, 0);
    assertThat(limitOn(10)).isEqualTo(225);
  }

  /** What the operator's own brake returned says nothing about the tenant. */
  @Test
  void shouldNotBlameTheTenantForWhatABrakeBounced() {
    day(0, 100, 0);
    for (int i = 0; i < 50; i++) {
      var details = new HashMap<String, Object>(Map.of(EventField.TENANT, "acme"));
      details.put(EventField.BRAKE, "b1");
      ramps.written(List.of(event(EventType.BOUNCED, MORNING, details)));
    }

    assertThat(standing(0).progress().bounced()).isZero();
    assertThat(limitOn(1)).isEqualTo(150);
  }

  @Test
  void shouldCountOnlyWhatCameToAnEndAtAReceiver() {
    for (EventType type : EventType.values()) {
      ramps.written(List.of(event(type, MORNING, Map.of(EventField.TENANT, "acme"))));
    }

    assertThat(standing(0).progress()).isEqualTo(new RampProgress(day(), 0, 1, 1));
  }

  @Test
  void shouldRememberNobodyWhoHasNoRamp() {
    ramps.written(
        List.of(
            event(EventType.DELIVERED, MORNING, Map.of(EventField.TENANT, "other")),
            event(EventType.DELIVERED, MORNING, Map.of())));
    day(0, 1, 0);
    assertThat(ramps.state()).containsOnlyKeys("acme");
    assertThat(ramps.standing("other", MORNING)).isEmpty();

    tenancy = Tenancies.with(Tenant.of("acme"));

    assertThat(ramps.state()).isEmpty();
    assertThat(ramps.limits(Tenant.of("acme"), MORNING)).isEqualTo(SendingLimits.NONE);
  }

  @Test
  void shouldCountTheTenantOfTheSettingsFileByItsSilence() {
    tenancy = Tenancies.with(Tenant.DEFAULT.withRamp(RAMP));

    ramps.written(List.of(event(EventType.DELIVERED, MORNING, Map.of())));

    assertThat(ramps.standing("default", MORNING).orElseThrow().progress().delivered())
        .isEqualTo(1);
  }

  @Test
  void shouldGoOnAfterARestartWhereItWas() {
    day(0, 100, 0);
    day(1, 60, 2);
    Ramps after = new Ramps(() -> tenancy);
    after.restore(ramps.state());
    after.restore(Map.of("acme", new long[] {1}, "short", new long[0]));

    assertThat(after.standing("acme", at(1))).isEqualTo(ramps.standing("acme", at(1)));
    assertThat(after.standing("acme", at(1)).orElseThrow().limit()).isEqualTo(150);
  }

  @Test
  void shouldKeepTheLowerOfTheTenantsOwnLimitAndThatOfItsRamp() {
    SendingLimits own = new SendingLimits(7, 0, 0, 120, OverLimit.HOLD);
    Tenant acme =
        new Tenant(
            "acme",
            0,
            "Acme",
            TenantState.ACTIVE,
            true,
            ForeignSender.REFUSE,
            own,
            Optional.of(RAMP),
            1,
            Optional.empty(),
            RecipientCare.NONE);
    tenancy = Tenancies.with(acme);

    assertThat(ramps.limits(acme, MORNING))
        .isEqualTo(new SendingLimits(7, 0, 0, 100, OverLimit.HOLD));
    day(0, 100, 0);
    assertThat(ramps.limits(acme, at(1))).isEqualTo(own);
  }

  @Test
  void shouldRefuseAboveTheLimitOfTheDayByTheRulesOfQuotas() throws Exception {
    var desk =
        new QuotaDesk(
            new QuotaBook(10, Duration.ofHours(1)), () -> tenancy, () -> SendingLimits.NONE, ramps);
    var address = InetAddress.getByName("192.0.2.7");

    assertThat(desk.take(ACME, address, 100, MORNING)).isEqualTo(QuotaVerdict.ADMITTED);
    assertThat(desk.take(ACME, address, 1, MORNING))
        .isInstanceOfSatisfying(
            QuotaVerdict.Over.class,
            over -> {
              assertThat(over.limit()).isEqualTo("100 recipients a day");
              assertThat(over.claim().responsible()).hasToString("tenant acme");
            });
    assertThat(desk.ramp(ACME, MORNING).orElseThrow().words())
        .isEqualTo("the tenant is new: 100 recipients a day now, after 0 of 3 clean days");
  }

  @Test
  void shouldTellWhereATenantStands() {
    day(0, 100, 3);
    for (int i = 1; i < 4; i++) {
      day(i, 300, 0);
    }

    assertThat(standing(0).facts().toString())
        .isEqualTo(standing(3).facts().toString())
        .contains("\"clean_days\":3", "\"limit_today\":0", "\"over\":true");
    assertThat(standing(4).words()).isEqualTo("the tenant has grown in 3 clean days");
  }

  @Test
  void shouldNeverShrinkAndNeverOverflow() {
    Chance.rounds(
        300,
        random -> {
          SendingRamp ramp =
              new SendingRamp(1 + random.nextInt(1_000_000_000), 1 + random.nextInt(900), 365, 100);
          long before = ramp.limitAfter(0);
          for (int clean = 1; clean < 365; clean++) {
            long limit = ramp.limitAfter(clean);
            assertThat(limit).isBetween(before, 1_000_000_000L);
            assertThat(limit > before || limit == 1_000_000_000L).isTrue();
            before = limit;
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"start\":200} | 200 | 50 | 30 | 5",
        "{\"start\":1,\"growth_percent\":900,\"days\":365,\"bounce_percent_max\":0} | 1 | 900 | 365"
            + " | 0"
      })
  void shouldReadARampAndWriteItBack(String json, long start, int growth, int days, int bounces) {
    Tenant tenant = read("{\"ramp\":" + json + "}");

    assertThat(tenant.ramp()).contains(new SendingRamp(start, growth, days, bounces));
    assertThat(read(TenancyKinds.TENANT.write(tenant).toString())).isEqualTo(tenant);
    assertThat(read("{\"ramp\":null}").ramp()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | ramp.start",
        "{\"days\":3} | ramp.start",
        "{\"start\":0} | ramp.start",
        "{\"start\":1,\"growth_percent\":0} | ramp.growth_percent",
        "{\"start\":1,\"days\":400} | ramp.days",
        "{\"start\":1,\"bounce_percent_max\":101} | ramp.bounce_percent_max",
        "7 | ramp"
      })
  void shouldNameTheFieldOfARampThatIsWrong(String json, String field) {
    assertThatThrownBy(() -> read("{\"ramp\":" + json + "}"))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  private static Tenant read(String json) {
    JsonObject document = ControlJson.read(json);
    return TenancyKinds.TENANT.read(Tenant.key("acme"), 0, document);
  }

  private void day(int number, int delivered, int bounced) {
    for (int i = 0; i < delivered + bounced; i++) {
      EventType type = i < delivered ? EventType.DELIVERED : EventType.BOUNCED;
      ramps.written(List.of(event(type, at(number), Map.of(EventField.TENANT, "acme"))));
    }
  }

  private static MailEvent event(EventType type, Instant at, Map<String, Object> details) {
    return new MailEvent(type, at, Optional.empty(), 0, 1, Optional.empty(), details);
  }

  private RampStanding standing(int number) {
    return ramps.standing("acme", at(number)).orElseThrow();
  }

  private long limitOn(int number) {
    return standing(number).limit();
  }

  private SendingLimits limits(int number) {
    return ramps.limits(tenancy.tenant("acme").orElseThrow(), at(number));
  }

  private static Instant at(int number) {
    return MORNING.plus(DAY.multipliedBy(number));
  }

  private static long day() {
    return MORNING.getEpochSecond() / 86_400;
  }
}
