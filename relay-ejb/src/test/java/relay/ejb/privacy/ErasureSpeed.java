package relay.ejb.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Logger;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.journal.JournalFileName;
import relay.domain.mail.EmailAddress;
import relay.domain.privacy.ErasedEvent;
import relay.domain.privacy.ErasureOrder;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalRewrite;
import relay.ejb.view.ViewFixture;

/**
 * Measures by hand what it costs to write the journal anew: {@code main FOLDER MAILS}. One mail in
 * a thousand is to the address.
 */
final class ErasureSpeed {
  private static final Logger LOG = Logger.getLogger(ErasureSpeed.class.getName());
  private static final int ROUNDS = 5;

  private ErasureSpeed() {}

  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    var folder = new JournalFolder(data.resolve("journal"));
    try (var view = new ViewFixture(data)) {
      write(view, folder, Integer.parseInt(args[1]));
    }
    for (int round = 0; round < ROUNDS; round++) {
      measure(folder, "person" + round + "@b.example");
    }
  }

  private static void write(ViewFixture view, JournalFolder folder, int mails) {
    var settings = RelayConfiguration.of(Map.of(), Map.of()).journal();
    try (var journal = new JournalFiles(folder, settings, Instant::now, new Random(1), List.of())) {
      for (int i = 1; i <= mails; i++) {
        String recipient = "person" + i % 1000 + "@b.example";
        journal.write(view.received(i, "newsletter@a.example", recipient));
        journal.write(view.delivered(i, recipient));
      }
    }
  }

  private static void measure(JournalFolder folder, String address) throws IOException {
    var order =
        new ErasureOrder("e", EmailAddress.parse(address), Instant.now(), "a secret of this run");
    var erased = new ErasedEvent(order);
    var rewrite = new JournalRewrite(folder);
    long octets = 0;
    int lines = 0;
    long begin = System.nanoTime();
    for (JournalFileName file : folder.files()) {
      octets += Files.size(folder.path().resolve(file.toString()));
      lines += rewrite.rewrite(file, JournalErasure.mayName(order), e -> Optional.of(erased.of(e)));
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    LOG.info(
        String.format(
            "%d lines of %.0f MB changed in %.2f s: %.0f MB/s",
            lines, octets / 1e6, seconds, octets / 1e6 / seconds));
  }
}
