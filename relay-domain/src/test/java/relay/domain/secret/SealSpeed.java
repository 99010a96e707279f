package relay.domain.secret;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Logger;
import relay.domain.mail.Content;

/** Measures by hand what sealing and opening cost a mail: {@code main}. */
final class SealSpeed {
  private static final Logger LOG = Logger.getLogger(SealSpeed.class.getName());
  private static final int[] SIZES = {1 << 10, 10 << 10, 200 << 10, 1 << 20, 10 << 20};
  private static final long OCTETS_EACH = 400L << 20;
  private static final int MAILS_MAX = 40_000;
  private static final int ROUNDS = 3;
  private static final String PLACE = "00000000000000000001";

  private SealSpeed() {}

  public static void main(String[] args) throws IOException {
    var keys = Optional.of(MasterKeys.first(new SecureRandom()));
    var seal = new ContentSeal(keys, true, new SecureRandom());
    for (int round = 0; round < ROUNDS; round++) {
      for (int size : SIZES) {
        measure(seal, size);
      }
    }
  }

  private static void measure(ContentSeal seal, int size) throws IOException {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    int mails = (int) Math.min(MAILS_MAX, OCTETS_EACH / size);
    byte[] sealed = octets;
    long begin = processorNanos();
    for (int i = 0; i < mails; i++) {
      sealed = seal.seal(octets, PLACE);
    }
    long between = processorNanos();
    for (int i = 0; i < mails; i++) {
      new SealedContent(Content.of(sealed), size, PLACE, seal).opened();
    }
    long end = processorNanos();
    LOG.info(
        String.format(
            Locale.ROOT,
            "%,11d octets: sealed in %.1f us, opened in %.1f us of processor time",
            size,
            (between - begin) / 1e3 / mails,
            (end - between) / 1e3 / mails));
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
