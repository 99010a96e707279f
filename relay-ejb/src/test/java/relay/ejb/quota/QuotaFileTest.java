package relay.ejb.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.quota.Claim;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.QuotaVerdict;
import relay.domain.quota.Ramps;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.SendingRamp;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenant;

class QuotaFileTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<Claim> CLAIM =
      List.of(
          new Claim(Claim.Holder.TENANT, "acme", new SendingLimits(0, 0, 10, 0, OverLimit.REFUSE)));

  @TempDir Path data;

  @Test
  void shouldRememberOverARestartWhatWasCounted() {
    var before = new QuotaBook(10, Duration.ofHours(1));
    before.take(CLAIM, 10, NOON);
    new QuotaFile(data.resolve("quotas")).write(before.state(NOON));

    var after = new QuotaBook(10, Duration.ofHours(1));
    after.restore(new QuotaFile(data.resolve("quotas")).read());

    assertThat(after.take(CLAIM, 1, NOON)).isInstanceOf(QuotaVerdict.Over.class);
  }

  @Test
  void shouldBeginAnewWithoutAFileOrWithADamagedOne() throws Exception {
    assertThat(new QuotaFile(data.resolve("quotas")).read()).isEmpty();
    Files.writeString(data.resolve("quotas"), "TENANT acme\tx\n");

    assertThat(new QuotaFile(data.resolve("quotas")).read()).isEqualTo(Map.of());
  }

  @Test
  void shouldRememberHowFarANewTenantHasCome() {
    SendingRamp growth = new SendingRamp(10, 100, 5, 10);
    Tenant acme = Tenant.of("acme").withRamp(growth);
    var before = new Ramps(() -> Tenancies.with(acme));
    for (int i = 0; i < 4; i++) {
      before.written(List.of(event(EventType.DELIVERED, NOON)));
    }
    before.written(List.of(event(EventType.BOUNCED, NOON)));
    new QuotaFiles(data).save(new QuotaBook(10, Duration.ofHours(1)), before, NOON);

    var after = new Ramps(() -> Tenancies.with(acme));
    new QuotaFiles(data).restore(after);

    assertThat(after.standing("acme", NOON)).isEqualTo(before.standing("acme", NOON));
    assertThat(after.standing("acme", NOON).orElseThrow().progress().bounced()).isEqualTo(1);
  }

  private static MailEvent event(EventType type, Instant at) {
    return new MailEvent(
        type, at, Optional.empty(), 0, 1, Optional.empty(), Map.of(EventField.TENANT, "acme"));
  }
}
