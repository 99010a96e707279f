package relay.domain.suppression;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Logger;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

/** Measures by hand what the list costs in memory, and a question in time: {@code main ENTRIES}. */
final class LookupSpeed {
  private static final Logger LOG = Logger.getLogger(LookupSpeed.class.getName());
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final MailOwner NEWS = new MailOwner("acme", "news", "");
  private static final int QUESTIONS = 1_000_000;
  private static final int ROUNDS = 4;

  private LookupSpeed() {}

  public static void main(String[] args) {
    int entries = Integer.parseInt(args[0]);
    var table = new SuppressionTable();
    var hash = new SuppressionHash(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6});
    var book = new SuppressionBook(hash, table);
    long before = heap();
    long begin = System.nanoTime();
    for (int i = 0; i < entries; i++) {
      book.put(
          hash.of(new SuppressionSubject(text(i)), SuppressionScope.ofTenant("acme")),
          SuppressionReason.HARD_BOUNCE,
          Optional.empty());
    }
    long filled = System.nanoTime() - begin;
    LOG.info(
        String.format(
            Locale.ROOT,
            "%,d entries: %,d octets of arrays, %,d octets of heap, filled in %.1f s",
            table.size(),
            table.octets(),
            heap() - before,
            filled / 1e9));
    for (int round = 0; round < ROUNDS; round++) {
      ask("who is on the list", book, entries, 0);
      ask("who is not", book, entries, entries);
    }
  }

  private static void ask(String who, SuppressionBook book, int entries, int from) {
    var random = new Random(1);
    EmailAddress[] addresses = new EmailAddress[QUESTIONS];
    for (int i = 0; i < QUESTIONS; i++) {
      addresses[i] = EmailAddress.parse(text(from + random.nextInt(entries)));
    }
    int found = 0;
    long begin = processorNanos();
    for (EmailAddress each : addresses) {
      found += book.find(NEWS, Lane.BULK, each, NOW, true).isPresent() ? 1 : 0;
    }
    double micros = (processorNanos() - begin) / 1e3 / QUESTIONS;
    LOG.info(
        String.format(
            Locale.ROOT,
            "%s: %.2f us of processor time a recipient, %,d held back",
            who,
            micros,
            found));
  }

  private static String text(int i) {
    return "someone.number" + i + "@host" + i % 5_000 + ".example.org";
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
