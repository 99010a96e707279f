package relay.ejb.view;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Logger;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.journal.MailEvent;
import relay.domain.view.DatabaseSettings;
import relay.ejb.database.Database;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

/**
 * Measures by hand what following the journal costs: {@code main FOLDER MAILS [URL USER]}. Prints
 * CPU milliseconds of the following thread for each mail delivered at the first attempt.
 */
final class FollowerSpeed {
  private static final Logger LOG = Logger.getLogger(FollowerSpeed.class.getName());
  private static final int RECIPIENT_DOMAINS = 50;

  private FollowerSpeed() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int mails = Integer.parseInt(args[1]);
    write(folder, mails);
    var settings =
        new DatabaseSettings(
            args.length > 2 ? args[2] : "",
            args.length > 3 ? args[3] : "relay",
            "",
            4,
            Duration.ofMillis(1),
            3000,
            Duration.ofSeconds(1),
            256 << 10);
    try (var database = new Database(settings, folder)) {
      var follower =
          new JournalFollower(
              new JournalReader(new JournalFolder(folder.resolve("journal"))),
              database,
              new ViewWriter(database, "node", settings.storyMax()),
              settings,
              Instant::now);
      follower.follow();
      for (int round = 0; round < 4; round++) {
        measure(follower, mails / 4);
      }
    }
  }

  private static void measure(JournalFollower follower, int mails) {
    var threads = ManagementFactory.getThreadMXBean();
    var process =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long thread = threads.getCurrentThreadCpuTime();
    long all = process.getProcessCpuTime();
    // a batch is 3000 events, three events a mail
    for (int batch = 0; batch < mails / 1000; batch++) {
      follower.follow();
    }
    double each = 1e6 * mails;
    LOG.info(
        String.format(
            "CPU ms a mail: thread %.4f, process %.4f",
            (threads.getCurrentThreadCpuTime() - thread) / each,
            (process.getProcessCpuTime() - all) / each));
  }

  private static void write(Path folder, int mails) {
    var settings = RelayConfiguration.of(Map.of(), Map.of());
    try (var journal =
        new JournalFiles(
            new JournalFolder(folder.resolve("journal")),
            settings.journal(),
            Instant::now,
            new Random(1),
            List.of())) {
      for (int i = 1; i <= mails; i++) {
        String recipient = "user" + i + "@domain" + i % RECIPIENT_DOMAINS + ".example";
        List<MailEvent> events =
            new ArrayList<>(
                MailStory.aMail(i).received("newsletter@a.example", recipient).events());
        events.addAll(MailStory.aMail(i).delivered(recipient).events());
        journal.write(events);
      }
    }
  }
}
