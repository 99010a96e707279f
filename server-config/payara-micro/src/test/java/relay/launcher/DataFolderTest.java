package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void shouldBeTakenByThisProcess() throws IOException {
    DataFolder folder = new DataFolder(parent.resolve("data"));

    folder.take();

    assertThat(Files.readString(folder.processId()).strip())
        .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
    try (FileChannel lock =
        FileChannel.open(folder.root().resolve("relay.lock"), StandardOpenOption.WRITE)) {
      assertThatThrownBy(lock::tryLock).isInstanceOf(OverlappingFileLockException.class);
    }
  }

  @Test
  void shouldForgetThatAKilledProcessWasReady() throws IOException {
    DataFolder folder = new DataFolder(parent);
    Files.writeString(folder.ready(), "http://127.0.0.1:1/");

    folder.take();

    assertThat(folder.ready()).doesNotExist();
  }

  @Test
  void shouldKeepUnpackedLibrariesOfTheSameBuildOnly() throws IOException {
    DataFolder folder = new DataFolder(parent);
    folder.clearServer("build 1");
    Path library = Files.createDirectories(folder.server().resolve("runtime")).resolve("a.jar");
    Files.writeString(library, "");
    Path halfWritten = Files.createDirectories(folder.server().resolve("config/sub")).resolve("x");
    Files.writeString(halfWritten, "");

    Files.writeString(folder.temporary().resolve("left"), "");

    folder.clearServer("build 1");
    assertThat(library).exists();
    assertThat(folder.temporary()).isEmptyDirectory();
    assertThat(halfWritten).doesNotExist();

    folder.clearServer("build 2");
    assertThat(library).doesNotExist();
  }
}
