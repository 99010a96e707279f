package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;

/** How long mail is kept for the servers of a domain whose backup the relay is. */
class StoredForPrimaryTest {
  private Tenancy tenancy = Tenancies.with(domain("kept.example", Optional.empty()));

  @Test
  void shouldKeepMailOfABackedUpDomainForFiveDays() {
    assertThat(expiry("bob@kept.example")).isEqualTo(NOON.plus(Duration.ofDays(5)));
    assertThat(expiry("bob@elsewhere.example")).isEqualTo(NOON.plus(Duration.ofHours(48)));
  }

  @Test
  void shouldKeepItAsLongAsTheDomainSaysButNeverShorterThanOtherMail() {
    tenancy =
        Tenancies.with(
            domain("kept.example", Optional.of(Duration.ofDays(7))),
            domain("brief.example", Optional.of(Duration.ofHours(1))));

    assertThat(expiry("bob@kept.example")).isEqualTo(NOON.plus(Duration.ofDays(7)));
    assertThat(expiry("bob@brief.example")).isEqualTo(NOON.plus(Duration.ofHours(48)));
    assertThat(expiry("ann@elsewhere.example", "bob@kept.example"))
        .isEqualTo(NOON.plus(Duration.ofDays(7)));
  }

  @Test
  void shouldNotAskAboutDomainsWhileThereIsNoBackup() {
    tenancy = Tenancies.with(new InboundDomain("default", DomainName.of("kept.example"), 1));

    assertThat(tenancy.hasBackups()).isFalse();
    assertThat(expiry("bob@kept.example")).isEqualTo(NOON.plus(Duration.ofHours(48)));
    assertThat(expiry("bob@[192.0.2.1]")).isEqualTo(NOON.plus(Duration.ofHours(48)));
  }

  private Instant expiry(String... recipients) {
    QueuedMail mail = aMail().to(recipients).build();
    var settings = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
    var schedule = new RetrySchedule(new RetryRules(() -> settings, () -> tenancy), new Random(1));
    return schedule.expiryOf(
        new MailOwner("default", "transactional", ""), Lane.TRANSACTIONAL, NOON, mail.envelope());
  }

  private static InboundDomain domain(String name, Optional<Duration> storeFor) {
    return new InboundDomain(
        "default",
        DomainName.of(name),
        1,
        false,
        Optional.empty(),
        OtherMail.RELAY,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new InboundDomain.Backup(storeFor)));
  }
}
