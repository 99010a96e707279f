package relay.ejb.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.quota.Claim;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.QuotaVerdict;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.SendingLimits;

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
    new QuotaFile(data).write(before.state(NOON));

    var after = new QuotaBook(10, Duration.ofHours(1));
    after.restore(new QuotaFile(data).read());

    assertThat(after.take(CLAIM, 1, NOON)).isInstanceOf(QuotaVerdict.Over.class);
  }

  @Test
  void shouldBeginAnewWithoutAFileOrWithADamagedOne() throws Exception {
    assertThat(new QuotaFile(data).read()).isEmpty();
    Files.writeString(data.resolve("quotas"), "TENANT acme\tx\n");

    assertThat(new QuotaFile(data).read()).isEqualTo(Map.of());
  }
}
