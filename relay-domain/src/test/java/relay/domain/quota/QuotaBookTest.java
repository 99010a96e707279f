package relay.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import relay.domain.quota.Claim.Holder;
import relay.domain.quota.QuotaVerdict.Admitted;
import relay.domain.quota.QuotaVerdict.Beyond;
import relay.domain.quota.QuotaVerdict.Later;
import relay.domain.quota.QuotaVerdict.Over;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.SendingLimits;

class QuotaBookTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final int CLIENTS = 20;
  private final QuotaBook book = new QuotaBook(1_000, Duration.ofHours(2));

  @Test
  void shouldAdmitAWholeWindowAtOnceAndThenAtItsPace() {
    var claims = List.of(tenant("acme", new SendingLimits(0, 60, 0, 0, OverLimit.REFUSE)));

    assertThat(book.take(claims, 60, NOON)).isInstanceOf(Admitted.class);

    assertThat(book.take(claims, 1, NOON))
        .isInstanceOfSatisfying(
            Over.class, over -> assertThat(over.at()).isEqualTo(NOON.plusSeconds(1)));
    assertThat(book.take(claims, 2, NOON.plusSeconds(2))).isInstanceOf(Admitted.class);
    assertThat(book.take(claims, 1, NOON.plusSeconds(2))).isInstanceOf(Over.class);
  }

  @Test
  void shouldLookWithoutCountingOrRemembering() {
    var claims = List.of(tenant("acme", new SendingLimits(0, 0, 2, 0, OverLimit.REFUSE)));

    for (int i = 0; i < 10; i++) {
      assertThat(book.look(claims, 2, NOON)).isInstanceOf(Admitted.class);
    }
    assertThat(book.size()).isZero();
    assertThat(book.take(claims, 2, NOON)).isInstanceOf(Admitted.class);
    assertThat(book.look(claims, 1, NOON)).isInstanceOf(Over.class);
  }

  @Test
  void shouldCountInAllLimitsOrInNone() {
    Claim wide = tenant("acme", new SendingLimits(0, 0, 100, 0, OverLimit.REFUSE));
    Claim narrow =
        new Claim(Holder.CLIENT, "192.0.2.1", new SendingLimits(0, 0, 10, 0, OverLimit.REFUSE));
    book.take(List.of(wide, narrow), 10, NOON);

    for (int i = 0; i < 50; i++) {
      assertThat(book.take(List.of(wide, narrow), 1, NOON)).isInstanceOf(Over.class);
    }

    assertThat(book.take(List.of(wide), 90, NOON)).isInstanceOf(Admitted.class);
  }

  @Test
  void shouldTellTheLimitThatKeepsAMailLongest() {
    var claims = List.of(tenant("acme", new SendingLimits(5, 10, 20, 40, OverLimit.REFUSE)));
    book.take(claims, 5, NOON);
    book.take(claims, 5, NOON.plusSeconds(1));

    assertThat(book.take(claims, 5, NOON.plusSeconds(2)))
        .isInstanceOfSatisfying(
            Over.class, over -> assertThat(over.limit()).isEqualTo("10 recipients a minute"));
  }

  @Test
  void shouldGiveEachHeldMailATimeOfItsOwn() {
    var claims = List.of(tenant("acme", new SendingLimits(0, 60, 0, 0, OverLimit.HOLD)));
    book.take(claims, 60, NOON);

    assertThat(book.take(claims, 1, NOON)).isEqualTo(new Later(NOON.plusSeconds(1), claims.get(0)));
    assertThat(book.take(claims, 10, NOON))
        .isEqualTo(new Later(NOON.plusSeconds(11), claims.get(0)));
  }

  @Test
  void shouldRefuseWhatWouldBeHeldTooLong() {
    var claims = List.of(tenant("acme", new SendingLimits(0, 0, 10, 0, OverLimit.HOLD)));
    for (int i = 0; i < 30; i++) {
      assertThat(book.take(claims, 1, NOON)).isNotInstanceOf(Over.class);
    }

    assertThat(book.take(claims, 1, NOON)).isInstanceOf(Over.class);
  }

  @Test
  void shouldSayThatSoManyRecipientsNeverGo() {
    var claims = List.of(tenant("acme", new SendingLimits(10, 0, 0, 0, OverLimit.HOLD)));

    assertThat(book.take(claims, 11, NOON)).isInstanceOf(Beyond.class);
    assertThat(book.take(claims, 10, NOON)).isInstanceOf(Admitted.class);
  }

  @Test
  void shouldAdmitNoMoreThanTheLimitToTwentyClientsAtOnce() throws Exception {
    long limit = 5_000;
    AtomicLong admitted = new AtomicLong();
    AtomicLong clock = new AtomicLong();
    List<Callable<Void>> clients = new ArrayList<>();
    for (int c = 0; c < CLIENTS; c++) {
      List<Claim> claims =
          List.of(
              tenant("acme", new SendingLimits(0, 0, limit, 0, OverLimit.REFUSE)),
              new Claim(
                  Holder.CREDENTIAL,
                  "c" + c % 3,
                  new SendingLimits(0, 0, limit, 0, OverLimit.HOLD)));
      clients.add(
          () -> {
            for (int i = 0; i < 2_000; i++) {
              Instant now = NOON.plusMillis(clock.incrementAndGet() / 100);
              if (book.take(claims, 1, now) instanceof Admitted) {
                admitted.incrementAndGet();
              }
            }
            return null;
          });
    }

    var threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      for (var done : threads.invokeAll(clients)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }

    // 40,000 tries within 400 ms of the clock: a window at once, and less than one at its pace.
    assertThat(admitted.get()).isBetween(limit, limit + limit / 100);
  }

  @Test
  void shouldForgetThoseAtRestFirstAndStayWithinItsBound() {
    var small = new QuotaBook(10, Duration.ofHours(1));
    var limits = new SendingLimits(0, 1, 0, 0, OverLimit.REFUSE);
    small.take(List.of(tenant("busy", limits)), 1, NOON);
    for (int i = 0; i < 100; i++) {
      small.take(List.of(new Claim(Holder.CLIENT, "192.0.2." + i, limits)), 1, NOON);
    }

    assertThat(small.size()).isLessThanOrEqualTo(10);
    assertThat(small.take(List.of(tenant("busy", limits)), 1, NOON)).isInstanceOf(Over.class);
  }

  private static Claim tenant(String id, SendingLimits limits) {
    return new Claim(Holder.TENANT, id, limits);
  }
}
