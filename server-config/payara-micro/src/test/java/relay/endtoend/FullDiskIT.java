package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the data folder fills up to the last octet under load: a small disk in memory, which
 * only root may make; elsewhere the test is skipped.
 */
class FullDiskIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void makeDisk() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=700m", "tmpfs", disk.toString()),
        "this machine lets root mount nothing");
  }

  @AfterEach
  void removeDisk() throws Exception {
    run("umount", "-l", disk.toString());
  }

  @Test
  void shouldPutMailOffWhileTheDiskIsFullAndLoseNothing() throws Exception {
    try (Sink sink = new Sink();
        RelayProcess relay = new RelayProcess(folder, sink.port())) {
      relay
          .dataIn(disk.resolve("data"))
          .set("guard.disk-reserve", "100MB")
          // a small disk is below the default from its start, and each mail would be held for it
          .set("guard.disk-slow", "150MB")
          .set("broker.disk-reserve", "20MB");
      relay.start();
      Load load = new Load(relay.smtpPort(), 8).start();
      try {
        await().atMost(PATIENCE).until(() -> load.accepted().size() > 200);

        fill(disk.resolve("filler"));
        int putOff = load.putOff().size();
        await("4xx on a full disk")
            .atMost(PATIENCE)
            .until(() -> load.putOff().size() > putOff + 16);
        await().atMost(PATIENCE).until(() -> relay.get("/health").statusCode() == 503);
        Files.delete(disk.resolve("filler"));

        int accepted = load.accepted().size();
        await("250 again").atMost(PATIENCE).until(() -> load.accepted().size() > accepted + 200);
      } finally {
        load.close();
      }

      assertThat(load.refusals()).as("5xx replies").isEmpty();
      await("every accepted mail at the sink")
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(load.accepted()).allMatch(marker -> sink.arrivals(marker) > 0));
      await("shown as it is")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(relay.get("/api/v1/messages?state=queued").body())
                      .contains("\"messages\":[]"));
      await().atMost(PATIENCE).until(() -> relay.get("/health").statusCode() == 200);
    }
  }

  /** Until not one octet fits any more. */
  private static void fill(Path file) throws IOException {
    byte[] block = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int length = block.length; length > 0; ) {
        try {
          out.write(block, 0, length);
        } catch (IOException full) {
          length /= 2;
        }
      }
    }
  }

  private static boolean run(String... command) throws Exception {
    Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
    return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
