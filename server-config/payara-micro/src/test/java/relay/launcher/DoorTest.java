package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {
  private static final Door SUBMISSION =
      new Door(
          "submission",
          "listener.submission.address",
          "listener.submission.port",
          "127.0.0.1",
          2525);

  @TempDir Path data;

  /** Whoever says {@code relay send --data DIR} need not say with what settings it was started. */
  @Test
  void shouldBeWhereTheRelayOfTheFolderHasIt() throws IOException {
    Files.writeString(
        data.resolve("relay.ready"),
        "  http://127.0.0.1:8081/\n"
            + "  smtp://127.0.0.1:26   mx\n"
            + "  smtp://[::1]:26250   submission\n");

    Door door = SUBMISSION.asRunningIn(new DataFolder(data));

    assertThat(door.reachable()).isEqualTo("[::1]:26250");
  }

  @Test
  void shouldBeWhereTheSettingsSayWithoutARelayThatRuns() throws IOException {
    assertThat(SUBMISSION.asRunningIn(new DataFolder(data))).isEqualTo(SUBMISSION);
    Files.writeString(data.resolve("relay.ready"), "  http://127.0.0.1:8081/\n");
    assertThat(SUBMISSION.asRunningIn(new DataFolder(data))).isEqualTo(SUBMISSION);
  }
}
