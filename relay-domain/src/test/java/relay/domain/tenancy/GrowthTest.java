package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.tenancy.Tenancies.NEW_YEAR;
import static relay.domain.tenancy.Tenancies.key;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.Chance;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKinds;
import relay.domain.control.Fields;
import relay.domain.mail.DomainName;

/** What grows and ages: the limits of a new tenant, and its keys. */
class GrowthTest {
  private static final ControlKinds KINDS = new ControlKinds(TenancyKinds.ALL);
  private static final long MOST = 1_000_000_000;

  @ParameterizedTest
  @CsvSource({
    // start, percent, clean days, limit
    "100, 50, 0, 100",
    "100, 50, 1, 150",
    "100, 50, 2, 225",
    "100, 50, 3, 337",
    "100, 100, 10, 102400",
    "1, 1, 0, 1",
    "1, 1, 1, 2",
    "1, 1, 99, 100",
    "99, 1, 1, 100",
    "100, 1, 1, 101",
    "1000000000, 900, 365, 1000000000",
    "1, 900, 9, 1000000000",
    "1, 900, 8, 100000000"
  })
  void shouldRaiseTheLimitWithEachCleanDay(long start, int percent, int days, long limit) {
    assertThat(new SendingRamp(start, percent, 30, 5).limitAfter(days)).isEqualTo(limit);
  }

  @Test
  void shouldGrowEachDayAndNeverBeyondTheMost() {
    Chance.rounds(
        300,
        random -> {
          long start = 1 + (long) (random.nextDouble() * Math.pow(10, random.nextInt(10)));
          SendingRamp ramp = new SendingRamp(start, 1 + random.nextInt(900), 30, 5);

          long before = ramp.limitAfter(0);
          assertThat(before).isEqualTo(start);
          for (int day = 1; day < 400; day++) {
            long limit = ramp.limitAfter(day);
            assertThat(limit).isLessThanOrEqualTo(MOST);
            assertThat(limit > before || limit == MOST).as("day %d of %s", day, ramp).isTrue();
            before = limit;
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"0, false", "29, false", "30, true", "31, true"})
  void shouldBeOverAfterEnoughCleanDays(int days, boolean over) {
    assertThat(new SendingRamp(1, 50, 30, 5).isOverAfter(days)).isEqualTo(over);
  }

  @ParameterizedTest
  @CsvSource({"0, 500, 500", "1000, 500, 500", "100, 500, 100", "500, 500, 500"})
  void shouldTakeTheSmallerLimitOfADay(long perDay, long most, long limit) {
    SendingLimits limits = new SendingLimits(1, 2, 3, perDay, OverLimit.HOLD);

    assertThat(limits.withAtMostPerDay(most))
        .isEqualTo(new SendingLimits(1, 2, 3, limit, OverLimit.HOLD));
  }

  @Test
  void shouldReadBackAnyLimitsAndRamp() {
    Chance.rounds(
        200,
        random -> {
          SendingLimits limits =
              new SendingLimits(
                  random.nextInt((int) MOST + 1),
                  random.nextInt(3),
                  0,
                  Chance.oneOf(random, 0L, 1L, MOST),
                  Chance.oneOf(random, OverLimit.values()));
          SendingRamp ramp =
              new SendingRamp(
                  1 + random.nextInt((int) MOST),
                  1 + random.nextInt(900),
                  1 + random.nextInt(365),
                  random.nextInt(101));

          assertThat(SendingLimits.read(new Fields(limits.write()))).isEqualTo(limits);
          assertThat(SendingRamp.read(new Fields(ramp.write()))).isEqualTo(ramp);
          Tenant tenant = Tenant.of("acme").withRamp(ramp).withVersion(3);
          assertThat(KINDS.read(tenant.key(), 3, KINDS.write(tenant))).isEqualTo(tenant);
        });
  }

  @Test
  void shouldGrowAsIsUsualWhereOnlyTheStartIsSaid() {
    JsonObject json = ControlJson.read("{\"start\":7}");

    assertThat(SendingRamp.read(new Fields(json))).isEqualTo(new SendingRamp(7, 50, 30, 5));
  }

  @ParameterizedTest
  @EnumSource(KeySight.Seen.class)
  void shouldKnowSinceWhenTheDnsSaysWhatItSays(KeySight.Seen seen) {
    DomainKey key = key("acme", "a.example", "s1");
    Instant first = NEW_YEAR.plusSeconds(60);

    DomainKey once = key.seen(seen, first);
    DomainKey again = once.seen(seen, first.plusSeconds(60));

    assertThat(again).isSameAs(once);
    assertThat(once.sight().what()).isEqualTo(seen);
    boolean news = seen != KeySight.Seen.UNKNOWN;
    assertThat(once.sight().since()).isEqualTo(news ? first : NEW_YEAR);
    assertThat(once.sight().isOk()).isEqualTo(seen == KeySight.Seen.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, true, true",
    "PUBLISHED, true, true",
    "ACTIVE, true, false",
    "RETIRED, true, false",
    "REMOVED, false, false"
  })
  void shouldHaveItsPrivateKeyUntilItIsRemoved(KeyState state, boolean sealed, boolean next) {
    Instant later = NEW_YEAR.plusSeconds(9);

    DomainKey key = key("acme", "a.example", "s1").in(state, later);

    assertThat(key.sealed().isPresent()).isEqualTo(sealed);
    assertThat(key.isNext()).isEqualTo(next);
    assertThat(key.since()).isEqualTo(later);
    assertThat(key.createdAt()).isEqualTo(NEW_YEAR);
    assertThat(key.toString()).contains("s1._domainkey.a.example").doesNotContain("sealed:");
  }

  @Test
  void shouldSealItsPrivateKeyAnewForItsOwnPlaceOnly() {
    DomainKey key = key("acme", "a.example", "s1");
    List<String> places = new ArrayList<>();

    DomainKey renewed =
        key.resealed(
            (text, place) -> {
              places.add(place);
              return text + "!";
            });

    assertThat(places).containsExactly("dkim-key acme/s1._domainkey.a.example private_key");
    assertThat(renewed.sealed()).contains("sealed:1:k:x!");
    DomainKey gone = key.in(KeyState.REMOVED, NEW_YEAR);
    assertThat(gone.resealed((text, place) -> "x")).isEqualTo(gone);
    assertThat(places).hasSize(1);
  }

  @Test
  void shouldBeNoKeyOfAnotherDomain() {
    DomainKey key = key("acme", "a.example", "s1");

    assertThatThrownBy(
            () ->
                DomainKey.made(
                    key.key(),
                    DomainName.of("b.example"),
                    key.algorithm(),
                    key.record(),
                    "x",
                    NEW_YEAR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dkim-key acme/s1._domainkey.a.example is no key of b.example");
  }
}
