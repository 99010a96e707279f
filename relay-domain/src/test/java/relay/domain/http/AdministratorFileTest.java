package relay.domain.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AdministratorFileTest {
  @TempDir Path folder;
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

  @Test
  void shouldTellTheNewPasswordOnce() {
    AdministratorFile file = AdministratorFile.in(folder);

    String password = file.createIfAbsent(random).orElseThrow();

    assertThat(password).hasSizeGreaterThanOrEqualTo(20);
    assertThat(file.createIfAbsent(random)).isEmpty();
    assertThat(file.read().verify(password)).isTrue();
    assertThat(file.read().verify(password + "x")).isFalse();
  }

  @Test
  void shouldMakeTheDataFolderWhenItIsTheFirstToNeedIt() {
    AdministratorFile file = AdministratorFile.in(folder.resolve("not").resolve("there"));

    assertThat(file.createIfAbsent(random)).isPresent();
  }

  @Test
  void shouldKeepOnlyTheHash() throws IOException {
    String password = AdministratorFile.in(folder).createIfAbsent(random).orElseThrow();

    assertThat(Files.readString(folder.resolve("administrator")))
        .startsWith("$argon2id$")
        .doesNotContain(password);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void shouldLetOnlyTheOwnerRead() throws IOException {
    AdministratorFile.in(folder).createIfAbsent(random);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("administrator"))))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldSayThatThereIsNoPasswordYet() {
    AdministratorFile file = AdministratorFile.in(folder);

    assertThatThrownBy(file::read).isInstanceOf(UncheckedIOException.class);
  }
}
