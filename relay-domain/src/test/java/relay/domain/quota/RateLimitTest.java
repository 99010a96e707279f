package relay.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.quota.Claim.Holder;
import relay.domain.quota.QuotaVerdict.Admitted;
import relay.domain.quota.QuotaVerdict.Beyond;
import relay.domain.quota.QuotaVerdict.Later;
import relay.domain.quota.QuotaVerdict.Over;
import relay.domain.settings.Settings;
import relay.domain.tenancy.CredentialKind;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.Proof;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;
import relay.domain.tenancy.TenantState;

/** The arithmetic of limits, and whose they are. */
class RateLimitTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "1, SECOND, 1, 1000000",
    "1, DAY, 1, 86400000000",
    "3, SECOND, 1, 333334",
    "3, SECOND, 3, 1000000",
    "1000000000, SECOND, 1, 1",
    "60, MINUTE, 60, 60000000",
    "7, HOUR, 2, 1028571429"
  })
  void shouldTakeUpTimeForEachRecipientRoundedUp(
      long count, RateLimit.Window window, long cost, long micros) {
    assertThat(new RateLimit(count, window).micros(cost)).isEqualTo(micros);
  }

  @Test
  void shouldReadTheLimitsThatAreSetShortestFirst() {
    assertThat(RateLimit.of(new SendingLimits(0, 2, 0, 4, OverLimit.REFUSE)))
        .containsExactly(
            new RateLimit(2, RateLimit.Window.MINUTE), new RateLimit(4, RateLimit.Window.DAY));
    assertThat(RateLimit.of(SendingLimits.NONE)).isEmpty();
    assertThatThrownBy(() -> new RateLimit(0, RateLimit.Window.DAY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSayWhichLimitHowLongAndUntilWhen() {
    Claim claim =
        new Claim(Holder.CREDENTIAL, "c-1", new SendingLimits(0, 0, 100, 0, OverLimit.REFUSE));

    assertThat(
            QuotaReply.of(new Over(claim, "100 recipients a hour", NOON.plusMillis(36_500)), NOON)
                .toString())
        .contains(
            "452",
            "4.7.1",
            "Above the limit of 100 recipients a hour for the credential; come back in 37 s, at"
                + " 2026-01-01T12:00:37Z");
    assertThat(QuotaReply.of(new Over(claim, "1 recipients a second", NOON), NOON).toString())
        .contains("come back in 1 s");
    // a clock that was put back must not make a time in the past of it
    assertThat(QuotaReply.of(new Over(claim, "x", NOON.minusSeconds(500)), NOON).toString())
        .contains("come back in 1 s, at 2026-01-01T12:00:01Z");
    assertThat(QuotaReply.of(new Beyond(claim, "100 recipients a hour")).toString())
        .contains("452", "4.5.3", "send the mail to fewer at a time");
  }

  @Test
  void shouldNeverAdmitMoreThanAWindowAndWhatFlowsInMeanwhile() {
    Chance.rounds(
        60,
        random -> {
          long count = 1 + random.nextInt(50);
          Claim claim =
              new Claim(Holder.TENANT, "t", new SendingLimits(0, count, 0, 0, OverLimit.REFUSE));
          QuotaBook book = new QuotaBook(100, Duration.ofHours(1));
          Deque<Instant> admitted = new ArrayDeque<>();
          Instant now = NOON;
          for (int i = 0; i < 400; i++) {
            now = now.plusMillis(random.nextInt(2_000));
            if (book.take(List.of(claim), 1, now) instanceof Admitted) {
              admitted.add(now);
            }
            while (admitted.peekFirst() != null
                && admitted.peekFirst().isBefore(now.minusSeconds(60))) {
              admitted.removeFirst();
            }
            // a bucket of one window that fills in one window: twice the count at the very most
            assertThat(admitted.size()).isLessThanOrEqualTo((int) (2 * count) + 1);
          }
        });
  }

  @Test
  void shouldAdmitAtTheTimeItNamedAndNotBefore() {
    Chance.rounds(
        200,
        random -> {
          SendingLimits limits =
              new SendingLimits(
                  random.nextInt(3), random.nextInt(9), random.nextInt(30), 0, OverLimit.REFUSE);
          Claim claim = new Claim(Holder.STREAM, "s", limits);
          QuotaBook book = new QuotaBook(100, Duration.ofHours(1));
          Instant now = NOON.plusNanos(random.nextInt(1_000_000_000));
          for (int i = 0; i < 60; i++) {
            if (book.take(List.of(claim), 1, now) instanceof Over over) {
              Instant at = over.at();
              assertThat(at).isAfter(now);
              assertThat(book.take(List.of(claim), 1, at.minusNanos(1_000)))
                  .isInstanceOf(Over.class);
              assertThat(book.take(List.of(claim), 1, at)).isNotInstanceOf(Over.class);
              now = at;
            }
          }
        });
  }

  @Test
  void shouldGoOnAfterARestartWhereItWas() {
    Claim claim = new Claim(Holder.TENANT, "t", new SendingLimits(0, 0, 10, 0, OverLimit.REFUSE));
    Claim other = new Claim(Holder.TENANT, "u", new SendingLimits(0, 0, 10, 0, OverLimit.REFUSE));
    QuotaBook before = new QuotaBook(100, Duration.ofHours(1));
    before.take(List.of(claim), 10, NOON);
    before.take(List.of(other), 1, NOON.minusSeconds(86_400));

    Map<String, long[]> state = before.state(NOON);
    QuotaBook after = new QuotaBook(100, Duration.ofHours(1));
    after.restore(state);

    assertThat(state).containsOnlyKeys("TENANT t");
    assertThat(after.take(List.of(claim), 1, NOON)).isInstanceOf(Over.class);
    assertThat(after.take(List.of(claim), 1, NOON.plusSeconds(360))).isInstanceOf(Admitted.class);
    assertThat(after.take(List.of(other), 10, NOON)).isInstanceOf(Admitted.class);
  }

  /** A state of a version with more or fewer windows. */
  @Test
  void shouldTakeAStateOfAnotherLength() {
    QuotaBook book = new QuotaBook(100, Duration.ofHours(1));

    book.restore(Map.of("TENANT t", new long[0], "TENANT u", new long[9]));

    assertThat(book.size()).isEqualTo(2);
    assertThat(book.state(NOON)).isEmpty();
  }

  /** One who refuses is obeyed, whoever else would hold. */
  @Test
  void shouldRefuseWhenOneOfTwoLimitsRefuses() {
    Claim holds = new Claim(Holder.TENANT, "t", new SendingLimits(0, 1, 0, 0, OverLimit.HOLD));
    Claim refuses = new Claim(Holder.STREAM, "s", new SendingLimits(0, 1, 0, 0, OverLimit.REFUSE));
    QuotaBook book = new QuotaBook(100, Duration.ofHours(1));
    book.take(List.of(holds, refuses), 1, NOON);

    assertThat(book.take(List.of(holds, refuses), 1, NOON)).isInstanceOf(Over.class);
    assertThat(book.take(List.of(holds), 1, NOON)).isInstanceOf(Later.class);
    assertThat(book.take(List.of(), 1, NOON)).isEqualTo(QuotaVerdict.ADMITTED);
  }

  /** Strangers by the million cannot fill the memory, whoever else is counted at the time. */
  @Test
  void shouldStayWithinItsBoundWhoeverElseIsCounted() {
    SendingLimits limits = new SendingLimits(0, 0, 0, 1, OverLimit.REFUSE);
    QuotaBook book = new QuotaBook(400, Duration.ofHours(1));
    for (int i = 0; i < 300; i++) {
      book.take(List.of(new Claim(Holder.CREDENTIAL, "c" + i, limits)), 1, NOON);
    }

    for (int i = 0; i < 5_000; i++) {
      book.take(List.of(new Claim(Holder.CLIENT, "client " + i, limits)), 1, NOON);
    }

    assertThat(book.size()).isLessThanOrEqualTo(401);
    for (int i = 0; i < 300; i++) {
      assertThat(book.take(List.of(new Claim(Holder.CREDENTIAL, "c" + i, limits)), 1, NOON))
          .as("credential %d is still counted", i)
          .isInstanceOf(Over.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::, 20010db800010002/64"
  })
  void shouldCountOneAddressOrOneNetworkAsOneClient(String address, String id) {
    assertThat(desk(Tenancy.EMPTY).claims(MailOwner.of(Lane.OTP), client(address), NOON))
        .extracting(Claim::id)
        .containsExactly(id);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "127.9.9.9", "::1"})
  void shouldNotLimitProgramsOfThisMachine(String address) {
    assertThat(desk(Tenancy.EMPTY).claims(MailOwner.of(Lane.OTP), client(address), NOON)).isEmpty();
  }

  @Test
  void shouldCountAMailInAllThatItBelongsTo() {
    SendingLimits ten = new SendingLimits(0, 10, 0, 0, OverLimit.REFUSE);
    Tenant acme =
        new Tenant(
            "acme",
            0,
            "Acme",
            TenantState.ACTIVE,
            true,
            relay.domain.tenancy.ForeignSender.REFUSE,
            ten);
    Stream news = Stream.named("acme", "news", Lane.BULK);
    Tenancy tenancy =
        Tenancies.with(
            acme,
            news,
            relay.domain.tenancy.Credential.sender(
                "acme", "c-1", CredentialKind.API_TOKEN, Proof.token("h"), NOON));

    List<Claim> claims =
        desk(tenancy).claims(new MailOwner("acme", "news", "c-1"), client("192.0.2.7"), NOON);

    assertThat(claims).extracting(Claim::holder).containsExactly(Holder.CLIENT, Holder.TENANT);
    assertThat(claims.get(1)).isEqualTo(new Claim(Holder.TENANT, "acme", ten));
    // of a tenant that is gone nothing is known
    assertThat(desk(tenancy).claims(new MailOwner("gone", "x", ""), client("192.0.2.7"), NOON))
        .hasSize(1);
  }

  @Test
  void shouldReadItsSettings() {
    QuotaSettings settings =
        QuotaSettings.from(
            Settings.of(
                QuotaSettings.ALL,
                Map.of("quota.client-per-hour", "100", "quota.client-above", "hold"),
                Map.of()));

    assertThat(settings.client()).isEqualTo(new SendingLimits(0, 0, 100, 0, OverLimit.HOLD));
    assertThat(settings.holdMax()).isEqualTo(Duration.ofHours(12));
    assertThat(settings.metersMax()).isEqualTo(200_000);
    assertThat(settings.saveInterval()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void shouldOrderHoldersAsTheyAreLocked() {
    List<Holder> order = new ArrayList<>(List.of(Holder.values()));

    assertThat(order)
        .containsExactly(
            Holder.CLIENT, Holder.CREDENTIAL, Holder.STREAM, Holder.TENANT, Holder.OTP);
    assertThat(new Claim(Holder.CLIENT, "a", SendingLimits.NONE).key())
        .isNotEqualTo(new Claim(Holder.TENANT, "a", SendingLimits.NONE).key());
  }

  private static QuotaDesk desk(Tenancy tenancy) {
    return new QuotaDesk(
        new QuotaBook(100, Duration.ofHours(1)),
        () -> tenancy,
        () -> new SendingLimits(0, 0, 100, 0, OverLimit.REFUSE));
  }

  private static InetAddress client(String text) {
    return IpLiteral.parse(text).orElseThrow();
  }
}
