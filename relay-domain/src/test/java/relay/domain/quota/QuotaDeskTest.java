package relay.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.Responsible;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.quota.Claim.Holder;
import relay.domain.quota.QuotaVerdict.Beyond;
import relay.domain.quota.QuotaVerdict.Over;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.SendingRamp;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

/** Whose limits a mail is counted in, and what its client is told. */
class QuotaDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final MailOwner ACME = new MailOwner("acme", "news", "c-1");
  private static final SendingLimits TEN_A_MINUTE =
      new SendingLimits(0, 10, 0, 0, OverLimit.REFUSE);
  private Tenancy tenancy = Tenancies.with(Tenant.of("acme"));
  private SendingLimits client = TEN_A_MINUTE;
  private final QuotaDesk desk =
      new QuotaDesk(new QuotaBook(100, Duration.ofHours(2)), () -> tenancy, () -> client);

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "2001:db8::1, 20010db800000000/64",
    "2001:db8::ffff:1, 20010db800000000/64",
    "2001:db8:0:1::1, 20010db800000001/64",
  })
  void shouldCountAClientByItsAddressOrNetwork(String address, String id) {
    List<Claim> claims = desk.claims(ACME, ip(address), NOON);

    assertThat(claims).containsExactly(new Claim(Holder.CLIENT, id, TEN_A_MINUTE));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "127.3.2.1", "::1"})
  void shouldNotCountThisMachine(String address) {
    assertThat(desk.claims(ACME, ip(address), NOON)).isEmpty();
  }

  @Test
  void shouldCountNeighboursOfOneNetworkTogether() {
    desk.take(ACME, ip("2001:db8::1"), 6, NOON);

    assertThat(desk.take(ACME, ip("2001:db8::2"), 5, NOON)).isInstanceOf(Over.class);
    assertThat(desk.take(ACME, ip("2001:db8:0:1::2"), 5, NOON)).isEqualTo(QuotaVerdict.ADMITTED);
  }

  @Test
  void shouldUseLimitsAsTheyAreNow() {
    desk.take(ACME, ip("192.0.2.1"), 10, NOON);
    assertThat(desk.look(ACME, ip("192.0.2.1"), 1, NOON)).isInstanceOf(Over.class);

    client = SendingLimits.NONE;
    assertThat(desk.look(ACME, ip("192.0.2.1"), 1, NOON)).isEqualTo(QuotaVerdict.ADMITTED);

    tenancy = Tenancies.with(Tenant.of("acme").withRamp(new SendingRamp(3, 50, 5, 5)));
    assertThat(desk.look(ACME, ip("192.0.2.1"), 4, NOON)).isInstanceOf(Beyond.class);
    assertThat(desk.ramp(ACME, NOON).orElseThrow().limit()).isEqualTo(3);
  }

  @Test
  void shouldKnowNoLimitsOfWhatIsGone() {
    client = SendingLimits.NONE;

    assertThat(desk.claims(new MailOwner("gone", "gone", "gone"), ip("192.0.2.1"), NOON)).isEmpty();
    assertThat(desk.ramp(new MailOwner("gone", "gone", ""), NOON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 2026-01-01T12:00:01Z",
    "-5, 1, 2026-01-01T12:00:01Z",
    "1, 1, 2026-01-01T12:00:01Z",
    "1000, 2, 2026-01-01T12:00:02Z",
    "90500, 91, 2026-01-01T12:01:31Z",
  })
  void shouldTellATimeAtWhichTheClientWillNotBeTooEarly(long millis, long seconds, String at) {
    var over =
        new Over(
            new Claim(Holder.TENANT, "acme", TEN_A_MINUTE),
            "10 recipients a minute",
            NOON.plusMillis(millis));

    SmtpReply reply = QuotaReply.of(over, NOON);

    assertThat(reply.code()).isEqualTo(452);
    assertThat(reply.toString()).contains("come back in " + seconds + " s, at " + at, "the tenant");
    assertThat(NOON.plusSeconds(seconds)).isAfterOrEqualTo(over.at());
  }

  @Test
  void shouldSayThatFewerRecipientsGo() {
    var beyond =
        new Beyond(new Claim(Holder.CLIENT, "192.0.2.1", TEN_A_MINUTE), "10 recipients a minute");

    SmtpReply reply = QuotaReply.of(beyond);

    assertThat(reply.code()).isEqualTo(452);
    assertThat(reply.status().orElseThrow()).hasToString("4.5.3");
    assertThat(reply.toString()).contains("send the mail to fewer", "the client address");
  }

  @Test
  void shouldLetPasswordsAboveTheirTenantsQuotaGoAsTransactionalMail() {
    QuotaDesk few = desk(Map.of("quota.otp-per-hour", "3", "quota.tenant.bank.otp-per-hour", "4"));

    assertThat(few.lane(Lane.OTP, ACME, 3, NOON)).isEqualTo(Lane.OTP);
    assertThat(few.lookLane(Lane.OTP, ACME, 1, NOON)).isEqualTo(Lane.TRANSACTIONAL);
    assertThat(few.lane(Lane.OTP, ACME, 1, NOON)).isEqualTo(Lane.TRANSACTIONAL);
    assertThat(few.lane(Lane.BULK, ACME, 1, NOON)).isEqualTo(Lane.BULK);
    assertThat(few.otpLimit(ACME)).isEqualTo(Responsible.setting("quota.otp-per-hour"));
    MailOwner bank = new MailOwner("bank", "otp", "");
    assertThat(few.lane(Lane.OTP, bank, 4, NOON)).isEqualTo(Lane.OTP);
    assertThat(few.otpLimit(bank)).isEqualTo(Responsible.setting("quota.tenant.bank.otp-per-hour"));
    assertThat(few.lane(Lane.OTP, ACME, 1, NOON.plusSeconds(1_199))).isEqualTo(Lane.TRANSACTIONAL);
    assertThat(few.lane(Lane.OTP, ACME, 1, NOON.plusSeconds(1_200))).isEqualTo(Lane.OTP);
    assertThat(few.lane(Lane.OTP, bank, 5, NOON.plusSeconds(7_200))).isEqualTo(Lane.TRANSACTIONAL);
  }

  @Test
  void shouldNotCountPasswordsWhereNoQuotaIsWanted() {
    QuotaDesk any = desk(Map.of("quota.otp-per-hour", "0"));

    assertThat(any.lane(Lane.OTP, ACME, 1_000_000, NOON)).isEqualTo(Lane.OTP);
    assertThat(any.lane(Lane.OTP, ACME, 1_000_000, NOON)).isEqualTo(Lane.OTP);
  }

  private QuotaDesk desk(Map<String, String> settings) {
    var quotas = QuotaSettings.from(Settings.of(QuotaSettings.ALL, settings, Map.of()));
    return new QuotaDesk(new QuotaBook(() -> quotas), () -> tenancy, () -> SendingLimits.NONE);
  }

  private static InetAddress ip(String text) {
    return IpLiteral.parse(text).orElseThrow();
  }
}
