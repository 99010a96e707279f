package relay.ejb.quota;

import java.nio.file.Path;
import java.time.Instant;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.Ramps;

/** What a restart must not forget of the quotas. For one thread at a time. */
final class QuotaFiles {
  private final QuotaFile meters;
  private final QuotaFile ramps;

  QuotaFiles(Path dataFolder) {
    this.meters = new QuotaFile(dataFolder.resolve("quotas"));
    this.ramps = new QuotaFile(dataFolder.resolve("ramps"));
  }

  void restore(QuotaBook book) {
    book.restore(meters.read());
  }

  void restore(Ramps all) {
    all.restore(ramps.read());
  }

  void save(QuotaBook book, Ramps all, Instant now) {
    meters.write(book.state(now));
    ramps.write(all.state());
  }
}
